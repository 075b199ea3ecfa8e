// The one converter from refusals to gRPC status.
//
//   INVALID_ARGUMENT  "the assessment cannot be scored: 3 violations"
//     details  google.rpc.ErrorInfo {reason, domain, metadata}
//              google.rpc.BadRequest, a field violation each
//
// They are engine/response/refusal_status.h's.
#ifndef CMMM_SERVER_STATUS_H_
#define CMMM_SERVER_STATUS_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>

#include "engine/base/refusal.h"

namespace cmmm::server {

// Code, message and, as error details, the google.rpc.Status of `refusal`; with
// its violations in Chinese, too, when the caller's metadata has an
// `accept-language` that begins with `zh`. They travel as
// `grpc-status-details-bin`.
grpc::Status ToGrpcStatus(const Refusal& refusal,
                          const grpc::ServerContextBase& context);

}  // namespace cmmm::server

#endif  // CMMM_SERVER_STATUS_H_
