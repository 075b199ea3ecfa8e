// What a person types in an interview.
//
//   "3", "３", "most"          → kGrade, mostly
//   "n there is no dough"     → kDoesNotApply, reason "there is no dough"
//   "N/A"                     → kDoesNotApply, no reason yet
//   " Q ", "退出"              → kQuit
#ifndef CMMM_CLI_INTERVIEW_INTERVIEW_INPUT_H_
#define CMMM_CLI_INTERVIEW_INTERVIEW_INPUT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "cmmm/v1/model.pb.h"

namespace cmmm::cli {

// What to do; only kGrade and kDoesNotApply answer the question.
enum class InterviewAction {
  kGrade,
  kDoesNotApply,
  kHelp,
  kSkip,
  kBack,
  kQuit,
  kNothing,  // an empty line
  kUnknown,
};

struct InterviewInput {
  InterviewAction action = InterviewAction::kUnknown;
  v1::Grade grade = v1::GRADE_UNSPECIFIED;  // of kGrade
  std::string reason;  // of kDoesNotApply; empty: not given yet
};

// Understands, in upper or lower case, ASCII or full width:
//   1 to 4, as packed grades: not, partly, mostly, fully
//   the names of the model's grades in both languages, or their beginning of
//   two characters or more when only one grade begins so
//   n, n/a, 不适用, with a reason after a blank; ?, 提示; s, 跳过; b, 返回;
//   q, 退出, and the English words for these
// kUnknown for all else, also for a beginning that two grades share.
InterviewInput ReadInterviewInput(absl::string_view line,
                                  const v1::ModelDefinition& model);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_INTERVIEW_INTERVIEW_INPUT_H_
