#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>

#include "cli/scoring_engine.h"
#include "engine/analyze.h"
#include "engine/describe_model.h"
#include "engine/evaluate.h"

namespace cmmm::cli {
namespace {

std::optional<Problem> ToProblemIfAny(const std::optional<Refusal>& refusal) {
  if (!refusal.has_value()) return std::nullopt;
  return ToProblem(*refusal);
}

class LocalEngine final : public ScoringEngine {
 public:
  explicit LocalEngine(Catalog catalog) : catalog_(std::move(catalog)) {}

  std::optional<Problem> Score(const v1::ScoreRequest& request,
                               v1::ScoreResponse* response) override {
    return ToProblemIfAny(Evaluate(catalog_, request, response));
  }
  std::optional<Problem> GetModel(const v1::GetModelRequest& request,
                                  v1::GetModelResponse* response) override {
    return ToProblemIfAny(DescribeModel(catalog_, request, response));
  }
  std::optional<Problem> ListModels(const v1::ListModelsRequest& request,
                                    v1::ListModelsResponse* response) override {
    return ToProblemIfAny(ListModelSummaries(catalog_, request, response));
  }
  std::optional<Problem> GetProgramme(
      const v1::GetProgrammeRequest& request,
      v1::GetProgrammeResponse* response) override {
    return ToProblemIfAny(DescribeProgramme(catalog_, request, response));
  }
  std::optional<Problem> ListProgrammes(
      const v1::ListProgrammesRequest& request,
      v1::ListProgrammesResponse* response) override {
    return ToProblemIfAny(ListProgrammeSummaries(catalog_, request, response));
  }
  std::optional<Problem> AnalyzeBounds(
      const v1::AnalyzeBoundsRequest& request,
      v1::AnalyzeBoundsResponse* response) override {
    return ToProblemIfAny(cmmm::AnalyzeBounds(catalog_, request, response));
  }
  std::optional<Problem> AnalyzeMargin(
      const v1::AnalyzeMarginRequest& request,
      v1::AnalyzeMarginResponse* response) override {
    return ToProblemIfAny(cmmm::AnalyzeMargin(catalog_, request, response));
  }
  std::optional<Problem> PlanUpgrade(
      const v1::PlanUpgradeRequest& request,
      v1::PlanUpgradeResponse* response) override {
    return ToProblemIfAny(cmmm::PlanUpgrade(catalog_, request, response));
  }
  std::optional<Problem> NextQuestions(
      const v1::NextQuestionsRequest& request,
      v1::NextQuestionsResponse* response) override {
    return ToProblemIfAny(cmmm::NextQuestions(catalog_, request, response));
  }
  std::optional<Problem> Compare(const v1::CompareRequest& request,
                                 v1::CompareResponse* response) override {
    return ToProblemIfAny(cmmm::Compare(catalog_, request, response));
  }
  std::optional<Problem> CheckReadiness(
      const v1::CheckReadinessRequest& request,
      v1::CheckReadinessResponse* response) override {
    return ToProblemIfAny(cmmm::CheckReadiness(catalog_, request, response));
  }
  std::optional<Problem> Explain(const v1::ExplainRequest& request,
                                 v1::ExplainResponse* response) override {
    return ToProblemIfAny(cmmm::Explain(catalog_, request, response));
  }

 private:
  Catalog catalog_;
};

}  // namespace

std::optional<Catalog> LoadCatalog(const std::string& path) {
  Violations findings;
  Catalog catalog =
      Catalog::Load(path.empty() ? DefaultModelsPath() : path, &findings);
  if (findings.empty()) return catalog;
  const Refusal refusal = RefuseViolations(
      "INVALID_MODEL", "the models cannot be loaded", std::move(findings));
  PrintProblem("", ToProblem(refusal), std::cerr);
  return std::nullopt;
}

std::unique_ptr<ScoringEngine> MakeLocalEngine(const std::string& path) {
  std::optional<Catalog> catalog = LoadCatalog(path);
  if (!catalog.has_value()) return nullptr;
  return MakeLocalEngine(*std::move(catalog));
}

std::unique_ptr<ScoringEngine> MakeLocalEngine(Catalog catalog) {
  return std::make_unique<LocalEngine>(std::move(catalog));
}

std::string DefaultModelsPath() {
  namespace fs = std::filesystem;
  const char* path = std::getenv("CMMM_MODELS");
  if (path != nullptr && *path != '\0') return path;
  std::error_code error;
  const fs::path binary = fs::read_symlink("/proc/self/exe", error);
  for (const fs::path& candidate :
       {fs::path("models"), binary.parent_path() / "../../models",
        binary.parent_path() / "../share/cmmm/models"}) {
    if (fs::is_directory(candidate, error)) {
      return candidate.lexically_normal().string();
    }
  }
  return "models";
}

}  // namespace cmmm::cli
