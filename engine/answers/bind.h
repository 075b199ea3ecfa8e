// Second stage: answers bound to the requirements of the model.
//
//   {"data.1.a", 4}, {"data.1.b", not applicable}  →  codes {4, 5, 0, 0, …}
//
// answered + unanswered + not_applicable = the requirements in scope. What is
// open stays open here: whether it counts as not satisfied is scored later.
#ifndef CMMM_ENGINE_ANSWERS_BIND_H_
#define CMMM_ENGINE_ANSWERS_BIND_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/base/grade_code.h"
#include "engine/base/refusal.h"
#include "engine/base/violations.h"
#include "engine/model/compiled_model.h"
#include "engine/request/given_answers.h"

namespace cmmm {

// Answers in model order. Outside the scope and above the levels assessed
// the codes stand as given; whoever reads them asks InScope first.
struct BoundAnswers {
  std::vector<GradeCode> codes;  // [R]
  int answered = 0;              // in scope: graded
  int unanswered = 0;            // in scope: open
  int not_applicable = 0;        // in scope
  int out_of_scope = 0;          // graded or not applicable, but not in scope
};

// What part of the questionnaire an assessment answers.
struct QuestionScope {
  const CompiledModel* model;
  const Scope* scope;
  int assessed_levels;
};

// Whether requirement `item` (its index) is asked for: its sub-domain counts
// and its level is assessed.
inline bool InScope(const QuestionScope& questions, int item) {
  return questions.scope->asked_at_level[item] < questions.assessed_levels;
}

// Binds and counts. Adds to `violations`, field paths below `path` (`list` or
// `packed` is appended to it):
//   answer.unknown_requirement, answer.duplicate, answer.grade_range,
//   answer.not_applicable_refused, answer.reason_missing,
//   answer.reason_too_long, answer.packed_size,
//   those of CheckWrittenTexts          about what was written beside them,
//   answer.missing               per open requirement, if `refuse_open`,
//   answer.level_without_items   per level left without an applicable item.
// Refused with FAILED_PRECONDITION when packed for another model.
Outcome<BoundAnswers> BindAnswers(const QuestionScope& questions,
                                  const GivenAnswers& given, bool refuse_open,
                                  absl::string_view path,
                                  Violations* violations);

}  // namespace cmmm

#endif  // CMMM_ENGINE_ANSWERS_BIND_H_
