// The worst and the best decision that uncertain answers allow.
//
// Raising a grade never lowers a level score, so scoring the lowest and the
// highest grades alone gives both ends: two scorings, not 4^open.
#ifndef CMMM_ENGINE_LEVELS_DECISION_RANGE_H_
#define CMMM_ENGINE_LEVELS_DECISION_RANGE_H_

#include "engine/answers/bind.h"
#include "engine/levels/decide.h"
#include "engine/levels/grade_range.h"

namespace cmmm {

// No level, level score or total of `worst` is above that of `best`, and
// every completion of the answers lies between the two.
// Both are decisions of real answers, so both ends are reached.
struct DecisionRange {
  Decision worst;
  Decision best;

  // No answer left can change the level.
  bool settled() const { return worst.deciding.level == best.deciding.level; }
};

// Decides at both ends of `ranges`. REQUIRES: `answers` bound with `questions`
// without violations; `ranges` differ from them only where they are graded or
// open.
DecisionRange DecideRange(const QuestionScope& questions,
                          const BoundAnswers& answers,
                          const GradeRanges& ranges);

}  // namespace cmmm

#endif  // CMMM_ENGINE_LEVELS_DECISION_RANGE_H_
