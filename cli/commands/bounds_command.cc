// `cmmm bounds`: which levels are still possible.
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/commands/commands.h"
#include "cli/options/assessment_options.h"
#include "cli/printing/bounds_text.h"
#include "cli/scoring_engine.h"
#include "engine/base/grade_code.h"
#include "texts/grade_words.h"

namespace cmmm::cli {
namespace {

struct BoundsOptions {
  std::string file;
  std::vector<std::string> doubts;
  AssessmentOptions assessment;
};

// The grade that a person writes, by its id or its name in either language;
// unspecified when it is none.
v1::Grade ReadGrade(const texts::GradeWords& words, const std::string& name) {
  const auto code = words.Read(name, texts::GradeStyle::kWords);
  return code.has_value() && IsGraded(*code) ? static_cast<v1::Grade>(*code)
                                             : v1::GRADE_UNSPECIFIED;
}

// The grades as they are written, `partly..fully`.
std::string GradesOf(const std::string& text) {
  const size_t mark = text.find('=');
  return mark == text.npos ? "" : text.substr(mark + 1);
}

// `data.2.b=partly..fully`; false: it does not say that.
bool ReadDoubt(const texts::GradeWords& words, const std::string& text,
               v1::DoubtfulAnswer* doubt) {
  const std::vector<std::string> grades =
      absl::StrSplit(GradesOf(text), absl::MaxSplits("..", 1));
  if (grades.size() != 2) return false;
  doubt->set_requirement_id(text.substr(0, text.find('=')));
  doubt->set_lowest(ReadGrade(words, grades[0]));
  doubt->set_highest(ReadGrade(words, grades[1]));
  return doubt->lowest() != v1::GRADE_UNSPECIFIED &&
         doubt->highest() != v1::GRADE_UNSPECIFIED;
}

// All that are wrong at once.
MaybeFailure ReadDoubts(const BoundsOptions& options, ScoringEngine* engine,
                        v1::AnalyzeBoundsRequest* request) {
  if (options.doubts.empty()) return std::nullopt;
  v1::GetModelRequest get;
  v1::GetModelResponse model;
  *get.mutable_model() = request->assessment().model();
  if (auto failure = engine->Ask(get, &model)) return failure;
  const texts::GradeWords words(model.definition());
  Failure failure{FailureKind::kUsage,
                  "--doubt is REQUIREMENT=LOWEST..HIGHEST, such as "
                  "data.2.b=partly..fully",
                  "--doubt 须为 条款=最低..最高，例如 data.2.b=partly..fully"};
  bool all_read = true;
  for (const std::string& text : options.doubts) {
    if (ReadDoubt(words, text, request->add_doubts())) continue;
    absl::StrAppend(&failure.message, "\n      `", Printable(text),
                    "`: does not say two grades");
    absl::StrAppend(&failure.message_zh, "\n      “", Printable(text),
                    "”：没有写明两个判定等级");
    all_read = false;
  }
  if (all_read) return std::nullopt;
  return failure;
}

MaybeFailure ShowBounds(const BoundsOptions& options, ScoringEngine* engine) {
  v1::AnalyzeBoundsRequest request;
  v1::AnalyzeBoundsResponse response;
  if (auto failure = ReadAssessment(options.file, options.assessment, engine,
                                    request.mutable_assessment())) {
    return failure;
  }
  if (auto failure = ReadDoubts(options, engine, &request)) return failure;
  if (auto failure = engine->Ask(request, &response)) {
    for (size_t i = 0; i < options.doubts.size(); ++i) {
      failure = AsWritten(absl::StrCat("doubts[", i, "].highest"),
                          GradesOf(options.doubts[i]), std::move(failure));
    }
    return failure;
  }
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
