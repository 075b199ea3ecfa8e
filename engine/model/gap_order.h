// In which order the items of a level are listed as gaps, worked out once.
//
// What an item would add depends on its weight and its grade alone as long as
// no item is left out as not applicable. So every pair of item and grade has
// its place in the list of all of them; a list of gaps is those that occur.
#ifndef CMMM_ENGINE_MODEL_GAP_ORDER_H_
#define CMMM_ENGINE_MODEL_GAP_ORDER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/grade_code.h"
#include "engine/model/level_weights.h"

namespace cmmm {

struct CompiledModel;
struct Scope;

// Gains are counted in parts of the denominator of the level's score, so that
// they add up exactly.
struct ItemGap {
  int item = 0;  // index into CompiledModel::requirements
  GradeCode code = kOpen;
  int64_t gain = 0;  // w · (L / n) · (10 - x): what `fully` would add
};

// Of a scope.
struct GapOrder {
  // Level by level, greatest gain first, ties in model order; gains of 0 are
  // left out. Every level takes a multiple of eight places, whose last ones
  // may belong to no item.
  std::vector<ItemGap> places;
  std::vector<int> level_begin;  // [K + 1], into `places`
  // The place of each item by its grade code, or places.size() when it has
  // none: place[i · kGradeCodes + code].
  std::vector<uint16_t> place;
  // Of each place, one after the other: the v1::LevelGap.requirements of it
  // as bytes, but for the rank, which is the byte behind, up to kMostByteRank.
  std::string bytes;
  std::vector<uint32_t> bytes_end;  // [places]
};

inline constexpr int kMostByteRank = 127;

// The gaps of larger models are sorted each time.
inline constexpr int kMostOrderedItems = 512;
inline constexpr int kMostPlaces = kMostOrderedItems * kFully + 8 * kMaxLevels;

// None for a large model. REQUIRES: the weights of `scope` are derived.
std::optional<GapOrder> MakeGapOrder(const CompiledModel& model,
                                     const Scope& scope);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_GAP_ORDER_H_
