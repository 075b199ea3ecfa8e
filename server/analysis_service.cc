#include "server/analysis_service.h"

#include <optional>

#include "engine/analyze.h"

namespace cmmm::server {
namespace {

// A function of engine/analyze.h, as AnswerUnary calls it.
template <typename Request, typename Response>
auto Analyze(const CallTools& tools,
             std::optional<Refusal> (*analyze)(const Catalog&, const Request&,
                                               Response*)) {
  return [&tools, analyze](const Request& in, Response* out, const Stop&) {
    return analyze(*tools.catalog, in, out);
  };
}

// The same of one that searches, and can be stopped.
template <typename Request, typename Response>
auto Search(const CallTools& tools,
            std::optional<Refusal> (*analyze)(const Catalog&, const Request&,
                                              Response*, const Stop&)) {
  return [&tools, analyze](const Request& in, Response* out, const Stop& stop) {
    return analyze(*tools.catalog, in, out, stop);
  };
}

}  // namespace

grpc::ServerUnaryReactor* AnalysisService::AnalyzeBounds(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::AnalyzeBoundsRequest, v1::AnalyzeBoundsResponse>(
      context, "AnalyzeBounds", *request, response, tools_, Cost::kQuick,
      Analyze(tools_, cmmm::AnalyzeBounds));
}

grpc::ServerUnaryReactor* AnalysisService::AnalyzeMargin(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::AnalyzeMarginRequest, v1::AnalyzeMarginResponse>(
      context, "AnalyzeMargin", *request, response, tools_, Cost::kCostly,
      Search(tools_, cmmm::AnalyzeMargin));
}

grpc::ServerUnaryReactor* AnalysisService::PlanUpgrade(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::PlanUpgradeRequest, v1::PlanUpgradeResponse>(
      context, "PlanUpgrade", *request, response, tools_, Cost::kCostly,
      Search(tools_, cmmm::PlanUpgrade));
}

grpc::ServerUnaryReactor* AnalysisService::NextQuestions(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::NextQuestionsRequest, v1::NextQuestionsResponse>(
      context, "NextQuestions", *request, response, tools_, Cost::kQuick,
      Analyze(tools_, cmmm::NextQuestions));
}

grpc::ServerUnaryReactor* AnalysisService::Compare(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::CompareRequest, v1::CompareResponse>(
      context, "Compare", *request, response, tools_, Cost::kCostly,
      Analyze(tools_, cmmm::Compare));
}

grpc::ServerUnaryReactor* AnalysisService::VerifyResult(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::VerifyResultRequest, v1::VerifyResultResponse>(
      context, "VerifyResult", *request, response, tools_, Cost::kCostly,
      Analyze(tools_, cmmm::VerifyResult));
}

grpc::ServerUnaryReactor* AnalysisService::CheckReadiness(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::CheckReadinessRequest, v1::CheckReadinessResponse>(
      context, "CheckReadiness", *request, response, tools_, Cost::kCostly,
      Search(tools_, cmmm::CheckReadiness));
}

grpc::ServerUnaryReactor* AnalysisService::Explain(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::ExplainRequest, v1::ExplainResponse>(
      context, "Explain", *request, response, tools_, Cost::kQuick,
      Analyze(tools_, cmmm::Explain));
}

}  // namespace cmmm::server
