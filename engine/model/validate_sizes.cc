// Rules `size.*` (but size.arithmetic): a model small enough to be checked.
#include "absl/strings/str_cat.h"
#include "engine/model/validate.h"

namespace cmmm {
namespace {

void CheckAtMost(int count, int most, const char* field,
                 Violations* violations) {
  if (count <= most) return;
  violations->Add(
      field, "size.too_many", absl::StrCat(count),
      absl::StrCat("at most ", most, " are supported, got ", count));
}

}  // namespace

void ValidateSizes(const v1::ModelDefinition& model, Violations* violations) {
  int subdomains = 0;
  int excludable = 0;
  for (const auto& element : model.elements()) {
    for (const auto& domain : element.domains()) {
      subdomains += domain.subdomains_size();
      excludable += domain.excludable() ? 1 : 0;
    }
  }
  CheckAtMost(model.elements_size(), kMaxSubdomains, "elements", violations);
  CheckAtMost(subdomains, kMaxSubdomains, "elements.domains.subdomains",
              violations);
  CheckAtMost(excludable, kMaxExcludableDomains, "elements.domains.excludable",
              violations);
  CheckAtMost(model.levels_size(), kMaxLevels, "levels", violations);
  CheckAtMost(model.requirements_size(), kMaxRequirements, "requirements",
              violations);
  CheckAtMost(model.weight_sets_size(), kMaxWeightSets, "weight_sets",
              violations);
}

}  // namespace cmmm
