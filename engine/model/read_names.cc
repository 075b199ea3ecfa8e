#include "engine/model/read_names.h"

#include <map>
#include <string>

namespace cmmm {
namespace {

Text NameIn(const v1::LocalizedText& text) { return {text.zh(), text.en()}; }

}  // namespace

ModelNames ReadNames(const v1::ModelDefinition& definition) {
  ModelNames names;
  std::map<std::string, NamedPart> subdomains;
  for (const auto& set : definition.weight_sets()) {
    names.AddWeightSet({set.id(), NameIn(set.name())});
  }
  for (const auto& element : definition.elements()) {
    for (const auto& domain : element.domains()) {
      names.AddDomain({domain.id(), NameIn(domain.name())},
                      domain.excludable());
      for (const auto& subdomain : domain.subdomains()) {
        const NamedPart part{subdomain.id(), NameIn(subdomain.name())};
        names.AddSubdomain(part);
        subdomains[part.id] = part;
      }
    }
  }
  for (const auto& item : definition.requirements()) {
    names.AddRequirement({item.id(), NameIn(item.statement())},
                         subdomains[item.subdomain_id()]);
  }
  for (const auto& level : definition.levels()) {
    names.AddLevel(NameIn(level.name()));
  }
  return names;
}

}  // namespace cmmm
