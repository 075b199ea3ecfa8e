// Rules about ids and the hierarchy of elements, domains and sub-domains.
#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/model/ids.h"
#include "engine/model/validate.h"

namespace cmmm {
namespace {

// Checks the ids of one kind: well formed and unique.
class IdChecker {
 public:
  IdChecker(const char* kind, Violations* violations)
      : kind_(kind), violations_(violations) {}

  void Check(const std::string& path, const std::string& id) {
    if (!IsNodeId(id)) {
      violations_->Add(path + ".id", "id.format", id,
                       absl::StrCat("`", Printable(id),
                                    "` must be lower-case letters, digits and "
                                    "underscores, starting with a letter"));
    }
    if (!seen_.insert(id).second) {
      violations_->Add(
          path + ".id", "id.duplicate", id,
          absl::StrCat("`", Printable(id), "` is the id of another ", kind_));
    }
  }

 private:
  const char* kind_;
  Violations* violations_;
  std::set<std::string> seen_;
};

void CheckNotEmpty(int count, const std::string& path, const char* children,
                   Violations* violations) {
  if (count > 0) return;
  violations->Add(path, "structure.empty", "",
                  absl::StrCat("has no ", children));
}

void CheckModelId(const v1::ModelDefinition& model, Violations* violations) {
  if (!IsModelId(model.id())) {
    violations->Add("id", "id.format", model.id(),
                    absl::StrCat("`", Printable(model.id()),
                                 "` must be lower-case letters, digits and "
                                 "hyphens, starting with a letter"));
  }
  if (!IsModelVersion(model.version())) {
    violations->Add(
        "version", "version.format", model.version(),
        absl::StrCat("`", Printable(model.version()),
                     "` must be dot-separated numbers without leading zeros"));
  }
}

}  // namespace

void ValidateStructure(const v1::ModelDefinition& model,
                       Violations* violations) {
  CheckModelId(model, violations);
  CheckNotEmpty(model.elements_size(), "elements", "elements", violations);
  CheckNotEmpty(model.weight_sets_size(), "weight_sets", "weight sets",
                violations);
  CheckNotEmpty(model.requirements_size(), "requirements", "requirements",
                violations);
  IdChecker elements("element", violations);
  IdChecker domains("domain", violations);
  IdChecker subdomains("sub-domain", violations);
  for (int e = 0; e < model.elements_size(); ++e) {
    const auto& element = model.elements(e);
    const std::string element_path = absl::StrCat("elements[", e, "]");
    elements.Check(element_path, element.id());
    CheckNotEmpty(element.domains_size(), element_path, "domains", violations);
    for (int d = 0; d < element.domains_size(); ++d) {
      const auto& domain = element.domains(d);
      const std::string domain_path =
          absl::StrCat(element_path, ".domains[", d, "]");
      domains.Check(domain_path, domain.id());
      CheckNotEmpty(domain.subdomains_size(), domain_path, "sub-domains",
                    violations);
      for (int s = 0; s < domain.subdomains_size(); ++s) {
        subdomains.Check(absl::StrCat(domain_path, ".subdomains[", s, "]"),
                         domain.subdomains(s).id());
      }
    }
  }
  IdChecker sets("weight set", violations);
  for (int i = 0; i < model.weight_sets_size(); ++i) {
    sets.Check(absl::StrCat("weight_sets[", i, "]"), model.weight_sets(i).id());
  }
}

}  // namespace cmmm
