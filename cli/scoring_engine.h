// Where commands get their results from: this process or a server. Both
// give the same messages, so that output does not depend on it.
#ifndef CMMM_CLI_SCORING_ENGINE_H_
#define CMMM_CLI_SCORING_ENGINE_H_

#include <memory>
#include <optional>
#include <string>

#include "cli/printing/problem.h"
#include "cmmm/v1/analysis_service.pb.h"
#include "cmmm/v1/model_service.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/model/catalog.h"

namespace cmmm::cli {

class ScoringEngine {
 public:
  virtual ~ScoringEngine() = default;
  virtual std::optional<Problem> Score(const v1::ScoreRequest& request,
                                       v1::ScoreResponse* response) = 0;
  virtual std::optional<Problem> GetModel(const v1::GetModelRequest& request,
                                          v1::GetModelResponse* response) = 0;
  virtual std::optional<Problem> ListModels(
      const v1::ListModelsRequest& request,
      v1::ListModelsResponse* response) = 0;
  virtual std::optional<Problem> GetProgramme(
      const v1::GetProgrammeRequest& request,
      v1::GetProgrammeResponse* response) = 0;
  virtual std::optional<Problem> ListProgrammes(
      const v1::ListProgrammesRequest& request,
      v1::ListProgrammesResponse* response) = 0;
  virtual std::optional<Problem> AnalyzeBounds(
      const v1::AnalyzeBoundsRequest& request,
      v1::AnalyzeBoundsResponse* response) = 0;
  virtual std::optional<Problem> AnalyzeMargin(
      const v1::AnalyzeMarginRequest& request,
      v1::AnalyzeMarginResponse* response) = 0;
  virtual std::optional<Problem> PlanUpgrade(
      const v1::PlanUpgradeRequest& request,
      v1::PlanUpgradeResponse* response) = 0;
  virtual std::optional<Problem> NextQuestions(
      const v1::NextQuestionsRequest& request,
      v1::NextQuestionsResponse* response) = 0;
  virtual std::optional<Problem> Compare(const v1::CompareRequest& request,
                                         v1::CompareResponse* response) = 0;
  virtual std::optional<Problem> CheckReadiness(
      const v1::CheckReadinessRequest& request,
      v1::CheckReadinessResponse* response) = 0;
  virtual std::optional<Problem> Explain(const v1::ExplainRequest& request,
                                         v1::ExplainResponse* response) = 0;
};

// The models at `path`; empty: DefaultModelsPath. Findings are printed to
// standard error; nothing then (exit code kExitConfig).
std::optional<Catalog> LoadCatalog(const std::string& path);

// The same as an engine; nullptr when there are findings.
std::unique_ptr<ScoringEngine> MakeLocalEngine(const std::string& path);

// Over these models.
std::unique_ptr<ScoringEngine> MakeLocalEngine(Catalog catalog);

// Over the server at `address`, HOST:PORT, without transport security.
std::unique_ptr<ScoringEngine> MakeRemoteEngine(const std::string& address);

// Where models are when nobody says so: $CMMM_MODELS, `models` in the working
// folder, beside the binary's build folder, or as installed.
std::string DefaultModelsPath();

}  // namespace cmmm::cli

#endif  // CMMM_CLI_SCORING_ENGINE_H_
