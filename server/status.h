// The one converter from refusals to gRPC status.
#ifndef CMMM_SERVER_STATUS_H_
#define CMMM_SERVER_STATUS_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>

#include "engine/base/refusal.h"

namespace cmmm::server {

// Code, message and, as error details, the google.rpc.Status of `refusal`; with
// its violations in Chinese, too, when the caller's metadata has an
// `accept-language` that begins with `zh`.
grpc::Status ToGrpcStatus(const Refusal& refusal,
                          const grpc::ServerContextBase& context);

}  // namespace cmmm::server

#endif  // CMMM_SERVER_STATUS_H_
