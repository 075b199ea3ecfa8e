// `cmmm bounds`: which levels are still possible.
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "cli/commands/commands.h"
#include "cli/options/assessment_options.h"
#include "cli/printing/bounds_text.h"
#include "cli/scoring_engine.h"

namespace cmmm::cli {
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

MaybeFailure ShowBounds(const BoundsOptions& options, ScoringEngine* engine) {
  v1::AnalyzeBoundsRequest request;
  v1::AnalyzeBoundsResponse response;
  if (auto failure = ReadAssessment(options.file, options.assessment, engine,
                                    request.mutable_assessment())) {
    return failure;
  }
  for (const std::string& doubt : options.doubts) {
    *request.add_doubts() = ReadDoubt(doubt);
  }
  if (auto failure = engine->Ask(request, &response)) return failure;
  return PrintAnswer(
      options.assessment, response, engine,
      [&](texts::Language language, const v1::ModelDefinition& model) {
        PrintBounds(language, model, response.bounds(), std::cout);
      });
}

}  // namespace

void AddBoundsCommand(Command app, Run* run) {
  auto options = std::make_shared<BoundsOptions>();
  Command bounds = app.AddSubcommand(
      "bounds",
      "Show the levels still possible while questions are open or doubtful");
  AddFileOption(bounds, &options->file).Required();
  bounds.AddOption("--doubt", &options->doubts,
                   "An answer one is not sure of, such as "
                   "data.2.b=partly..fully; may be repeated");
  AddAssessmentOptions(bounds, &options->assessment);
  bounds.ShowExamples(
      {"cmmm bounds datasets/half-filled-questionnaire.textproto",
       "cmmm bounds datasets/auto-parts-level-3.textproto --doubt "
       "data.2.b=partly..fully"});
  bounds.OnCall([options, run] {
    *run = [options] { return RunOnFile(*options, ShowBounds); };
  });
}

}  // namespace cmmm::cli
