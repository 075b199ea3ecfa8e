// Answers calls of methods that there are not, so that they leave a line.
#ifndef CMMM_SERVER_UNKNOWN_METHOD_H_
#define CMMM_SERVER_UNKNOWN_METHOD_H_

#include <grpcpp/generic/async_generic_service.h>

#include "service/unary_call.h"

namespace cmmm::server {

// UNIMPLEMENTED, with the reason UNKNOWN_METHOD. Thread-safe. The tools must
// outlive it.
// The line and the figures have the method `?`: a name that a caller made up
// stays out of both.
class UnknownMethod final : public grpc::CallbackGenericService {
 public:
  explicit UnknownMethod(const service::CallTools* tools) : tools_(tools) {}

  // Finished when this returns: nothing is read of such a call.
  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override;

 private:
  const service::CallTools* tools_;
};

}  // namespace cmmm::server

#endif  // CMMM_SERVER_UNKNOWN_METHOD_H_
