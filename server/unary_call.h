// Unary calls that come by gRPC: bytes in, bytes out. What happens to them is
// service/unary_call.h's.
#ifndef CMMM_SERVER_UNARY_CALL_H_
#define CMMM_SERVER_UNARY_CALL_H_

#include <grpcpp/grpcpp.h>

#include "absl/strings/string_view.h"
#include "service/methods.h"
#include "service/peer.h"
#include "service/unary_call.h"

namespace cmmm::server {

// Who calls, behind the proxies of `tools`.
service::Peer PeerOf(const grpc::CallbackServerContext& context,
                     const service::CallTools& tools);

// What the caller says of himself: the metadata `authorization`.
absl::string_view AuthorizationOf(const grpc::CallbackServerContext& context);

// Starts the call of `method` that `context` is about. `in` and `out` are
// gRPC's; they and `context` live until the reply has gone.
grpc::ServerUnaryReactor* AnswerUnary(grpc::CallbackServerContext* context,
                                      const service::Method& method,
                                      const grpc::ByteBuffer& in,
                                      grpc::ByteBuffer* out,
                                      const service::CallTools& tools);

}  // namespace cmmm::server

#endif  // CMMM_SERVER_UNARY_CALL_H_
