#include "cli/methods.h"

#include <cassert>

#include "engine/analyze.h"
#include "engine/describe_model.h"
#include "engine/evaluate.h"

namespace cmmm::cli {
namespace {

using google::protobuf::Message;

template <typename Request, typename Response>
Method MethodRow(const char* path,
                 std::optional<Refusal> (*door)(const Catalog&, const Request&,
                                                Response*)) {
  return {path, Request::descriptor(), Response::descriptor(),
          [door](const Catalog& catalog, const Message& request,
                 Message* response) {
            return door(catalog, static_cast<const Request&>(request),
                        static_cast<Response*>(response));
          }};
}

}  // namespace

const std::vector<Method>& Methods() {
  static const auto* const kMethods = new std::vector<Method>{
      MethodRow<v1::ScoreRequest, v1::ScoreResponse>(
          "/cmmm.v1.ScoringService/Score", &Evaluate),
      MethodRow("/cmmm.v1.ModelService/GetModel", &DescribeModel),
      MethodRow("/cmmm.v1.ModelService/ListModels", &ListModelSummaries),
      MethodRow("/cmmm.v1.ModelService/GetProgramme", &DescribeProgramme),
      MethodRow("/cmmm.v1.ModelService/ListProgrammes",
                &ListProgrammeSummaries),
      MethodRow("/cmmm.v1.AnalysisService/AnalyzeBounds", &AnalyzeBounds),
      MethodRow("/cmmm.v1.AnalysisService/AnalyzeMargin", &AnalyzeMargin),
      MethodRow("/cmmm.v1.AnalysisService/PlanUpgrade", &PlanUpgrade),
      MethodRow("/cmmm.v1.AnalysisService/NextQuestions", &NextQuestions),
      MethodRow("/cmmm.v1.AnalysisService/Compare", &Compare),
      MethodRow("/cmmm.v1.AnalysisService/VerifyResult", &VerifyResult),
      MethodRow("/cmmm.v1.AnalysisService/CheckReadiness", &CheckReadiness),
      MethodRow("/cmmm.v1.AnalysisService/Explain", &Explain)};
  return *kMethods;
}

const Method& MethodOf(const google::protobuf::Descriptor* request) {
  for (const Method& method : Methods()) {
    if (method.request == request) return method;
  }
  assert(false);
  return Methods().front();
}

}  // namespace cmmm::cli
