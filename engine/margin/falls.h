// What the two readings of the total share.
#ifndef CMMM_ENGINE_MARGIN_FALLS_H_
#define CMMM_ENGINE_MARGIN_FALLS_H_

#include <vector>

#include "engine/margin/find_margin.h"

namespace cmmm {

// The falling answers of one level as a covering problem.
struct LevelFall {
  std::vector<int> answers;  // indices into the falling answers
  std::vector<CoverGroup> groups;
};
LevelFall FallOf(const std::vector<FallingAnswer>& answers, int level_index);

// The least `weighted` that satisfies level index k.
int64_t SatisfyingWeighted(const QuestionScope& questions,
                           const LevelScores& scores, int k);

// FindMargin for the cumulative reading.
std::optional<Margin> FindCumulativeMargin(
    const QuestionScope& questions, const LevelScores& scores,
    const std::vector<FallingAnswer>& answers, int level, WorkBudget* budget);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MARGIN_FALLS_H_
