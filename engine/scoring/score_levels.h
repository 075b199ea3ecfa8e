// Third stage: weights × means, in integers.
//
// With x[i] the tenths of requirement i (0 to 10), n[k][s] the number of
// applicable items of cell (level k, sub-domain s), L the model's mean_scale
// and w the level weights (engine/model/level_weights.h):
//
//   m[k][s] = L / n[k][s] · Σ x[i]          over applicable items i of the cell
//   A[k]    = Σ_s w[k][s] · m[k][s] / (whole[k] · 10 · L)
//
// which is the standard's A[k] = Σ α Σ β Σ γ · mean, renormalised for empty
// cells and dropped domains (docs/scoring_math.md). Exact; nothing is
// rounded and nothing divides but L / n, which is whole by construction.
// Unanswered items that reach this stage count as `not satisfied`; not
// applicable items are in neither the sum nor the count.
#ifndef CMMM_ENGINE_SCORING_SCORE_LEVELS_H_
#define CMMM_ENGINE_SCORING_SCORE_LEVELS_H_

#include <memory>
#include <vector>

#include "engine/answers/bind.h"
#include "engine/base/fraction.h"
#include "engine/model/level_weights.h"

namespace cmmm {

struct LevelScores {
  // [K × D], applicable items per cell: the model's, or counted anew because
  // items were not applicable.
  std::shared_ptr<const std::vector<int>> counted;
  const int* items = nullptr;
  IntMatrix mean;  // [K × D], 0 to full_mean; empty cells: full_mean
  // The weights in force: the scope's own, or derived anew because `not
  // applicable` emptied a cell. Rows are levels.
  std::shared_ptr<const LevelWeights> derived;
  const LevelWeights* weights = nullptr;
  IntVector weighted;  // [K], Σ_s w · m

  // A[k], k a level index. REQUIRES: the level has items.
  Fraction Score(int k) const {
    return weights->denominator[k].Reduce(weighted[k]);
  }
  // The same value, to be compared or shown as a decimal.
  Ratio Unreduced(int k) const {
    return {weighted[k], weights->denominator[k].value()};
  }
  // What a tenth of `item` adds to `weighted` of its level.
  // REQUIRES: `item` applies.
  int64_t GainPerTenth(const CompiledModel& model,
                       const ModelRequirement& item) const {
    return cmmm::GainPerTenth(model, *weights, items, item);
  }
};

// REQUIRES: `answers` were bound with the same `questions` without
// violations.
LevelScores ScoreLevels(const QuestionScope& questions,
                        const BoundAnswers& answers);

// The same with the sums known already, `weighted` [K]; `items` and `mean`,
// which a decision does not need, are left empty. REQUIRES: every item in scope
// is graded.
LevelScores LevelScoresOf(const QuestionScope& questions,
                          const int64_t* weighted);

}  // namespace cmmm

#endif  // CMMM_ENGINE_SCORING_SCORE_LEVELS_H_
