// Refusals as the Connect protocol says them: an HTTP status and a JSON object.
//
//   HTTP/1.1 400 Bad Request
//   Content-Type: application/json
//
//   {"code":"invalid_argument","message":"the assessment cannot be …",
//    "details":[{"type":"google.rpc.ErrorInfo","value":"Cg5JTlZB…",
//                "debug":{"reason":"INVALID_ASSESSMENT","domain":"cmmm",…}},
//               {"type":"google.rpc.BadRequest","value":"…","debug":{…}}]}
//
// The details are those of gRPC (engine/response/refusal_status.h), `value`
// their bytes in base64 without padding, `debug` the same to read. Here they
// say it in Chinese, too: every violation has a `localizedMessage`, and the
// refusal as a whole a google.rpc.LocalizedMessage.
#ifndef CMMM_HTTP_CONNECT_ERROR_H_
#define CMMM_HTTP_CONNECT_ERROR_H_

#include <string>

#include "absl/status/status.h"
#include "engine/base/refusal.h"
#include "google/rpc/status.pb.h"
#include "http/message.h"

namespace cmmm::http {

// `invalid_argument`, as the protocol names a code.
std::string ConnectCode(absl::StatusCode code);

// The HTTP status that the protocol gives a code.
// 400 for invalid_argument, failed_precondition and out_of_range, 401, 403,
// 404, 409 for already_exists and aborted, 429 for resource_exhausted, 499,
// 501, 503, 504; any other is 500.
int ConnectStatus(absl::StatusCode code);

// The whole reply, with `Retry-After` where trying again may help. `status`
// other than 0 instead of the code's, for what HTTP has a better one.
// 401 has `WWW-Authenticate: Bearer`.
Reply ErrorReply(const Refusal& refusal, int status = 0);

// The same of a status: its code, message and details.
// In English alone; one line of JSON with a line end.
Reply StatusReply(const google::rpc::Status& status);

// What is wrong with a request before it is known which method it is for:
// INVALID_ARGUMENT, BAD_HTTP, and the connection ends. With 405 and 415 the
// body says `unknown`, which is what the protocol makes of these.
Reply BadHttp(int status, std::string what);

}  // namespace cmmm::http

#endif  // CMMM_HTTP_CONNECT_ERROR_H_
