// Which request is for what: calls, the page's files, and what a machine asks
// a server to know whether it lives.
//
//   /cmmm.v1.Service/Method   connect_call.h
//   /v1/score:batch           batch_stream.h, which the connection hands it to
//   /openapi.json             openapi.h
//   /healthz                  200 while the process answers
//   /readyz                   200; 503 once the server drains
//   /version                  {"version":"0.4.0"}
//   /metrics                  on an address of its own, where there is no more
//   anything else             page.h, or 404
//
// It says to every browser what the page may do (nothing but talk to this
// server), and to pages of other origins nothing, unless configured.
#ifndef CMMM_HTTP_HANDLER_H_
#define CMMM_HTTP_HANDLER_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/connect_call.h"
#include "http/message.h"
#include "http/page.h"
#include "http/web_frames.h"
#include "service/unary_call.h"

namespace cmmm::http {

// Thread-safe.
// No sockets here: an Exchange comes, a Reply goes.
class Handler {
 public:
  // `origins`: pages of these may call, `https://example.org`; `*`: of any.
  // `metrics`: answers `/metrics`, and nothing else is served but /healthz and
  // its like; or none. `tools` outlive the handler.
  Handler(const service::CallTools& tools, Page page,
          std::vector<std::string> origins,
          std::function<std::string()> metrics, Calls calls = {});

  // What can be said before the body has come, of which `bytes` are announced;
  // nothing: read it.
  // A body that is too large, a method of HTTP that the path is not for, a type
  // that is no message. `bytes` is nothing for chunks.
  std::optional<Reply> CheckHead(const Request& head,
                                 std::optional<uint64_t> bytes) const;

  // Answers. The reply may go before this returns.
  // What is not known is 404, as a call UNKNOWN_METHOD, else NO_SUCH_PATH.
  void Answer(std::shared_ptr<Exchange> exchange) const;

  // Adds what every reply to `request` has.
  // X-Request-Id, the policy for browsers, what other origins may do;
  // gRPC-Web's frames; `close` while the server drains.
  void Finish(const Request& request, Reply* reply) const;

  // A line in the log for a request that was refused before it was a call.
  // Its method is `?`: a path is the caller's text and stays out of the log.
  void LogRefused(const Exchange& exchange, const Reply& reply) const;

  // Not ready any longer.
  void Drain() { draining_ = true; }

  // A message, and the head of a frame that it may stand in.
  size_t max_body_bytes() const {
    return tools_.max_message_bytes + kFrameHeadBytes;
  }
  const service::CallTools& tools() const { return tools_; }

 private:
  std::optional<Reply> CheckMetricsHead(const Request& head) const;
  Reply AnswerOther(const Request& request) const;
  void AllowOrigin(const Request& request, Reply* reply) const;

  const service::CallTools& tools_;
  Page page_;  // with what else does not change
  const std::vector<std::string> origins_;
  const std::function<std::string()> metrics_;
  const Calls calls_;
  std::atomic<bool> draining_{false};
};

}  // namespace cmmm::http

#endif  // CMMM_HTTP_HANDLER_H_
