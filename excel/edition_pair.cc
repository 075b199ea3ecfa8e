#include "excel/edition_pair.h"

#include "engine/model/read_names.h"

namespace cmmm::excel {
namespace {

// Whether the names have the statement of `item` under no other id.
bool HaveNoOther(const ModelNames& names,
                 const v1::RequirementDefinition& item) {
  for (const std::string& text :
       {item.statement().zh(), item.statement().en()}) {
    const absl::string_view owner = names.Requirement(text);
    if (!owner.empty() && owner != item.id()) return false;
  }
  return true;
}

}  // namespace

EditionPair::EditionPair(const v1::ModelDefinition& made_for,
                         const v1::ModelDefinition& scored)
    : is_one_(&made_for == &scored) {
  for (const auto& item : scored.requirements()) scored_[item.id()] = &item;
  if (is_one_) return;
  made_for_names_ = ReadNames(made_for);
  scored_names_ = ReadNames(scored);
}

const v1::RequirementDefinition* EditionPair::Scored(
    const std::string& id) const {
  const auto found = scored_.find(id);
  return found == scored_.end() ? nullptr : found->second;
}

bool EditionPair::MeanTheSame(const v1::RequirementDefinition& asked,
                              const v1::RequirementDefinition& scored) const {
  return is_one_ || (asked.subdomain_id() == scored.subdomain_id() &&
                     asked.level() == scored.level() &&
                     HaveNoOther(scored_names_, asked) &&
                     HaveNoOther(made_for_names_, scored));
}

}  // namespace cmmm::excel
