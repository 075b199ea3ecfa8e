#include "cli/question_options.h"

#include <utility>

#include "absl/strings/str_split.h"
#include "cli/scoring_engine.h"

namespace cmmm {

void AddQuestionOptions(Command command, QuestionOptions* options) {
  command.AddOption("--model", &options->model, "Model ID or ID@VERSION");
  command.AddOption("--weights", &options->choice.weights,
                    "Weight set: discrete or process, for example");
  command.AddOption("--exclude", &options->choice.exclude,
                    "Domains without business, comma-separated");
  command.AddOption("--up-to", &options->choice.up_to,
                    "Only levels 1 to N; 0 = all");
  command.AddOption("--lang", &options->language, "Language of the questions")
      .OneOf({"zh", "en"})
      .ShowDefault();
  command.AddOption("--models", &options->models, "Folder or file of models");
}

Language ReadLanguage(const QuestionOptions& options) {
  return options.language == "zh" ? Language::kZh : Language::kEn;
}

std::optional<Problem> ChooseQuestions(const QuestionOptions& options,
                                       ChosenQuestions* chosen) {
  Problem problem;
  const auto engine = MakeLocalEngine(options.models);
  if (engine == nullptr) {
    problem.exit_code = kExitConfig;
    return problem;
  }
  v1::GetModelRequest request;
  const std::pair<std::string, std::string> name =
      absl::StrSplit(options.model, absl::MaxSplits('@', 1));
  request.mutable_model()->set_id(name.first);
  request.mutable_model()->set_version(name.second);
  if (auto refused = engine->GetModel(request, &chosen->model)) return refused;
  auto questions = xlsx::SelectQuestions(chosen->model, options.choice);
  if (questions.ok()) {
    chosen->questions = std::move(questions.value());
    return std::nullopt;
  }
  problem.exit_code = kExitUsage;
  problem.message = questions.refusal().message;
  return problem;
}

}  // namespace cmmm
