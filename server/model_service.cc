#include "server/model_service.h"

#include "engine/describe_model.h"
#include "server/unary_call.h"

namespace cmmm::server {

grpc::ServerUnaryReactor* ModelService::ListModels(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::ListModelsRequest, v1::ListModelsResponse>(
      context, "ListModels", *request, response, tools_, Cost::kQuick,
      [this](const v1::ListModelsRequest& in, v1::ListModelsResponse* out,
             const Stop&) {
        return ListModelSummaries(*tools_.catalog, in, out);
      });
}

grpc::ServerUnaryReactor* ModelService::GetModel(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::GetModelRequest, v1::GetModelResponse>(
      context, "GetModel", *request, response, tools_, Cost::kQuick,
      [this](const v1::GetModelRequest& in, v1::GetModelResponse* out,
             const Stop&) { return DescribeModel(*tools_.catalog, in, out); });
}

grpc::ServerUnaryReactor* ModelService::ListProgrammes(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::ListProgrammesRequest, v1::ListProgrammesResponse>(
      context, "ListProgrammes", *request, response, tools_, Cost::kQuick,
      [this](const v1::ListProgrammesRequest& in,
             v1::ListProgrammesResponse* out, const Stop&) {
        return ListProgrammeSummaries(*tools_.catalog, in, out);
      });
}

grpc::ServerUnaryReactor* ModelService::GetProgramme(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::GetProgrammeRequest, v1::GetProgrammeResponse>(
      context, "GetProgramme", *request, response, tools_, Cost::kQuick,
      [this](const v1::GetProgrammeRequest& in, v1::GetProgrammeResponse* out,
             const Stop&) {
        return DescribeProgramme(*tools_.catalog, in, out);
      });
}

}  // namespace cmmm::server
