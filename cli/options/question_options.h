// What the commands that give out empty assessments have in common: which
// questions of which model.
#ifndef CMMM_CLI_OPTIONS_QUESTION_OPTIONS_H_
#define CMMM_CLI_OPTIONS_QUESTION_OPTIONS_H_

#include <optional>
#include <string>
#include <vector>

#include "cli/options/command.h"
#include "cli/scoring_engine.h"
#include "cmmm/v1/model_service.pb.h"
#include "excel/questions.h"
#include "texts/format_text.h"

namespace cmmm::cli {

// --models, --model, --weights, --exclude, --up-to, --domains, --lang.
struct QuestionOptions {
  std::string models;
  std::string model;
  // Weights, excluded domains, levels.
  excel::QuestionChoice choice;
  std::vector<std::string> domains;  // one value, if any: those to ask
  std::string language = texts::DefaultLanguage();
};

// Declares the options on `command`.
void AddQuestionOptions(Command command, QuestionOptions* options);

texts::Language ReadLanguage(const QuestionOptions& options);

// The questions point into the model.
// Neither copied nor moved once chosen.
struct ChosenQuestions {
  v1::GetModelResponse model;
  excel::Questions questions;
};

// Gets the model from `engine` and selects its questions. Options that name
// a model that is not there, or do not fit it, are kUsage.
// The failure names the option, in both languages.
MaybeFailure ChooseQuestions(const QuestionOptions& options,
                             ScoringEngine* engine, ChosenQuestions* chosen);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_OPTIONS_QUESTION_OPTIONS_H_
