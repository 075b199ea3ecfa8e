// Unary calls that come by gRPC: bytes in, bytes out. What happens to them is
// service/unary_call.h's.
#ifndef CMMM_SERVER_UNARY_CALL_H_
#define CMMM_SERVER_UNARY_CALL_H_

#include <grpcpp/grpcpp.h>

#include "service/caller.h"
#include "service/methods.h"
#include "service/unary_call.h"

namespace cmmm::server {

// Who calls, behind the proxies of `tools`. Once per call, as it begins;
// `context` outlives it.
// Peer, id, trace, user agent, credentials and certificate. Metadata that is
// there twice counts as missing.
service::Caller ReadCaller(const service::CallTools& tools,
                           grpc::CallbackServerContext* context);

// The id of the call goes back: in the initial metadata of one that is
// answered, in the trailing metadata of one that is refused. Such a reply must
// have no initial metadata: clients take those for the beginning of an answer,
// and do not retry.
// Header `x-request-id` (service/caller.h).
void SendRequestId(const service::Caller& caller,
                   grpc::CallbackServerContext* context);
void RefuseWithRequestId(const service::Caller& caller,
                         grpc::CallbackServerContext* context);

// Starts the call of `method` that `context` is about. `in` and `out` are
// gRPC's; they and `context` live until the reply has gone. The reactor frees
// itself once the reply has gone. Every outcome is counted and logged, also
// that of a call which was cancelled before its message came.
grpc::ServerUnaryReactor* AnswerUnary(grpc::CallbackServerContext* context,
                                      const service::Method& method,
                                      const grpc::ByteBuffer& in,
                                      grpc::ByteBuffer* out,
                                      const service::CallTools& tools);

}  // namespace cmmm::server

#endif  // CMMM_SERVER_UNARY_CALL_H_
