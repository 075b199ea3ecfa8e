// `cmmm score`: assessments in, levels out.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands/commands.h"
#include "cli/files/cohort_file.h"
#include "cli/options/assessment_options.h"
#include "cli/options/profile_options.h"
#include "cli/printing/next_steps_text.h"
#include "cli/printing/score_text.h"
#include "cli/scoring_engine.h"
#include "texts/open_text.h"

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
    if (auto failure = OpenCohort()) return PrintIfFailed("", failure);
    ExitCode first_failure = kExitOk;
    for (const std::string& file : options_.files) {
      const ExitCode code = PrintIfFailed(file, ScoreFile(file));
      if (first_failure == kExitOk) first_failure = code;
    }
    return first_failure;
  }

 private:
  MaybeFailure OpenCohort() {
    if (options_.cohort.empty()) return std::nullopt;
    if (options_.assessment.format != "text") {
      return Failure{
          FailureKind::kUsage,
          "--cohort is for --format text: a ScoreResponse has no place for it; "
          "cmmm report shows it, too",
          "--cohort 只用于 --format text；cmmm report 也会显示"};
    }
    return ReadCohort(options_.cohort, &cohort_);
  }

  MaybeFailure ScoreFile(const std::string& file) {
    v1::ScoreRequest request;
    if (auto failure =
            ReadAssessment(file, options_.assessment, engine_, &request)) {
      return failure;
    }
    ApplyScoreOptions(options_, &request);
    v1::ScoreResponse response;
    if (auto failure = BlameOption(options_.target >= 0, "target_level",
                                   engine_->Ask(request, &response))) {
      return failure;
    }
    if (PrintMessage(options_.assessment.format, response)) return std::nullopt;
    return PrintText(file, request, response);
  }

  MaybeFailure PrintText(const std::string& file,
                         const v1::ScoreRequest& request,
                         const v1::ScoreResponse& response) {
    if (auto failure = models_.Get(response.model())) return failure;
    ScoreTextOptions text;
    text.language = ReadLanguage(options_.assessment);
    if (printed_++ > 0) std::cout << "\n";
    PrintScore(file == "-" ? "<stdin>" : file, request.profile().weight_set(),
               models_.last(), response, text, std::cout);
    if (!options_.cohort.empty()) {
      PrintPlace(text.language, cohort_, response, std::cout);
    }
    return PrintNext(request, text.language);
  }

  MaybeFailure PrintNext(const v1::ScoreRequest& request,
                         texts::Language language) {
    v1::PlanUpgradeRequest up;
    v1::PlanUpgradeResponse plan;
    v1::AnalyzeMarginRequest down;
    v1::AnalyzeMarginResponse margin;
    *up.mutable_assessment() = request;
    up.set_target_level(request.target_level());
    *down.mutable_assessment() = request;
    if (auto failure = engine_->Ask(up, &plan)) return failure;
    if (auto failure = engine_->Ask(down, &margin)) return failure;
    v1::PlanUpgradeResponse safer;
    if (texts::IsHeldByAHair(margin)) {
      up.set_target_level(margin.level());
      up.set_hold(1);
      if (auto failure = engine_->Ask(up, &safer)) return failure;
    }
    const texts::TextNames texts(language, models_.last());
    PrintNextSteps(texts, plan, margin, safer, std::cout);
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
  score.ShowExamples({"cmmm score datasets/furniture-maker-level-1.textproto",
                      "cmmm score datasets/auto-parts-level-3.textproto --lang "
                      "zh --target 4"});
  score.OnCall(
      [options, run] { *run = [options] { return RunScore(*options); }; });
}

}  // namespace cmmm::cli
