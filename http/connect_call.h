// Unary calls by the Connect protocol (connectrpc.com), over HTTP/1.1.
//
//   POST /cmmm.v1.ScoringService/Score
//   Content-Type: application/json          or application/proto
//   Connect-Timeout-Ms: 2000                optional: the deadline
//   Content-Encoding: gzip                  optional: of the request
//   Accept-Encoding: gzip                   optional: of the answer
//
//   GET /cmmm.v1.ModelService/GetModel
//       ?connect=v1&encoding=json&message=%7B%7D[&base64=1&compression=gzip]
//
// GET is for methods without side effects; its answers have an ETag. JSON is
// read by engine/request/parse_json.h and written by
// engine/response/print_json.h, as the command line does. What happens to the
// call is service/unary_call.h's.
#ifndef CMMM_HTTP_CONNECT_CALL_H_
#define CMMM_HTTP_CONNECT_CALL_H_

#include <functional>
#include <memory>
#include <optional>

#include "absl/strings/string_view.h"
#include "http/message.h"
#include "service/methods.h"
#include "service/unary_call.h"

namespace cmmm::http {

// What can be said against a call before its body has come: a method of HTTP or
// a content type that it is not for. Nothing: read on.
// 405 with Allow, 415 with Accept-Post. GET is for methods of no side effects.
std::optional<Reply> CheckConnectHead(const service::Method& method,
                                      const Request& head);

// Who calls, behind trusted proxies. `exchange` outlives it.
// X-Forwarded-For counts only behind proxies that are trusted (service/peer.h).
service::Caller CallerOf(const Exchange& exchange,
                         const service::TrustedProxies& proxies);

// Answers `exchange`, a call of `method`. `tools` outlive the reply.
// Small calls of cheap methods are answered before this returns, others in the
// pool (service/pool.h): messages that are compressed, or over 128 KiB, are
// costly whatever their method. Answers of 1 KiB and more are compressed for
// who takes gzip.
void AnswerConnect(const service::Method& method,
                   const service::CallTools& tools,
                   std::shared_ptr<Exchange> exchange);

// What can be called and how it is answered: the table of all methods, by the
// Connect protocol. The conformance suite of the protocol brings a service of
// its own (tests/http/connect_server.cc).
struct Calls {
  // The method of a path; nullptr: there is none.
  std::function<const service::Method*(absl::string_view path)> find =
      &service::FindMethod;
  std::function<void(const service::Method& method,
                     const service::CallTools& tools,
                     std::shared_ptr<Exchange> exchange)>
      answer = &AnswerConnect;
};

}  // namespace cmmm::http

#endif  // CMMM_HTTP_CONNECT_CALL_H_
