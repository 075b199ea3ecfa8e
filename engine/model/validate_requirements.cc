// Rules about the requirement items.
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/model/ids.h"
#include "engine/model/validate.h"

namespace cmmm {
namespace {

using v1::ModelDefinition;
using v1::RequirementDefinition;

// The id must spell the cell the item belongs to: `subdomain.level.letter`.
bool IdMatches(const RequirementDefinition& item) {
  const std::vector<std::string> parts = absl::StrSplit(item.id(), '.');
  return parts.size() == 3 && parts[0] == item.subdomain_id() &&
         parts[1] == absl::StrCat(item.level()) && IsItemLetter(parts[2]);
}

std::set<std::string> SubdomainIds(const ModelDefinition& model) {
  std::set<std::string> ids;
  for (const auto& element : model.elements()) {
    for (const auto& domain : element.domains()) {
      for (const auto& subdomain : domain.subdomains()) {
        ids.insert(subdomain.id());
      }
    }
  }
  return ids;
}

}  // namespace

void ValidateRequirements(const ModelDefinition& model,
                          Violations* violations) {
  const std::set<std::string> subdomains = SubdomainIds(model);
  std::set<std::string> seen;
  for (int i = 0; i < model.requirements_size(); ++i) {
    const RequirementDefinition& item = model.requirements(i);
    const std::string path = absl::StrCat("requirements[", i, "]");
    if (subdomains.count(item.subdomain_id()) == 0) {
      violations->Add(path + ".subdomain_id", "reference.unknown",
                      item.subdomain_id(),
                      absl::StrCat("there is no sub-domain `",
                                   Printable(item.subdomain_id()), "`"));
    }
    if (item.level() < 1 || item.level() > model.levels_size()) {
      violations->Add(path + ".level", "requirement.level",
                      absl::StrCat(item.level()),
                      absl::StrCat("must be 1 to ", model.levels_size(),
                                   ", got ", item.level()));
    }
    if (!IdMatches(item)) {
      violations->Add(path + ".id", "requirement.id", item.id(),
                      absl::StrCat("`", Printable(item.id()), "` must be `",
                                   Printable(item.subdomain_id()), ".",
                                   item.level(), ".<letter>`"));
    }
    if (!seen.insert(item.id()).second) {
      violations->Add(path + ".id", "id.duplicate", item.id(),
                      absl::StrCat("`", Printable(item.id()),
                                   "` is the id of another requirement"));
    }
  }
  if (model.requirements_provenance() == v1::PROVENANCE_UNSPECIFIED ||
      !v1::Provenance_IsValid(model.requirements_provenance())) {
    violations->Add("requirements_provenance", "provenance.unspecified", "",
                    "must be A, B or C");
  }
}

}  // namespace cmmm
