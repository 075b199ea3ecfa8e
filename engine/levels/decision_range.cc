#include "engine/levels/decision_range.h"

#include "engine/scoring/score_levels.h"

namespace cmmm {

DecisionRange DecideRange(const QuestionScope& questions,
                          const BoundAnswers& answers,
                          const GradeRanges& ranges) {
  BoundAnswers certain = answers;
  certain.codes = ranges.lowest;
  DecisionRange range;
  range.worst = DecideLevel(questions, ScoreLevels(questions, certain));
  certain.codes = ranges.highest;
  range.best = DecideLevel(questions, ScoreLevels(questions, certain));
  return range;
}

}  // namespace cmmm
