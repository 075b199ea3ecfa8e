#include "server/status.h"

#include "engine/report/refusal_status.h"

namespace cmmm {

grpc::Status ToGrpcStatus(const Refusal& refusal) {
  const google::rpc::Status status = ToRpcStatus(refusal);
  return {static_cast<grpc::StatusCode>(status.code()), status.message(),
          status.SerializeAsString()};
}

}  // namespace cmmm
