// `cmmm portfolio`: many results at once.
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "batch/manifest.h"
#include "cli/assessment_options.h"
#include "cli/batch_options.h"
#include "cli/cohort_file.h"
#include "cli/commands.h"
#include "cli/portfolio_text.h"
#include "cli/read_request.h"
#include "cli/scoring_engine.h"
#include "cli/write_file.h"
#include "portfolio/assessments.h"
#include "portfolio/cohort.h"
#include "portfolio/read_results.h"
#include "portfolio/summarize.h"

namespace cmmm {
namespace {

constexpr int kMostGroup = 1000000;

struct PortfolioOptions {
  std::vector<std::string> files;
  std::vector<std::string> by;
  int min_group = 5;
  int bring = 0;
  int to = 0;
  bool names = false;
  std::string cohort;
  bool force = false;
  AssessmentOptions assessment;
};

Problem ProblemOf(ExitCode code, std::string message) {
  Problem problem;
  problem.exit_code = code;
  problem.message = std::move(message);
  return problem;
}

class PortfolioCommand {
 public:
  PortfolioCommand(const PortfolioOptions& options, ScoringEngine* engine)
      : options_(options), engine_(engine), lift_(options.to, options.bring) {}

  ExitCode Execute() {
    const auto problem = Carry();
    if (!problem.has_value()) return kExitOk;
    PrintProblem(file_, *problem, std::cerr);
    return problem->exit_code;
  }

 private:
  std::optional<Problem> Carry() {
    if (auto problem = CheckOptions()) return problem;
    if (auto problem = from_results_ ? ReadTables() : ReadAssessments()) {
      return problem;
    }
    file_.clear();
    portfolio::Summarize(table_, options_.min_group, &summary_);
    if (!from_results_ && !summary_.withheld()) {
      gaps_.Write(options_.min_group, &summary_);
      if (options_.bring > 0) {
        *summary_.mutable_lift() =
            lift_.Solve(options_.min_group, options_.names);
      }
    }
    if (auto problem = SaveCohort()) return problem;
    return Print();
  }

  std::optional<Problem> CheckOptions() {
    size_t results = 0;
    for (const std::string& file : options_.files) {
      if (portfolio::IsResultsPath(file)) ++results;
    }
    from_results_ = results > 0;
    if (from_results_ && results < options_.files.size()) {
      return ProblemOf(kExitUsage,
                       "results of cmmm batch (csv, tsv, jsonl) and "
                       "assessments cannot be mixed");
    }
    if ((options_.bring > 0) != (options_.to > 0)) {
      return ProblemOf(kExitUsage, "--bring and --to belong together");
    }
    if (from_results_ && options_.bring > 0) {
      return ProblemOf(kExitUsage,
                       "--bring needs assessments: results do not have the "
                       "answers");
    }
    if (!from_results_ && !options_.by.empty()) {
      return ProblemOf(kExitUsage,
                       "--by needs results of cmmm batch: assessments have no "
                       "columns");
    }
    if (options_.cohort.empty()) return std::nullopt;
    if (options_.min_group < portfolio::kLeastCohortGroup) {
      return ProblemOf(kExitUsage,
                       absl::StrCat("--cohort needs a --min-group of at least ",
                                    portfolio::kLeastCohortGroup));
    }
    if (options_.force) return std::nullopt;
    auto problem = CheckNew(options_.cohort);
    if (problem.has_value()) {
      problem->message = absl::StrCat(options_.cohort, ": ", problem->message,
                                      "; --force replaces it");
    }
    return problem;
  }

  std::optional<Problem> ReadTables() {
    if (auto problem = ReadManifests()) return problem;
    ExpectSubdomains();
    if (auto failure =
            portfolio::ReadResults(options_.files, options_.by, &table_)) {
      return ToProblem(*failure);
    }
    return std::nullopt;
  }

  // Which model results were scored with, as far as manifests say.
  std::optional<Problem> ReadManifests() {
    for (const std::string& file : options_.files) {
      batch::Manifest manifest;
      if (batch::ReadManifest(file + ".manifest.json", &manifest)) continue;
      if (!model_.digest().empty() &&
          model_.digest() != manifest.model_digest) {
        return ProblemOf(kExitData,
                         absl::StrCat(file,
                                      ": was scored with another model "
                                      "than the files before it"));
      }
      model_.set_id(manifest.model_id);
      model_.set_version(manifest.model_version);
      model_.set_digest(manifest.model_digest);
      model_.set_engine_version(manifest.engine_version);
    }
    return std::nullopt;
  }

  // The model's names. Results may be of a model that is not here, or not say
  // which; then ids, or the only model, have to do.
  void LoadNames() {
    v1::GetModelRequest get;
    get.mutable_model()->set_id(model_.id());
    get.mutable_model()->set_version(model_.version());
    if (engine_->GetModel(get, &named_).has_value()) named_.Clear();
  }

  // In the order of the model, when it is here.
  void ExpectSubdomains() {
    LoadNames();
    std::vector<std::string> ids;
    for (const auto& element : named_.definition().elements()) {
      for (const auto& domain : element.domains()) {
        for (const auto& subdomain : domain.subdomains()) {
          ids.push_back(subdomain.id());
        }
      }
    }
    table_.Expect(ids);
  }

  static Problem ToProblem(const batch::Failure& failure) {
    return ProblemOf(
        failure.kind == batch::FailureKind::kNoInput ? kExitNoInput : kExitData,
        failure.message);
  }

  std::optional<Problem> ReadAssessments() {
    for (const std::string& file : options_.files) {
      file_ = file;
      if (auto problem = AddAssessment(file)) return problem;
    }
    LoadNames();
    return std::nullopt;
  }

  std::optional<Problem> AddAssessment(const std::string& file) {
    v1::ScoreRequest request;
    if (auto problem = ReadRequest(file, engine_, &request)) return problem;
    ApplyOptions(options_.assessment, &request);
    request.set_view(v1::VIEW_FULL);
    request.set_target_level(0);
    v1::ScoreResponse score;
    if (auto problem = engine_->Score(request, &score)) return problem;
    if (!model_.digest().empty() && model_.digest() != score.model().digest()) {
      return ProblemOf(kExitData,
                       "is about another model than the files before it");
    }
    model_ = score.model();
    portfolio::AddResult(score, &table_);
    gaps_.Add(score);
    if (options_.bring == 0) return std::nullopt;
    v1::PlanUpgradeRequest up;
    v1::PlanUpgradeResponse plan;
    *up.mutable_assessment() = request;
    up.set_target_level(options_.to);
    if (auto problem = engine_->PlanUpgrade(up, &plan)) return problem;
    lift_.Add(std::filesystem::path(file).stem().string(), plan);
    return std::nullopt;
  }

  std::optional<Problem> SaveCohort() {
    if (options_.cohort.empty()) return std::nullopt;
    if (summary_.withheld()) {
      return ProblemOf(kExitData, "too few enterprises for a cohort");
    }
    v1::Cohort cohort = portfolio::MakeCohort(table_, options_.min_group);
    if (!model_.digest().empty()) *cohort.mutable_model() = model_;
    return WriteCohort(options_.cohort, cohort, options_.force);
  }

  std::optional<Problem> Print() {
    if (PrintMessage(options_.assessment.format, summary_)) return std::nullopt;
    const TextNames texts(ReadLanguage(options_.assessment),
                          named_.definition());
    PrintPortfolio(texts, summary_, std::cout);
    return std::nullopt;
  }

  const PortfolioOptions& options_;
  ScoringEngine* engine_;
  v1::GetModelResponse named_;
  bool from_results_ = false;
  std::string file_;  // that a problem is about
  v1::ModelRef model_;
  portfolio::ResultTable table_;
  portfolio::GapCounter gaps_;
  portfolio::LiftPlanner lift_;
  v1::Portfolio summary_;
};

ExitCode RunPortfolio(const PortfolioOptions& options) {
  const std::unique_ptr<ScoringEngine> engine = OpenEngine(options.assessment);
  if (engine == nullptr) return kExitConfig;
  return PortfolioCommand(options, engine.get()).Execute();
}

void AddContentOptions(Command command, PortfolioOptions* options) {
  command
      .AddOption("--by", &options->by,
                 "Also by the values of this column, such as industry; may be "
                 "repeated")
      .OneValueEach();
  command
      .AddOption("--min-group", &options->min_group,
                 "Nothing is shown of fewer enterprises")
      .Between(1, kMostGroup)
      .ShowDefault();
  command
      .AddOption("--bring", &options->bring,
                 "With --to: the cheapest way to have so many enterprises at "
                 "the level (assessments only)")
      .NotNegative();
  command.AddOption("--to", &options->to, "Level for --bring").NotNegative();
  command.AddFlag("--names", &options->names,
                  "Name the enterprises that --bring chooses");
  command.AddOption("--cohort", &options->cohort,
                    "Write a cohort file for cmmm score and cmmm report");
  command.AddFlag("--force", &options->force, "Replace a cohort that exists");
}

}  // namespace

void AddPortfolioCommand(Command app, Run* run) {
  auto options = std::make_shared<PortfolioOptions>();
  Command command = app.AddSubcommand(
      "portfolio",
      "Show how many enterprises stand where: levels, quantiles, common "
      "gaps\n\n"
      "  cmmm batch province.csv -o results.csv\n"
      "  cmmm portfolio results.csv --by industry --cohort cohort.json\n"
      "  cmmm portfolio clients/*.xlsx --bring 20 --to 2\n");
  command
      .AddOption("FILE", &options->files,
                 "Results of cmmm batch (csv, tsv, jsonl), or assessments")
      .Required();
  AddContentOptions(command, options.get());
  AddAssessmentOptions(command, &options->assessment);
  command.OnCall(
      [options, run] { *run = [options] { return RunPortfolio(*options); }; });
}

}  // namespace cmmm
