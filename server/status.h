// The one converter from refusals to gRPC status.
#ifndef CMMM_SERVER_STATUS_H_
#define CMMM_SERVER_STATUS_H_

#include <grpcpp/support/status.h>

#include "engine/base/refusal.h"

namespace cmmm::server {

// Code, message and, as error details, the google.rpc.Status of `refusal`.
grpc::Status ToGrpcStatus(const Refusal& refusal);

}  // namespace cmmm::server

#endif  // CMMM_SERVER_STATUS_H_
