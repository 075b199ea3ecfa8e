// In which order the items of a level are listed as gaps, worked out once.
//
// What an item would add depends on its weight and its grade alone as long as
// no item is left out as not applicable. So every pair of item and grade has
// its place in the list of all of them; a list of gaps is those that occur.
#ifndef CMMM_ENGINE_MODEL_GAP_ORDER_H_
#define CMMM_ENGINE_MODEL_GAP_ORDER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/grade_code.h"

namespace cmmm {

struct CompiledModel;
struct Scope;

// Gains are counted in parts of the denominator of the level's score, so that
// they add up exactly.
struct ItemGap {
  int item = 0;  // index into CompiledModel::requirements
  GradeCode code = kOpen;
  uint16_t place = 0;  // in the GapOrder that lists it, if one does
  int64_t gain = 0;    // w · (L / n) · (10 - x): what `fully` would add
};

// Of one level of a scope.
struct GapOrder {
  // Greatest gain first, ties in model order; gains of 0 are left out.
  std::vector<ItemGap> places;
  // The place of each of the level's items by its grade code, or
  // places.size() when there is none: place[j · kGradeCodes + code].
  std::vector<uint16_t> place;
  // Of each place, one after the other: the v1::LevelGap.requirements of it
  // as bytes, but for the rank, which is the byte behind, up to kMostByteRank.
  std::string bytes;
  std::vector<uint32_t> bytes_end;  // [places]
};

inline constexpr int kMostByteRank = 127;

// The gaps of larger models are sorted each time.
inline constexpr int kMostOrderedItems = 512;

// One per level, or none at all for a large model. REQUIRES: the weights of
// `scope` are derived.
std::vector<GapOrder> MakeGapOrders(const CompiledModel& model,
                                    const Scope& scope);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_GAP_ORDER_H_
