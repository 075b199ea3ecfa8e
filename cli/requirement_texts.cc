#include "cli/requirement_texts.h"

#include "absl/strings/str_cat.h"

namespace cmmm {

RequirementTexts::RequirementTexts(Language language,
                                   const v1::ModelDefinition& model)
    : language_(language), model_(model) {
  for (const auto& item : model.requirements()) {
    requirements_[item.id()] = &item;
  }
}

std::string RequirementTexts::Level(int level) const {
  if (level == 0) return Say(language_, "未达级", "none");
  return absl::StrCat(level, " ",
                      Say(language_, model_.levels(level - 1).name()));
}

std::string RequirementTexts::Grade(v1::Grade grade) const {
  for (const auto& definition : model_.grades()) {
    if (definition.grade() == grade) return Say(language_, definition.name());
  }
  return Say(language_, "未作答", "unanswered");
}

std::string RequirementTexts::Statement(const std::string& id) const {
  const auto found = requirements_.find(id);
  return found == requirements_.end()
             ? ""
             : Say(language_, found->second->statement());
}

}  // namespace cmmm
