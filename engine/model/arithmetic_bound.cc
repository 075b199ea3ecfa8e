#include "engine/model/arithmetic_bound.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"

namespace cmmm {
namespace {

constexpr int64_t kTooLarge = std::numeric_limits<int64_t>::max();
// Above this many siblings that may vanish, every sum is taken as possible.
constexpr size_t kMaxEnumerated = 12;

int64_t SaturatingProduct(int64_t a, int64_t b) {
  const absl::int128 product = absl::int128{a} * b;
  return product >= kTooLarge ? kTooLarge : static_cast<int64_t>(product);
}

int64_t SaturatingLcm(int64_t a, int64_t b) {
  if (a == kTooLarge || b == kTooLarge) return kTooLarge;
  return SaturatingProduct(a / std::gcd(a, b), b);
}

// Whether a node has items at a level.
enum class Presence { kNever, kPerhaps, kAlways };

struct Child {
  int64_t percent;
  Presence presence;

  friend bool operator<(const Child& a, const Child& b) {
    return std::pair(a.percent, a.presence) < std::pair(b.percent, b.presence);
  }
};

// lcm over every possible set of siblings left of their sum, after dividing
// the weights by their greatest common divisor.
int64_t GroupBound(const std::vector<Child>& children) {
  std::vector<int64_t> fixed;
  std::vector<int64_t> perhaps;
  for (const Child& child : children) {
    if (child.percent == 0 || child.presence == Presence::kNever) continue;
    (child.presence == Presence::kAlways ? fixed : perhaps)
        .push_back(child.percent);
  }
  if (perhaps.size() > kMaxEnumerated) return kTooLarge;
  int64_t bound = 1;
  for (uint32_t subset = 0; subset < (1u << perhaps.size()); ++subset) {
    int64_t sum = 0;
    int64_t divisor = 0;
    const auto add = [&](int64_t percent) {
      sum += percent;
      divisor = std::gcd(divisor, percent);
    };
    for (const int64_t percent : fixed) add(percent);
    for (size_t i = 0; i < perhaps.size(); ++i) {
      if ((subset >> i & 1) != 0) add(perhaps[i]);
    }
    if (sum > 0) bound = SaturatingLcm(bound, sum / divisor);
  }
  return bound;
}

Presence Together(const std::vector<Child>& children) {
  Presence presence = Presence::kNever;
  for (const Child& child : children) {
    if (child.percent > 0) presence = std::max(presence, child.presence);
  }
  return presence;
}

// How many items a cell has, and how many of them always apply.
struct CellItems {
  int items = 0;
  int always = 0;
};
using Cells = std::map<std::pair<std::string, int>, CellItems>;

bool AllowsNotApplicable(const v1::ModelDefinition& model) {
  return model.policies().not_applicable() ==
         v1::NOT_APPLICABLE_POLICY_LEAVE_MEAN;
}

Cells CountCells(const v1::ModelDefinition& model) {
  Cells cells;
  for (const auto& item : model.requirements()) {
    CellItems& cell = cells[{item.subdomain_id(), item.level()}];
    ++cell.items;
    if (!item.may_be_not_applicable() || !AllowsNotApplicable(model)) {
      ++cell.always;
    }
  }
  return cells;
}

Presence CellPresence(const v1::ModelDefinition& model, const Cells& cells,
                      const std::string& subdomain, int level) {
  if (model.policies().empty_cell() == v1::EMPTY_CELL_POLICY_MET) {
    return Presence::kAlways;
  }
  const auto cell = cells.find({subdomain, level});
  if (cell == cells.end()) return Presence::kNever;
  return cell->second.always > 0 ? Presence::kAlways : Presence::kPerhaps;
}

// Percent of every child of a weight set, by tier and id.
using Percents = std::map<std::pair<v1::Tier, std::string>, int64_t>;

Percents ReadPercents(const v1::WeightSet& weight_set) {
  Percents percents;
  for (const auto& group : weight_set.groups()) {
    for (const auto& weight : group.weights()) {
      percents[{group.tier(), weight.child_id()}] = weight.percent();
    }
  }
  return percents;
}

// The bound of one exclusion of domains: bit i of `excluded` drops the i-th
// excludable domain.
class ScenarioBound {
 public:
  ScenarioBound(const v1::ModelDefinition& model, const Cells& cells,
                Percents percents)
      : model_(model), cells_(cells), percents_(std::move(percents)) {}

  int64_t Of(uint32_t excluded) {
    groups_.clear();
    for (const auto& level : model_.levels()) AddLevel(level.level(), excluded);
    int64_t bound = 1;
    for (const auto& group : groups_) {
      bound = SaturatingProduct(bound, group.second);
    }
    return bound;
  }

 private:
  Child Subdomain(const std::string& id, int level) {
    return {percents_[{v1::TIER_SUBDOMAIN, id}],
            CellPresence(model_, cells_, id, level)};
  }

  void AddLevel(int level, uint32_t excluded) {
    int bit = 0;
    std::vector<Child> elements;
    for (const auto& element : model_.elements()) {
      std::vector<Child> domains;
      for (const auto& domain : element.domains()) {
        const bool dropped =
            domain.excludable() && (excluded >> bit++ & 1) != 0;
        std::vector<Child> subdomains;
        for (const auto& subdomain : domain.subdomains()) {
          subdomains.push_back(Subdomain(subdomain.id(), level));
        }
        if (!dropped) Widen("domain:" + domain.id(), subdomains);
        domains.push_back({percents_[{v1::TIER_DOMAIN, domain.id()}],
                           dropped ? Presence::kNever : Together(subdomains)});
      }
      Widen("element:" + element.id(), domains);
      elements.push_back(
          {percents_[{v1::TIER_ELEMENT, element.id()}], Together(domains)});
    }
    Widen("", elements);
  }

  void Widen(const std::string& group, const std::vector<Child>& children) {
    auto& bound = groups_.emplace(group, 1).first->second;
    const auto [known, is_new] = known_.emplace(children, 0);
    if (is_new) known->second = GroupBound(children);
    bound = SaturatingLcm(bound, known->second);
  }

  const v1::ModelDefinition& model_;
  const Cells& cells_;
  Percents percents_;
  std::map<std::string, int64_t> groups_;
  // Most groups are the same in every scenario.
  std::map<std::vector<Child>, int64_t> known_;
};

}  // namespace

int64_t MeanScale(const v1::ModelDefinition& model) {
  int64_t scale = 1;
  for (const auto& [key, cell] : CountCells(model)) {
    for (int n = std::max(cell.always, 1); n <= cell.items; ++n) {
      scale = SaturatingLcm(scale, n);
    }
  }
  return scale;
}

int64_t ArithmeticBound(const v1::ModelDefinition& model,
                        const v1::WeightSet& weight_set) {
  const Cells cells = CountCells(model);
  int excludable = 0;
  for (const auto& element : model.elements()) {
    for (const auto& domain : element.domains()) {
      excludable += domain.excludable() ? 1 : 0;
    }
  }
  ScenarioBound scenario(model, cells, ReadPercents(weight_set));
  int64_t bound = 1;
  for (uint32_t excluded = 0;
       excluded < (1u << excludable) && bound < kTooLarge; ++excluded) {
    bound = std::max(bound, scenario.Of(excluded));
  }
  return SaturatingProduct(SaturatingProduct(100, MeanScale(model)), bound);
}

}  // namespace cmmm
