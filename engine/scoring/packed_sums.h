// The weighted sums of the packed assessments of a block, by vectors.
//
// This is a second way to what ScoreLevels sums up. It is here for the floor
// "stream of 256 ÷ empty calls ≥ 14"; tests/oracle/fast_paths_test.cc and
// tests/oracle/score_block_test.cc hold both equal.
#ifndef CMMM_ENGINE_SCORING_PACKED_SUMS_H_
#define CMMM_ENGINE_SCORING_PACKED_SUMS_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/model/compiled_model.h"

namespace cmmm {

// 32 at a time, so the memory is 32 rows whatever the size of the block.
class PackedSums {
 public:
  // Of `count` assessments scored by `scope`; `packed(i)` is the grades of
  // assessment i, or anything else when it is not packed. None has sums when
  // the scope has no plan for vectors.
  PackedSums(const CompiledModel& model, const Scope& scope, int count,
             std::function<absl::string_view(int)> packed);

  // [K], Σ_s w[k][s] · m[k][s] of assessment `i`, or null when not all its
  // grades in scope are 1 to 4 or it is not packed: then it must be scored by
  // itself. Valid until the next call. To be asked for in order, beginning
  // with 0.
  const int64_t* Of(int i);

 private:
  static constexpr int kAtOnce = 32;

  // Scores assessment `first` and those behind it.
  // Puts rows side by side, open ones in place of what is not R bytes long.
  void ScoreFrom(int first);

  const BlockPlan* plan_;
  const int levels_;
  const int count_;
  const std::function<absl::string_view(int)> packed_;
  std::vector<uint8_t> rows_;      // [kAtOnce × R]
  std::vector<int64_t> weighted_;  // [kAtOnce × K]
  std::vector<uint8_t> graded_;    // [kAtOnce]
};

}  // namespace cmmm

#endif  // CMMM_ENGINE_SCORING_PACKED_SUMS_H_
