#include "server/analysis_service.h"

#include <optional>

#include "engine/analyze.h"
#include "server/unary_call.h"

namespace cmmm::server {

template <typename Request, typename Response>
grpc::ServerUnaryReactor* AnalysisService::Answer(
    grpc::CallbackServerContext* context, absl::string_view method,
    const grpc::ByteBuffer* request, grpc::ByteBuffer* response,
    std::optional<Refusal> (*analyze)(const Catalog&, const Request&,
                                      Response*)) {
  return AnswerUnary<Request, Response>(
      context, method, *request, response, *admission_, log_,
      [this, analyze](const Request& in, Response* out) {
        return analyze(*catalog_, in, out);
      });
}

grpc::ServerUnaryReactor* AnalysisService::AnalyzeBounds(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Answer(context, "AnalyzeBounds", request, response,
                cmmm::AnalyzeBounds);
}

grpc::ServerUnaryReactor* AnalysisService::AnalyzeMargin(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Answer(context, "AnalyzeMargin", request, response,
                cmmm::AnalyzeMargin);
}

grpc::ServerUnaryReactor* AnalysisService::PlanUpgrade(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Answer(context, "PlanUpgrade", request, response, cmmm::PlanUpgrade);
}

grpc::ServerUnaryReactor* AnalysisService::NextQuestions(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Answer(context, "NextQuestions", request, response,
                cmmm::NextQuestions);
}

grpc::ServerUnaryReactor* AnalysisService::Compare(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Answer(context, "Compare", request, response, cmmm::Compare);
}

grpc::ServerUnaryReactor* AnalysisService::VerifyResult(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Answer(context, "VerifyResult", request, response, cmmm::VerifyResult);
}

grpc::ServerUnaryReactor* AnalysisService::CheckReadiness(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Answer(context, "CheckReadiness", request, response,
                cmmm::CheckReadiness);
}
grpc::ServerUnaryReactor* AnalysisService::Explain(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Answer(context, "Explain", request, response, cmmm::Explain);
}

}  // namespace cmmm::server
