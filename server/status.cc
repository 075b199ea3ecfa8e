#include "server/status.h"

#include "engine/response/refusal_status.h"

namespace cmmm::server {

grpc::Status ToGrpcStatus(const Refusal& refusal) {
  const google::rpc::Status status = ToRpcStatus(refusal);
  return {static_cast<grpc::StatusCode>(status.code()), status.message(),
          status.SerializeAsString()};
}

}  // namespace cmmm::server
