// Fourth stage: which level, and why. Nothing but integers is compared:
//
//   satisfied[k]   A[k].numerator · 100 >= satisfied_at_percent ·
//                  A[k].denominator, in 128 bits
//   level          the highest l with S · 100 >= band_from_percent[l]; else 0
//
// A = (0.96, 0.7999, …), satisfied at 80 %, bands from 0.80, 1.80, …:
// m = 1, S = 1.7999, level 1. Source: GB/T 39117-2020, as docs/scoring_math.md
// reads it.
#ifndef CMMM_ENGINE_LEVELS_DECIDE_H_
#define CMMM_ENGINE_LEVELS_DECIDE_H_

#include "absl/container/inlined_vector.h"
#include "engine/answers/bind.h"
#include "engine/base/fraction.h"
#include "engine/scoring/score_levels.h"

namespace cmmm {

// Of one level.
struct LevelScore {
  Fraction score;  // A[k]
  bool satisfied = false;
};

// One reading of the total S and the level it means: the level whose band S
// lies in, 0 below the first band.
struct Reading {
  Accumulation accumulation = Accumulation::kProgressive;
  Fraction total;
  int level = 0;
};

struct Decision {
  absl::InlinedVector<LevelScore, 5> levels;  // assessed levels, lowest first
  Reading deciding;                           // the model's policy
  Reading other;
};

// Progressive: S = m + A[m+1], m consecutive satisfied levels from the first.
// Cumulative: S = Σ over all assessed levels of (satisfied ? 1 : A[k]).
// A level is satisfied at score >= satisfied_at_percent / 100, exactly.
Decision DecideLevel(const QuestionScope& questions, const LevelScores& scores);

// `deciding` of it alone: the total of one level is brought to lowest terms
// instead of those of all. A second way, for the rows of tables (floor: `batch
// -o FILE --view level` ÷ DuckDB ≥ 8); tests/oracle/score_block_test.cc holds
// both equal.
Reading DecideReading(const QuestionScope& questions,
                      const LevelScores& scores);

}  // namespace cmmm

#endif  // CMMM_ENGINE_LEVELS_DECIDE_H_
