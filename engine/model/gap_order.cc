#include "engine/model/gap_order.h"

#include <algorithm>

#include "engine/model/compiled_model.h"

namespace cmmm {
namespace {

GapOrder MakeOrder(const CompiledModel& model, const Scope& scope, int k) {
  GapOrder order;
  const std::vector<int>& items = model.level_items[k];
  std::vector<int> index(model.requirement_count(), 0);  // into `items`
  for (size_t j = 0; j < items.size(); ++j) {
    const int i = items[j];
    const ModelRequirement& item = model.requirements[i];
    const int64_t weight = scope.weights.weight(k, item.subdomain);
    index[i] = static_cast<int>(j);
    for (GradeCode code = kOpen; code < kFully; ++code) {
      const int64_t gain = weight * model.cell_factor[item.cell] *
                           (10 - model.grade_tenths[code]);
      if (gain > 0) order.places.push_back({i, code, gain});
    }
  }
  std::stable_sort(
      order.places.begin(), order.places.end(),
      [](const ItemGap& a, const ItemGap& b) { return a.gain > b.gain; });
  order.place.assign(items.size() * kGradeCodes,
                     static_cast<uint16_t>(order.places.size()));
  for (size_t p = 0; p < order.places.size(); ++p) {
    const auto& [item, code, gain] = order.places[p];
    order.place[index[item] * kGradeCodes + code] = static_cast<uint16_t>(p);
  }
  return order;
}

}  // namespace

std::vector<GapOrder> MakeGapOrders(const CompiledModel& model,
                                    const Scope& scope) {
  std::vector<GapOrder> orders;
  if (model.requirement_count() > kMostOrderedItems) return orders;
  for (int k = 0; k < model.level_count(); ++k) {
    orders.push_back(MakeOrder(model, scope, k));
  }
  return orders;
}

}  // namespace cmmm
