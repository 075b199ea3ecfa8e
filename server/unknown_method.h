// Answers calls of methods that there are not, so that they leave a line.
#ifndef CMMM_SERVER_UNKNOWN_METHOD_H_
#define CMMM_SERVER_UNKNOWN_METHOD_H_

#include <grpcpp/generic/async_generic_service.h>

#include "service/call_log.h"

namespace cmmm::server {

// UNIMPLEMENTED, with the reason UNKNOWN_METHOD. Thread-safe. The log must
// outlive it.
class UnknownMethod final : public grpc::CallbackGenericService {
 public:
  explicit UnknownMethod(service::CallLog* log) : log_(log) {}

  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override;

 private:
  service::CallLog* log_;
};

}  // namespace cmmm::server

#endif  // CMMM_SERVER_UNKNOWN_METHOD_H_
