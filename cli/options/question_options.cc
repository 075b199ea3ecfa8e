#include "cli/options/question_options.h"

#include <utility>

#include "cli/options/assessment_options.h"
#include "cli/scoring_engine.h"

namespace cmmm::cli {

void AddQuestionOptions(Command command, QuestionOptions* options) {
  command.AddOption("--model", &options->model, "Model ID or ID@VERSION");
  command.AddOption("--weights", &options->choice.weights,
                    "Weight set: discrete or process, for example");
  command.AddOption("--exclude", &options->choice.exclude,
                    "Domains without business, comma-separated");
  command.AddOption("--up-to", &options->choice.up_to,
                    "Only levels 1 to N; 0 = all");
  AddLanguageOption(command, "Language of the questions", &options->language);
  command.AddOption("--models", &options->models, "Folder or file of models");
}

texts::Language ReadLanguage(const QuestionOptions& options) {
  return ReadLanguage(options.language);
}

std::optional<Problem> ChooseQuestions(const QuestionOptions& options,
                                       ChosenQuestions* chosen) {
  const auto engine = MakeLocalEngine(options.models);
  if (engine == nullptr) return ProblemOf(kExitConfig, "");
  v1::GetModelRequest request;
  *request.mutable_model() = ReadModelName(options.model);
  if (auto refused = engine->GetModel(request, &chosen->model)) return refused;
  auto questions = excel::SelectQuestions(chosen->model, options.choice);
  if (questions.ok()) {
    chosen->questions = std::move(questions.value());
    return std::nullopt;
  }
  return ProblemOf(kExitUsage, questions.refusal().message);
}

}  // namespace cmmm::cli
