// Rules about weight sets: every group there once, complete, summing to 100.
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/model/validate.h"

namespace cmmm {
namespace {

using v1::ModelDefinition;
using v1::WeightGroup;
using GroupKey = std::pair<v1::Tier, std::string>;  // tier, parent id

// The children each group must weigh.
std::map<GroupKey, std::set<std::string>> ExpectedGroups(
    const ModelDefinition& model) {
  std::map<GroupKey, std::set<std::string>> groups;
  for (const auto& element : model.elements()) {
    groups[{v1::TIER_ELEMENT, ""}].insert(element.id());
    for (const auto& domain : element.domains()) {
      groups[{v1::TIER_DOMAIN, element.id()}].insert(domain.id());
      for (const auto& subdomain : domain.subdomains()) {
        groups[{v1::TIER_SUBDOMAIN, domain.id()}].insert(subdomain.id());
      }
    }
  }
  return groups;
}

std::string Describe(const GroupKey& key) {
  if (key.first == v1::TIER_ELEMENT) return "of the elements";
  return absl::StrCat(key.first == v1::TIER_DOMAIN
                          ? "of the domains of element `"
                          : "of the sub-domains of domain `",
                      Printable(key.second), "`");
}

class WeightChecker {
 public:
  WeightChecker(const ModelDefinition& model, Violations* violations)
      : expected_(ExpectedGroups(model)), violations_(violations) {}

  void CheckSet(const v1::WeightSet& set, const std::string& path) {
    std::set<GroupKey> seen;
    for (int g = 0; g < set.groups_size(); ++g) {
      const WeightGroup& group = set.groups(g);
      const std::string group_path = absl::StrCat(path, ".groups[", g, "]");
      const GroupKey key{group.tier(), group.parent_id()};
      if (expected_.count(key) == 0) {
        violations_->Add(
            group_path + ".parent_id", "reference.unknown", group.parent_id(),
            absl::StrCat("the model has no group ", Describe(key)));
        continue;
      }
      if (!seen.insert(key).second) {
        violations_->Add(group_path, "weight.duplicate_group",
                         group.parent_id(),
                         absl::StrCat("another group ", Describe(key),
                                      " is in the same set"));
      }
      CheckGroup(group, expected_.at(key), group_path);
    }
    for (const auto& [key, children] : expected_) {
      if (seen.count(key) > 0) continue;
      violations_->Add(
          path + ".groups", "weight.missing_group", key.second,
          absl::StrCat("the group ", Describe(key), " is missing"));
    }
  }

 private:
  void CheckGroup(const WeightGroup& group,
                  const std::set<std::string>& children,
                  const std::string& path) {
    std::set<std::string> seen;
    int64_t sum = 0;
    for (int w = 0; w < group.weights_size(); ++w) {
      CheckWeight(group.weights(w), children, &seen,
                  absl::StrCat(path, ".weights[", w, "]"));
      sum += group.weights(w).percent();
    }
    for (const std::string& child : children) {
      if (seen.count(child) > 0) continue;
      violations_->Add(path + ".weights", "weight.missing_child", child,
                       absl::StrCat("`", Printable(child), "` has no weight"));
    }
    if (sum != 100) {
      violations_->Add(path + ".weights", "weight.sum", absl::StrCat(sum),
                       absl::StrCat("must sum to 100, got ", sum));
    }
    if (group.provenance() == v1::PROVENANCE_UNSPECIFIED ||
        !v1::Provenance_IsValid(group.provenance())) {
      violations_->Add(path + ".provenance", "provenance.unspecified", "",
                       "must be A, B or C");
    }
  }

  void CheckWeight(const v1::Weight& weight,
                   const std::set<std::string>& children,
                   std::set<std::string>* seen, const std::string& path) {
    if (children.count(weight.child_id()) == 0) {
      violations_->Add(path + ".child_id", "reference.unknown",
                       weight.child_id(),
                       absl::StrCat("`", Printable(weight.child_id()),
                                    "` is no child of this group"));
    } else if (!seen->insert(weight.child_id()).second) {
      violations_->Add(path + ".child_id", "weight.duplicate_child",
                       weight.child_id(),
                       absl::StrCat("`", Printable(weight.child_id()),
                                    "` is weighed twice"));
    }
    if (weight.percent() < 0 || weight.percent() > 100) {
      violations_->Add(
          path + ".percent", "weight.range", absl::StrCat(weight.percent()),
          absl::StrCat("must be 0 to 100, got ", weight.percent()));
    }
  }

  std::map<GroupKey, std::set<std::string>> expected_;
  Violations* violations_;
};

}  // namespace

void ValidateWeights(const ModelDefinition& model, Violations* violations) {
  WeightChecker checker(model, violations);
  for (int i = 0; i < model.weight_sets_size(); ++i) {
    checker.CheckSet(model.weight_sets(i),
                     absl::StrCat("weight_sets[", i, "]"));
  }
}

}  // namespace cmmm
