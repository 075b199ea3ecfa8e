// cmmm.v1.ModelService over the catalog.
#ifndef CMMM_SERVER_MODEL_SERVICE_H_
#define CMMM_SERVER_MODEL_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include "cmmm/v1/model_service.grpc.pb.h"
#include "server/unary_call.h"

namespace cmmm::server {

// Every method as raw bytes, one class per method around the last.
using RawModelService = v1::ModelService::WithRawCallbackMethod_ListModels<
    v1::ModelService::WithRawCallbackMethod_GetModel<
        v1::ModelService::WithRawCallbackMethod_ListProgrammes<
            v1::ModelService::WithRawCallbackMethod_GetProgramme<
                v1::ModelService::Service>>>>;

// Thread-safe. `tools` must outlive the service.
class ModelService final : public RawModelService {
 public:
  explicit ModelService(const CallTools& tools) : tools_(tools) {}

  grpc::ServerUnaryReactor* ListModels(grpc::CallbackServerContext* context,
                                       const grpc::ByteBuffer* request,
                                       grpc::ByteBuffer* response) override;

  grpc::ServerUnaryReactor* GetModel(grpc::CallbackServerContext* context,
                                     const grpc::ByteBuffer* request,
                                     grpc::ByteBuffer* response) override;

  grpc::ServerUnaryReactor* ListProgrammes(grpc::CallbackServerContext* context,
                                           const grpc::ByteBuffer* request,
                                           grpc::ByteBuffer* response) override;

  grpc::ServerUnaryReactor* GetProgramme(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;

 private:
  const CallTools& tools_;
};

}  // namespace cmmm::server

#endif  // CMMM_SERVER_MODEL_SERVICE_H_
