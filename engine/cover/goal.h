// What the level scores must reach together for a total: thresholds.
//
// Progressive reading, S = m + A[m+1]: S >= F means that every level that lies
// below F reaches its part of it,
//
//   S >= F  <=>  A[k] >= min(satisfied, F - (k - 1))   for all k with k - 1 < F
//
// Cumulative reading, S = Σ (satisfied ? 1 : A[k]): for some set M of levels
// counted as satisfied, each of them is, and the others add up to the rest,
//
//   S >= F  <=>  for some M:  A[k] >= satisfied for k in M,
//                             Σ_{k not in M} A[k] >= F - |M|
//
// So a total is reached by one of several goals, each a set of thresholds over
// disjoint levels: a problem each, and their costs add up.
#ifndef CMMM_ENGINE_COVER_GOAL_H_
#define CMMM_ENGINE_COVER_GOAL_H_

#include <cstdint>
#include <vector>

#include "engine/answers/bind.h"
#include "engine/base/fraction.h"
#include "engine/scoring/score_levels.h"

namespace cmmm {

// Σ factor[i] · weighted[levels[i]] >= need, `weighted` as in LevelScores.
struct Threshold {
  std::vector<int> levels;      // level indices
  std::vector<int64_t> factor;  // per level, to the common denominator
  int64_t whole = 1;            // that denominator
  int64_t need = 0;

  friend bool operator<(const Threshold& a, const Threshold& b) {
    return a.levels != b.levels ? a.levels < b.levels : a.need < b.need;
  }
};

using Goal = std::vector<Threshold>;

// The goals that reach the total `least` (lowest terms are not needed), at
// least one of which must be met. None: the total cannot be reached, whatever
// the answers.
std::vector<Goal> GoalsFor(const QuestionScope& questions,
                           const LevelScores& scores, const Ratio& least);

// The total at which `level` (1 or above) begins.
Ratio TotalOf(const CompiledModel& model, int level);

}  // namespace cmmm

#endif  // CMMM_ENGINE_COVER_GOAL_H_
