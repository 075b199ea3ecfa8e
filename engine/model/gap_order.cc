#include "engine/model/gap_order.h"

#include <algorithm>

#include "engine/model/compiled_model.h"

namespace cmmm {
namespace {

// Adds the places of level index `k`, in order.
void AddPlaces(const CompiledModel& model, const Scope& scope, int k,
               std::vector<ItemGap>* places) {
  const auto begin = std::ssize(*places);
  for (const int i : model.level_items[k]) {
    const int64_t gain_per_tenth = GainPerTenth(
        model, scope.weights, model.cell_size.data(), model.requirements[i]);
    for (GradeCode code = kOpen; code < kFully; ++code) {
      const int64_t gain = gain_per_tenth * (10 - model.grade_tenths[code]);
      if (gain > 0) places->push_back({i, code, gain});
    }
  }
  std::stable_sort(
      places->begin() + begin, places->end(),
      [](const ItemGap& a, const ItemGap& b) { return a.gain > b.gain; });
}

}  // namespace

std::optional<GapOrder> MakeGapOrder(const CompiledModel& model,
                                     const Scope& scope) {
  if (model.requirement_count() > kMostOrderedItems) return std::nullopt;
  GapOrder order;
  order.level_begin.push_back(0);
  for (int k = 0; k < model.level_count(); ++k) {
    AddPlaces(model, scope, k, &order.places);
    order.level_begin.push_back(static_cast<int>(order.places.size()));
  }
  return order;
}

}  // namespace cmmm
