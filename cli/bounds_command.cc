// `cmmm bounds`: which levels are still possible.
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/assessment_options.h"
#include "cli/commands.h"
#include "cli/read_request.h"
#include "cli/scoring_engine.h"
#include "cli/table.h"

namespace cmmm {
namespace {

struct BoundsOptions {
  std::string file;
  std::vector<std::string> doubts;
  AssessmentOptions assessment;
};

// The grade a person writes on the command line; unspecified when it is none.
v1::Grade ReadGrade(const std::string& name) {
  static const auto* const kGrades =
      new std::map<std::string, v1::Grade>{{"not", v1::GRADE_NOT},
                                           {"partly", v1::GRADE_PARTLY},
                                           {"mostly", v1::GRADE_MOSTLY},
                                           {"fully", v1::GRADE_FULLY}};
  const auto found = kGrades->find(name);
  return found == kGrades->end() ? v1::GRADE_UNSPECIFIED : found->second;
}

// `data.2.b=partly..fully`; what does not parse is left for the engine to
// refuse, which names the field.
v1::DoubtfulAnswer ReadDoubt(const std::string& text) {
  v1::DoubtfulAnswer doubt;
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(text, absl::MaxSplits('=', 1));
  const std::pair<std::string, std::string> grades =
      absl::StrSplit(parts.second, absl::MaxSplits("..", 1));
  doubt.set_requirement_id(parts.first);
  doubt.set_lowest(ReadGrade(grades.first));
  doubt.set_highest(ReadGrade(grades.second));
  return doubt;
}

std::string LevelName(Language language, const v1::ModelDefinition& model,
                      int level) {
  if (level == 0) return Say(language, "未达级", "none");
  return absl::StrCat(level, " ",
                      Say(language, model.levels(level - 1).name()));
}

void PrintText(Language language, const v1::ModelDefinition& model,
               const v1::AnalyzeBoundsResponse& response) {
  const v1::Bounds& bounds = response.bounds();
  Table table({{""},
               {Say(language, "等级", "level")},
               {Say(language, "总分 S", "total S"), Align::kRight}});
  const auto add = [&](const char* name, const v1::LevelDecision& decision) {
    table.AddRow({name, LevelName(language, model, decision.level()),
                  ShowScore(decision.total())});
  };
  add(Say(language, "最差", "at worst"), bounds.worst());
  add(Say(language, "最好", "at best"), bounds.best());
  table.Print(std::cout);
  std::cout << "\n  "
            << absl::StrCat(
                   Say(language, "未作答 ", "Unanswered "), bounds.open(),
                   Say(language, "，存疑 ", ", doubtful "), bounds.doubtful())
            << "\n  "
            << (bounds.settled()
                    ? Say(language, "等级已定，其余答案不会改变它。",
                          "The level is settled: no answer left can change it.")
                    : Say(language, "等级未定。", "The level is open."))
            << "\n";
}

ExitCode RunBounds(const BoundsOptions& options) {
  const auto engine = OpenEngine(options.assessment);
  if (engine == nullptr) return kExitConfig;
  ModelReader models(engine.get());
  v1::AnalyzeBoundsRequest request;
  v1::AnalyzeBoundsResponse response;
  auto problem = ReadRequest(options.file, request.mutable_assessment());
  if (!problem.has_value()) {
    ApplyOptions(options.assessment, request.mutable_assessment());
    for (const std::string& doubt : options.doubts) {
      *request.add_doubts() = ReadDoubt(doubt);
    }
    problem = engine->AnalyzeBounds(request, &response);
  }
  if (!problem.has_value() &&
      !PrintMessage(options.assessment.format, response)) {
    problem = models.Get(response.model());
    if (!problem.has_value()) {
      PrintText(ReadLanguage(options.assessment), models.last(), response);
    }
  }
  if (!problem.has_value()) return kExitOk;
  PrintProblem(options.file, *problem, std::cerr);
  return problem->exit_code;
}

}  // namespace

void AddBoundsCommand(CLI::App* app, Run* run) {
  auto options = std::make_shared<BoundsOptions>();
  CLI::App* bounds = app->add_subcommand(
      "bounds",
      "Show the levels still possible while questions are open or doubtful");
  bounds
      ->add_option("FILE", options->file,
                   "Assessment: a ScoreRequest as textproto or JSON; - is "
                   "standard input")
      ->required();
  bounds->add_option("--doubt", options->doubts,
                     "An answer one is not sure of, such as "
                     "data.2.b=partly..fully; may be repeated");
  AddAssessmentOptions(bounds, &options->assessment);
  bounds->callback(
      [options, run] { *run = [options] { return RunBounds(*options); }; });
}

}  // namespace cmmm
