// Which questions of a model an assessment answers: those of a weight set
// without the domains left out.
#ifndef CMMM_EXCEL_QUESTIONS_H_
#define CMMM_EXCEL_QUESTIONS_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cmmm/v1/model_service.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/refusal.h"

namespace cmmm::excel {

// What the caller names.
struct QuestionChoice {
  std::string weights;  // may be empty when the model has one set
  std::string exclude;  // ids or names of domains, comma-separated; or `none`
  int up_to = 0;        // highest level asked for; 0: all
  // A part of the questionnaire: ids or names of domains, comma-separated;
  // nothing: all of it. The rest is still assessed, by somebody else.
  std::optional<std::string> domains{};
};

// Points into the model, and the assessment, given to SelectQuestions.
struct Questions {
  const v1::ModelRef* model = nullptr;
  const v1::ModelDefinition* definition = nullptr;
  const v1::WeightSet* weights = nullptr;
  std::set<std::string> excluded;
  int up_to = 0;
  std::set<std::string> domains;  // ids of a part; empty: the whole
  std::vector<const v1::RequirementDefinition*> items;  // in model order
  // What is filled in already; nullptr: nothing is.
  const v1::ScoreRequest* filled = nullptr;
};

// INVALID_ARGUMENT with one violation: rules questions.weights, .exclude,
// .domains, .up_to; the message says what there is.
Outcome<Questions> SelectQuestions(const v1::GetModelResponse& model,
                                   const QuestionChoice& choice);

// Those of the profile of `filled`, and whatever else it answers, to be written
// with its answers. REQUIRES: its answers are a list; both outlive the result.
Outcome<Questions> SelectFilledQuestions(const v1::GetModelResponse& model,
                                         const v1::ScoreRequest& filled);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_QUESTIONS_H_
