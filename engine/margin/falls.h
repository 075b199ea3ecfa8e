// What the two readings of the total share: a level loses when answers fall.
// Losses are counted as gains are, in parts of whole[k] · full mean, the
// denominator of A[k] (engine/scoring/score_levels.h).
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

// The least `weighted` that satisfies level index k:
// ⌈whole[k] · full mean · satisfied_at_percent / 100⌉.
int64_t SatisfyingWeighted(const QuestionScope& questions,
                           const LevelScores& scores, int k);

// FindMargin for the cumulative reading. f_k(c), the least that level k can
// contribute after c downgrades, is tabled by dynamic programming over the
// level's answers, then F(c) = min over c_1 + … + c_K = c of Σ f_k(c_k); the
// margin is the least c with F(c) below where the band of `level` begins.
std::optional<Margin> FindCumulativeMargin(
    const QuestionScope& questions, const LevelScores& scores,
    const std::vector<FallingAnswer>& answers, int level, WorkBudget* budget);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MARGIN_FALLS_H_
