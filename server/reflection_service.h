// gRPC's reflection, by both of its names: v1, and v1alpha, which older tools
// ask for. The messages of both are equal in every byte.
//
// gRPC 1.51 has only v1alpha, and lists services there that it cannot describe.
// Every service that is listed here can be described.
#ifndef CMMM_SERVER_REFLECTION_SERVICE_H_
#define CMMM_SERVER_REFLECTION_SERVICE_H_

#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/service_type.h>

#include <string>
#include <vector>

#include "grpc/reflection/v1/reflection.pb.h"

namespace cmmm::server {

// Answers from the descriptors that this program was built with. Thread-safe.
// By file name, by symbol, by extension, all extensions of a type, and the list
// of services. A file comes with all that it imports, each once.
class ReflectionService final : public grpc::Service {
 public:
  // `services`: the full names that are listed, beside health and reflection.
  explicit ReflectionService(std::vector<std::string> services);

  // The answer to one question. What is not known is an error_response,
  // NOT_FOUND, and no question at all INVALID_ARGUMENT; neither ends the
  // stream.
  grpc::reflection::v1::ServerReflectionResponse Answer(
      const grpc::reflection::v1::ServerReflectionRequest& request) const;

 private:
  std::vector<std::string> services_;
};

}  // namespace cmmm::server

#endif  // CMMM_SERVER_REFLECTION_SERVICE_H_
