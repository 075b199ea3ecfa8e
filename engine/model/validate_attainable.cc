// Rules that look at a whole, otherwise valid model: every level attainable
// in every scope, and the integer arithmetic bounded.
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/model/arithmetic_bound.h"
#include "engine/model/validate.h"

namespace cmmm {
namespace {

using v1::ModelDefinition;

// Sub-domains that count when every excludable domain is dropped, the
// narrowest scope there is.
std::set<std::string> NarrowestScope(const ModelDefinition& model,
                                     const v1::WeightSet& set) {
  std::map<std::pair<v1::Tier, std::string>, int> percent;
  for (const auto& group : set.groups()) {
    for (const auto& weight : group.weights()) {
      percent[{group.tier(), weight.child_id()}] = weight.percent();
    }
  }
  std::set<std::string> scope;
  for (const auto& element : model.elements()) {
    if (percent[{v1::TIER_ELEMENT, element.id()}] == 0) continue;
    for (const auto& domain : element.domains()) {
      if (domain.excludable() || percent[{v1::TIER_DOMAIN, domain.id()}] == 0) {
        continue;
      }
      for (const auto& subdomain : domain.subdomains()) {
        if (percent[{v1::TIER_SUBDOMAIN, subdomain.id()}] > 0) {
          scope.insert(subdomain.id());
        }
      }
    }
  }
  return scope;
}

void CheckAttainable(const ModelDefinition& model, const v1::WeightSet& set,
                     const std::string& path, Violations* violations) {
  const std::set<std::string> scope = NarrowestScope(model, set);
  std::set<int> reached;
  for (const auto& item : model.requirements()) {
    if (scope.count(item.subdomain_id()) > 0) reached.insert(item.level());
  }
  for (const auto& level : model.levels()) {
    if (reached.count(level.level()) > 0) continue;
    violations->Add(path, "level.unattainable", absl::StrCat(level.level()),
                    absl::StrCat("level ", level.level(),
                                 " has no weighted requirement once every "
                                 "excludable domain is dropped"));
  }
}

void CheckArithmetic(const ModelDefinition& model, const v1::WeightSet& set,
                     const std::string& path, Violations* violations) {
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  const int64_t bound = ArithmeticBound(model, set);
  // A bound that saturated is too large, whatever the number of levels.
  if (bound < kMost && bound <= kMost / model.levels_size()) return;
  violations->Add(path, "size.arithmetic", absl::StrCat(bound),
                  "scores would not fit into 63-bit integers; use fewer items "
                  "per cell, weights with common factors, or fewer items that "
                  "may be not applicable");
}

}  // namespace

void ValidateAttainable(const ModelDefinition& model, Violations* violations) {
  for (int i = 0; i < model.weight_sets_size(); ++i) {
    const std::string path = absl::StrCat("weight_sets[", i, "]");
    CheckAttainable(model, model.weight_sets(i), path, violations);
    CheckArithmetic(model, model.weight_sets(i), path, violations);
  }
}

}  // namespace cmmm
