// How a block of packed assessments is scored with vectors: the plan.
//
// A packed assessment is a row of R bytes, one grade code per requirement.
// The plan cuts a row into windows of 16 bytes, each covering one sub-domain.
// Within a window a byte shuffle lays the items out in slots of 4 bytes, one
// slot per cell, so that every lane of 4 bytes belongs to one level:
//
//   row     … a1 a2 b1 b2 b3 c1 …          a, b, c: cells of levels 1, 2, 3
//   slots   [a1 a2 · ·][b1 b2 b3 ·][c1 · · ·][· · · ·]
//
// A table turns a grade into its part of the cell's mean, tenths · L/n, and
// the lanes are multiplied by the cells' weights and added up: the same
// integers as in score_levels.h, so the same result, bit for bit.
//
// The last K mod 4 levels share vectors: their slots from several windows are
// merged before they are weighed.
#ifndef CMMM_ENGINE_MODEL_BLOCK_PLAN_H_
#define CMMM_ENGINE_MODEL_BLOCK_PLAN_H_

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace cmmm {

struct CompiledModel;
struct Scope;

inline constexpr int kWindowBytes = 16;
inline constexpr int kSlotBytes = 4;
inline constexpr int kSlots = kWindowBytes / kSlotBytes;
inline constexpr int kLanes = kWindowBytes / 2;  // of 16 bits
// Weights are split into two digits of this many bits.
inline constexpr int kWeightDigitBits = 15;
// Larger models are scored one by one.
inline constexpr int kMaxPlanRowBytes = 4096;

using WindowBytes = std::array<uint8_t, kWindowBytes>;

// One vector of slots: where each byte comes from (0x80: nowhere), and
// what makes a grade code an index into BlockPlan::mean_part: (n - 1) · 4 - 1,
// as a byte (0x80: an unused byte).
struct SlotShuffle {
  alignas(kWindowBytes) WindowBytes from;
};
struct SlotOffset {
  alignas(kWindowBytes) WindowBytes to_index;
};

// The cells' weights by slot, as two digits. Each slot has two lanes of 16
// bits, which carry the same weight.
struct SlotWeights {
  alignas(kWindowBytes) std::array<int16_t, kLanes> low;
  alignas(kWindowBytes) std::array<int16_t, kLanes> high;
};

struct BlockWindow {
  int offset = 0;  // of its first byte in the row
  // 0xFF where the byte is in scope and must be a grade.
  alignas(kWindowBytes) WindowBytes in_scope;
};

struct BlockPlan {
  int row_bytes = 0;    // R
  int level_count = 0;  // K
  // tenths · L/n at index (n - 1) · 4 + (grade - 1).
  alignas(kWindowBytes) WindowBytes mean_part;
  std::vector<BlockWindow> windows;
  // Levels in fours: all at [group · windows + window].
  int groups = 0;
  std::vector<SlotShuffle> group_shuffle;
  std::vector<SlotOffset> group_offset;
  std::vector<SlotWeights> group_weights;
  // The levels left over: shuffle per window, offsets and weights per merged
  // vector of `merged_windows` windows. 0: no level is left over.
  int merged_windows = 0;
  std::vector<SlotShuffle> merged_shuffle;
  std::vector<SlotOffset> merged_offset;
  std::vector<SlotWeights> merged_weights;
};

// The plan for assessments by `scope` of `model` up to level `assessed_levels`,
// or nothing when the model does not fit one: cells of more than four items,
// sub-domains that are not contiguous or have more than 16 items, fewer than 16
// or more than 4,096 requirements, 10 · L above 255, weights of 2^30 and more,
// or empty cells that count as met. Such models are scored one by one.
std::optional<BlockPlan> MakeBlockPlan(const CompiledModel& model,
                                       const Scope& scope, int assessed_levels);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_BLOCK_PLAN_H_
