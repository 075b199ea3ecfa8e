#include "cli/options/question_options.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/options/assessment_options.h"
#include "cli/options/profile_options.h"
#include "texts/rule_texts.h"

namespace cmmm::cli {

void AddQuestionOptions(Command command, QuestionOptions* options) {
  command.AddOption("--model", &options->model, "Model ID or ID@VERSION");
  command.AddOption("--weights", &options->choice.weights,
                    "Weight set: discrete or process, for example");
  command.AddOption("--exclude", &options->choice.exclude,
                    "Domains without business, comma-separated");
  command.AddOption("--up-to", &options->choice.up_to,
                    "Only levels 1 to N; 0 = all");
  command
      .AddOption("--domains", &options->domains,
                 "Only the questions of these domains, comma-separated: a "
                 "part for one of several people (cmmm join)")
      .OneValue();
  AddLanguageOption(command, "Language of the questions", &options->language);
  command.AddOption("--models", &options->models, "Folder or file of models");
}

texts::Language ReadLanguage(const QuestionOptions& options) {
  return ReadLanguage(options.language);
}

MaybeFailure ChooseQuestions(const QuestionOptions& options,
                             ScoringEngine* engine, ChosenQuestions* chosen) {
  v1::GetModelRequest request;
  *request.mutable_model() = ReadModelName(options.model);
  if (auto refused = engine->Ask(request, &chosen->model)) {
    if (!options.model.empty() && refused->kind == FailureKind::kData) {
      refused->kind = FailureKind::kUsage;
    }
    return refused;
  }
  excel::QuestionChoice choice = options.choice;
  if (!options.domains.empty()) choice.domains = options.domains[0];
  v1::Profile profile;
  if (auto failure = ReadProfile(chosen->model.definition(),
                                 {choice.weights, choice.exclude, choice.up_to},
                                 &profile)) {
    return failure;
  }
  choice.weights = profile.weight_set();
  choice.exclude = absl::StrJoin(profile.excluded_domain_ids(), ",");
  auto questions = excel::SelectQuestions(chosen->model, choice);
  if (questions.ok()) {
    chosen->questions = std::move(questions.value());
    return std::nullopt;
  }
  const Violation& wrong = questions.refusal().violations.listed().front();
  const absl::string_view option = wrong.field_path == "up_to"
                                       ? "up-to"
                                       : absl::string_view(wrong.field_path);
  return Failure{
      FailureKind::kUsage, absl::StrCat("--", option, ": ", wrong.message),
      absl::StrCat(
          "--", option, "：",
          texts::ChineseWords({"", wrong.rule_id, wrong.value, wrong.message,
                               "", wrong.there_are_zh}))};
}

}  // namespace cmmm::cli
