// `cmmm score`: assessments in, levels out.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands/commands.h"
#include "cli/files/cohort_file.h"
#include "cli/options/assessment_options.h"
#include "cli/printing/next_steps_text.h"
#include "cli/printing/report_text.h"
#include "cli/scoring_engine.h"

namespace cmmm::cli {
namespace {

struct ScoreOptions {
  std::vector<std::string> files;
  AssessmentOptions assessment;
  int target = -1;
  std::string view;
  std::string cohort;
};

void ApplyScoreOptions(const ScoreOptions& options, v1::ScoreRequest* request) {
  if (options.target >= 0) request->set_target_level(options.target);
  if (!options.view.empty()) request->set_view(ReadView(options.view));
  // The readable report shows everything.
  if (options.assessment.format == "text") request->set_view(v1::VIEW_FULL);
}

class ScoreCommand {
 public:
  ScoreCommand(const ScoreOptions& options, ScoringEngine* engine)
      : options_(options), engine_(engine), models_(engine) {}

  // The exit code of the first file that failed; every file is tried.
  ExitCode ScoreAll() {
    if (auto problem = OpenCohort()) return Finish("", problem);
    ExitCode first_failure = kExitOk;
    for (const std::string& file : options_.files) {
      const ExitCode code = Finish(file, ScoreFile(file));
      if (first_failure == kExitOk) first_failure = code;
    }
    return first_failure;
  }

 private:
  std::optional<Problem> OpenCohort() {
    if (options_.cohort.empty()) return std::nullopt;
    if (options_.assessment.format != "text") {
      return ProblemOf(
          kExitUsage,
          "--cohort is for --format text: a ScoreResponse has no place for it; "
          "cmmm report shows it, too (--cohort 只用于 --format text；cmmm "
          "report "
          "也会显示)");
    }
    return ReadCohort(options_.cohort, &cohort_);
  }

  std::optional<Problem> ScoreFile(const std::string& file) {
    v1::ScoreRequest request;
    if (auto problem =
            ReadAssessment(file, options_.assessment, engine_, &request)) {
      return problem;
    }
    ApplyScoreOptions(options_, &request);
    v1::ScoreResponse response;
    if (auto problem = engine_->Score(request, &response)) return problem;
    if (PrintMessage(options_.assessment.format, response)) return std::nullopt;
    return PrintText(file, request, response);
  }

  std::optional<Problem> PrintText(const std::string& file,
                                   const v1::ScoreRequest& request,
                                   const v1::ScoreResponse& response) {
    if (auto problem = models_.Get(response.model())) return problem;
    ReportOptions report;
    report.language = ReadLanguage(options_.assessment);
    if (printed_++ > 0) std::cout << "\n";
    PrintReport(file == "-" ? "<stdin>" : file, request.profile().weight_set(),
                models_.last(), response, report, std::cout);
    if (!options_.cohort.empty()) {
      PrintPlace(report.language, cohort_, response, std::cout);
    }
    return PrintNext(request, report.language);
  }

  std::optional<Problem> PrintNext(const v1::ScoreRequest& request,
                                   texts::Language language) {
    v1::PlanUpgradeRequest up;
    v1::PlanUpgradeResponse plan;
    v1::AnalyzeMarginRequest down;
    v1::AnalyzeMarginResponse margin;
    *up.mutable_assessment() = request;
    up.set_target_level(request.target_level());
    *down.mutable_assessment() = request;
    if (auto problem = engine_->PlanUpgrade(up, &plan)) return problem;
    if (auto problem = engine_->AnalyzeMargin(down, &margin)) return problem;
    const texts::TextNames texts(language, models_.last());
    PrintNextSteps(texts, plan, margin, std::cout);
    return std::nullopt;
  }

  const ScoreOptions& options_;
  ScoringEngine* engine_;
  ModelReader models_;
  v1::Cohort cohort_;
  int printed_ = 0;
};

ExitCode RunScore(const ScoreOptions& options) {
  const std::unique_ptr<ScoringEngine> engine = OpenEngine(options.assessment);
  if (engine == nullptr) return kExitConfig;
  return ScoreCommand(options, engine.get()).ScoreAll();
}

}  // namespace

void AddScoreCommand(Command app, Run* run) {
  auto options = std::make_shared<ScoreOptions>();
  Command score = app.AddSubcommand(
      "score", "Score assessments and show level, weak spots and gaps");
  score
      .AddOption("FILE", &options->files,
                 "Assessments: a ScoreRequest as textproto or JSON, or a "
                 "filled-in workbook; - is standard input")
      .Required();
  AddAssessmentOptions(score, &options->assessment);
  score
      .AddOption("--target", &options->target,
                 "Level the gaps are about; 0 = the next one")
      .NotNegative();
  score
      .AddOption("--view", &options->view,
                 "How much to return as json or textproto")
      .OneOf({"level", "scorecard", "full"});
  score.AddOption("--cohort", &options->cohort,
                  "Place the total among the enterprises of this cohort file "
                  "(cmmm portfolio)");
  score.OnCall(
      [options, run] { *run = [options] { return RunScore(*options); }; });
}

}  // namespace cmmm::cli
