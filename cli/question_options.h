// What the commands that give out empty assessments have in common: which
// questions of which model.
#ifndef CMMM_CLI_QUESTION_OPTIONS_H_
#define CMMM_CLI_QUESTION_OPTIONS_H_

#include <optional>
#include <string>

#include "batch/xlsx/questions.h"
#include "cli/command.h"
#include "cli/format_text.h"
#include "cli/problem.h"
#include "cmmm/v1/model_service.pb.h"

namespace cmmm {

struct QuestionOptions {
  std::string models;
  std::string model;
  xlsx::QuestionChoice choice;
  std::string language = DefaultLanguage();
};

// Declares the options on `command`.
void AddQuestionOptions(Command command, QuestionOptions* options);

Language ReadLanguage(const QuestionOptions& options);

// The questions point into the model.
struct ChosenQuestions {
  v1::GetModelResponse model;
  xlsx::Questions questions;
};

// Loads the model and selects its questions. Models that cannot be loaded
// are reported and kExitConfig with an empty message, wrong options kExitUsage.
std::optional<Problem> ChooseQuestions(const QuestionOptions& options,
                                       ChosenQuestions* chosen);

}  // namespace cmmm

#endif  // CMMM_CLI_QUESTION_OPTIONS_H_
