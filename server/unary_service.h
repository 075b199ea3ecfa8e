// A gRPC service whose methods are rows of the table (service/methods.h).
#ifndef CMMM_SERVER_UNARY_SERVICE_H_
#define CMMM_SERVER_UNARY_SERVICE_H_

#include <google/protobuf/descriptor.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/service_type.h>

#include <memory>
#include <vector>

#include "service/unary_call.h"

namespace cmmm::server {

// Registers every method of one service as raw bytes, the way generated code
// does (`WithRawCallbackMethod_…`). Thread-safe. `tools` must outlive it.
class UnaryService final : public grpc::Service {
 public:
  // A method of the service that is no row of the table is left out, and
  // answered by unknown_method.h.
  UnaryService(const google::protobuf::ServiceDescriptor* service,
               const service::CallTools& tools);
};

// One for each service of the table whose methods are all rows of it; one with
// streams needs a class of its own.
// In the order of the table.
std::vector<std::unique_ptr<UnaryService>> MakeUnaryServices(
    const service::CallTools& tools);

}  // namespace cmmm::server

#endif  // CMMM_SERVER_UNARY_SERVICE_H_
