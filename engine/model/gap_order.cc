#include "engine/model/gap_order.h"

#include <algorithm>

#include "cmmm/v1/gap.pb.h"
#include "engine/base/fraction.h"
#include "engine/model/compiled_model.h"

namespace cmmm {
namespace {

// `whole` is what the gains are parts of.
void AddBytes(const CompiledModel& model, int64_t whole, GapOrder* order) {
  for (const ItemGap& item : order->places) {
    v1::LevelGap level;
    v1::RequirementGap* gap = level.add_requirements();
    gap->set_requirement_id(model.requirements[item.item].id);
    gap->set_grade(static_cast<v1::Grade>(item.code));
    gap->set_gain(Ratio{item.gain, whole}.NearestDouble());
    gap->set_rank(1);
    order->bytes += level.SerializeAsString();
    order->bytes.pop_back();
    order->bytes_end.push_back(static_cast<uint32_t>(order->bytes.size()));
  }
}

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
      if (gain > 0) order.places.push_back({i, code, 0, gain});
    }
  }
  std::stable_sort(
      order.places.begin(), order.places.end(),
      [](const ItemGap& a, const ItemGap& b) { return a.gain > b.gain; });
  order.place.assign(items.size() * kGradeCodes,
                     static_cast<uint16_t>(order.places.size()));
  for (size_t p = 0; p < order.places.size(); ++p) {
    ItemGap& gap = order.places[p];
    gap.place = static_cast<uint16_t>(p);
    order.place[index[gap.item] * kGradeCodes + gap.code] = gap.place;
  }
  AddBytes(model, scope.weights.whole[k] * model.full_mean, &order);
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
