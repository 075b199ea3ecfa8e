// gRPC-Web, for unary calls: the same paths, messages and answers as by the
// Connect protocol, in frames, with the outcome behind the message.
//
//   POST /cmmm.v1.ScoringService/Score
//   Content-Type: application/grpc-web+proto        or +json
//   grpc-timeout: 2S                                optional: the deadline
//   grpc-encoding: gzip                             optional: of the request
//
//   00 LENGTH message            a frame: flags (01: compressed), length, bytes
//   80 LENGTH grpc-status: 0…    the last one of an answer, as lines
//
// The reply is written as Connect's first, and put into frames at the end
// (Handler::Finish), so that nothing that is refused on the way differs.
#ifndef CMMM_HTTP_WEB_FRAMES_H_
#define CMMM_HTTP_WEB_FRAMES_H_

#include <chrono>
#include <optional>

#include "absl/strings/string_view.h"
#include "engine/base/refusal.h"
#include "http/connect_request.h"
#include "http/message.h"

namespace cmmm::http {

// What a frame has beside the message.
inline constexpr size_t kFrameHeadBytes = 5;

// Whether the request is by gRPC-Web: by its method and type.
// POST of a type that begins with application/grpc-web.
bool IsGrpcWeb(const Request& request);

// `2S`, `100m`: at most 8 digits and H, M, S, m, u or n; nothing: it is none.
// Parts of a millisecond are cut.
std::optional<std::chrono::milliseconds> ReadGrpcTimeout(
    absl::string_view text);

// The message and what is said around it; takes the body. Refusals:
// UNIMPLEMENTED, UNKNOWN_ENCODING, or BAD_CONNECT_REQUEST for no message and
// for several; INVALID_ARGUMENT, BAD_CONNECT_REQUEST, for what is no frame.
// REQUIRES: IsGrpcWeb(*request).
std::optional<Refusal> ReadGrpcWeb(Request* request, ConnectRequest* connect);

// Puts a reply to `request` into frames. Headers `Trailer-X` become lines `x`
// behind the message.
// Its HTTP status becomes 200: the outcome is in the last frame, an error alone
// there, without a message.
void WriteGrpcWeb(const Request& request, Reply* reply);

}  // namespace cmmm::http

#endif  // CMMM_HTTP_WEB_FRAMES_H_
