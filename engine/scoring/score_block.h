// Scores blocks of packed assessments as fast as memory gives them.
//
// For what-if studies and populations: complete assessments as rows of bytes
// in, the weighted sums of score_levels.h out, bit for bit the same on every
// machine. Picks the widest vectors the processor has when it runs.
#ifndef CMMM_ENGINE_SCORING_SCORE_BLOCK_H_
#define CMMM_ENGINE_SCORING_SCORE_BLOCK_H_

#include <cstdint>

#include "engine/model/block_plan.h"

namespace cmmm {

// `rows` is [count × R] grade codes, row after row. For each row r whose bytes
// in scope are all grades (1 to 4), sets graded[r] = 1 and
// weighted[r · K + k] = Σ_s w[k][s] · m[k][s] for every level index k that is
// assessed (above, the sums mean nothing): A[k] is that over whole[k] ·
// full_mean. For any other row (an open item, `not
// applicable`, a byte that is no code) graded[r] = 0 and its sums mean
// nothing: score it alone. Thread-safe; allocates nothing.
void ScoreBlock(const BlockPlan& plan, const uint8_t* rows, int64_t count,
                int64_t* weighted, uint8_t* graded);

// Whether one of the `size` bytes is above `limit`.
bool AnyAbove(const uint8_t* bytes, int64_t size, uint8_t limit);

}  // namespace cmmm

#endif  // CMMM_ENGINE_SCORING_SCORE_BLOCK_H_
