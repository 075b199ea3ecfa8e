#include "server/model_service.h"

#include "engine/describe_model.h"
#include "server/unary_call.h"

namespace cmmm::server {

grpc::ServerUnaryReactor* ModelService::ListModels(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::ListModelsRequest, v1::ListModelsResponse>(
      context, "ListModels", *request, response, *admission_, log_,
      [this](const v1::ListModelsRequest& in, v1::ListModelsResponse* out) {
        return ListModelSummaries(*catalog_, in, out);
      });
}

grpc::ServerUnaryReactor* ModelService::GetModel(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::GetModelRequest, v1::GetModelResponse>(
      context, "GetModel", *request, response, *admission_, log_,
      [this](const v1::GetModelRequest& in, v1::GetModelResponse* out) {
        return DescribeModel(*catalog_, in, out);
      });
}

grpc::ServerUnaryReactor* ModelService::ListProgrammes(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::ListProgrammesRequest, v1::ListProgrammesResponse>(
      context, "ListProgrammes", *request, response, *admission_, log_,
      [this](const v1::ListProgrammesRequest& in,
             v1::ListProgrammesResponse* out) {
        return ListProgrammeSummaries(*catalog_, in, out);
      });
}

grpc::ServerUnaryReactor* ModelService::GetProgramme(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::GetProgrammeRequest, v1::GetProgrammeResponse>(
      context, "GetProgramme", *request, response, *admission_, log_,
      [this](const v1::GetProgrammeRequest& in, v1::GetProgrammeResponse* out) {
        return DescribeProgramme(*catalog_, in, out);
      });
}

}  // namespace cmmm::server
