// Unary calls that come by gRPC: bytes in, bytes out. What happens to them is
// service/unary_call.h's.
#ifndef CMMM_SERVER_UNARY_CALL_H_
#define CMMM_SERVER_UNARY_CALL_H_

#include <grpcpp/grpcpp.h>

#include "service/caller.h"
#include "service/methods.h"
#include "service/unary_call.h"

namespace cmmm::server {

// Who calls, behind the proxies of `tools`; the id of the call goes back in
// the initial metadata. Once per call, as it begins; `context` outlives it.
service::Caller ReadCaller(const service::CallTools& tools,
                           grpc::CallbackServerContext* context);

// For a call that is refused: its id also in the trailing metadata, the only
// ones that some clients hand out with an error.
void RepeatRequestId(const service::Caller& caller,
                     grpc::CallbackServerContext* context);

// Starts the call of `method` that `context` is about. `in` and `out` are
// gRPC's; they and `context` live until the reply has gone.
grpc::ServerUnaryReactor* AnswerUnary(grpc::CallbackServerContext* context,
                                      const service::Method& method,
                                      const grpc::ByteBuffer& in,
                                      grpc::ByteBuffer* out,
                                      const service::CallTools& tools);

}  // namespace cmmm::server

#endif  // CMMM_SERVER_UNARY_CALL_H_
