// In which order the items of a level are listed as gaps, worked out once.
//
// What an item would add depends on its weight and its grade alone as long as
// no item is left out as not applicable:
//
//   gain = w[k][s] · (L / n[k][s]) · (10 - x)
//
// So every pair of an item and a grade below `fully` has its place in one list,
// greatest gain first, and the gaps of an assessment are the pairs of that list
// that occur in it: nothing is sorted for a request.
//
// This is a second way to what engine/gaps can collect and sort. It is here for
// the floor "gap list ÷ collect and sort ≤ 0.15" (bench/gap_bench.cc);
// tests/oracle/gap_order_test.cc holds both equal.
#ifndef CMMM_ENGINE_MODEL_GAP_ORDER_H_
#define CMMM_ENGINE_MODEL_GAP_ORDER_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/grade_code.h"

namespace cmmm {

struct CompiledModel;
struct Scope;

// An item that is not fully met, and what it would add.
struct ItemGap {
  int item = 0;            // index into CompiledModel::requirements
  GradeCode code = kOpen;  // its grade
  int64_t gain = 0;        // what `fully` would add, in parts of the
                           // denominator of the level's score
};

// The order of a scope.
struct GapOrder {
  // Level by level, greatest gain first, ties in model order. Gains of 0 are
  // left out.
  std::vector<ItemGap> places;
  std::vector<int> level_begin;  // [K + 1], into `places`
};

// The gaps of a model with more items are sorted each time.
inline constexpr int kMostOrderedItems = 512;

// None for a large model. REQUIRES: the weights of `scope` are derived.
std::optional<GapOrder> MakeGapOrder(const CompiledModel& model,
                                     const Scope& scope);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_GAP_ORDER_H_
