// Which open questions to answer first so that the level is settled soonest.
//
// With A[k] at worst and at best (open questions `not` or `fully`), a level is
//   sure       satisfied at worst,
//   lost       not satisfied even at best,
//   undecided  otherwise.
//
// Progressive models: the level is the number of satisfied levels in a row, so
// only the undecided levels below the first lost one matter. The lowest of
// them comes first: whatever is above counts only once it is satisfied. Within
// a level the greatest swing comes first. That first question always can
// change the level (with some answers to the others).
//
// Cumulative models: S is the sum of (satisfied ? 1 : A[k]), so every level
// that is not yet sure matters, the greatest swing first.
//
// The swing of an item, by what it moves A[k] from `not` to `fully`:
//   w[k][s] · (L / n[k][s]) · (10 - 0) / (whole[k] · 10 · L)
//
// Ties are in model order. Nothing is rounded.
#ifndef CMMM_ENGINE_BOUNDS_NEXT_QUESTIONS_H_
#define CMMM_ENGINE_BOUNDS_NEXT_QUESTIONS_H_

#include <vector>

#include "engine/answers/bind.h"
#include "engine/base/fraction.h"
#include "engine/levels/decision_range.h"
#include "engine/scoring/score_levels.h"

namespace cmmm {

// Why a question stands where it does; see v1::QuestionReason.
enum class QuestionReason { kNextLevel, kHigherLevel, kTotal, kOther };

struct OpenQuestion {
  int item = 0;  // index into CompiledModel::requirements
  int level_index = 0;
  Fraction swing;  // of A[level_index], 0 to 1
  QuestionReason reason = QuestionReason::kOther;
};

// Every open question in scope: first those that can still matter for the
// level, best to be asked first, then the others (kOther) in model order.
// `scores` are those of `answers`, `range` is that of their open questions.
// When it is settled, no question matters.
std::vector<OpenQuestion> RankOpenQuestions(const QuestionScope& questions,
                                            const BoundAnswers& answers,
                                            const LevelScores& scores,
                                            const DecisionRange& range);

}  // namespace cmmm

#endif  // CMMM_ENGINE_BOUNDS_NEXT_QUESTIONS_H_
