#include "engine/model/gap_order.h"

#include <algorithm>

#include "cmmm/v1/gap.pb.h"
#include "engine/base/fraction.h"
#include "engine/model/compiled_model.h"

namespace cmmm {
namespace {

// The places of level `k`, in order.
std::vector<ItemGap> PlacesOf(const CompiledModel& model, const Scope& scope,
                              int k) {
  std::vector<ItemGap> places;
  for (const int i : model.level_items[k]) {
    const ModelRequirement& item = model.requirements[i];
    const int64_t weight = scope.weights.weight(k, item.subdomain);
    for (GradeCode code = kOpen; code < kFully; ++code) {
      const int64_t gain = weight * model.cell_factor[item.cell] *
                           (10 - model.grade_tenths[code]);
      if (gain > 0) places.push_back({i, code, gain});
    }
  }
  std::stable_sort(
      places.begin(), places.end(),
      [](const ItemGap& a, const ItemGap& b) { return a.gain > b.gain; });
  return places;
}

// Makes the bytes of one place after the other, all in one message.
class Serialiser {
 public:
  explicit Serialiser(const CompiledModel& model) : model_(model) {
    gap_->set_rank(1);
  }

  // `whole` is what the gain is parts of.
  void Append(const ItemGap& place, int64_t whole, std::string* bytes) {
    gap_->set_requirement_id(model_.requirements[place.item].id);
    gap_->set_grade(static_cast<v1::Grade>(place.code));
    gap_->set_gain(Ratio{place.gain, whole}.NearestDouble());
    level_.AppendToString(bytes);
    bytes->pop_back();
  }

 private:
  const CompiledModel& model_;
  v1::LevelGap level_;
  v1::RequirementGap* gap_ = level_.add_requirements();
};

}  // namespace

std::optional<GapOrder> MakeGapOrder(const CompiledModel& model,
                                     const Scope& scope) {
  if (model.requirement_count() > kMostOrderedItems) return std::nullopt;
  GapOrder order;
  Serialiser serialiser(model);
  order.level_begin.push_back(0);
  for (int k = 0; k < model.level_count(); ++k) {
    for (const ItemGap& place : PlacesOf(model, scope, k)) {
      order.places.push_back(place);
      serialiser.Append(place, scope.weights.whole[k] * model.full_mean,
                        &order.bytes);
      order.bytes_end.push_back(static_cast<uint32_t>(order.bytes.size()));
    }
    while (order.places.size() % 8 != 0) {
      order.places.emplace_back();
      order.bytes_end.push_back(static_cast<uint32_t>(order.bytes.size()));
    }
    order.level_begin.push_back(static_cast<int>(order.places.size()));
  }
  order.place.assign(model.requirements.size() * kGradeCodes,
                     static_cast<uint16_t>(order.places.size()));
  for (size_t p = 0; p < order.places.size(); ++p) {
    const ItemGap& gap = order.places[p];
    if (gap.gain == 0) continue;
    order.place[gap.item * kGradeCodes + gap.code] = static_cast<uint16_t>(p);
  }
  return order;
}

}  // namespace cmmm
