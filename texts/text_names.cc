#include "texts/text_names.h"

#include <string>

#include "absl/strings/str_cat.h"

namespace cmmm::texts {

TextNames::TextNames(Language language, const v1::ModelDefinition& model)
    : language_(language), model_(model) {
  for (const auto& element : model.elements()) {
    nodes_[{v1::TIER_ELEMENT, element.id()}] = &element.name();
    for (const auto& domain : element.domains()) {
      nodes_[{v1::TIER_DOMAIN, domain.id()}] = &domain.name();
      for (const auto& subdomain : domain.subdomains()) {
        nodes_[{v1::TIER_SUBDOMAIN, subdomain.id()}] = &subdomain.name();
      }
    }
  }
  for (const auto& item : model.requirements()) {
    statements_[item.id()] = &item.statement();
  }
  for (const auto& grade : model.grades()) {
    grades_[grade.grade()] = &grade.name();
  }
}

std::string TextNames::Node(v1::Tier tier, const std::string& id) const {
  const auto found = nodes_.find({tier, id});
  return found == nodes_.end() ? id : Say(language_, *found->second);
}

std::string TextNames::Level(int level) const {
  if (level == 0) return Say(language_, "未达级", "none");
  if (level > model_.levels_size()) return absl::StrCat(level);
  return absl::StrCat(level, " ",
                      Say(language_, model_.levels(level - 1).name()));
}

std::string TextNames::LevelTitle(int level) const {
  if (level == 0) return Say(language_, "未达到任何等级", "No level reached");
  if (level > model_.levels_size()) return absl::StrCat(level);
  const std::string& name = Say(language_, model_.levels(level - 1).name());
  return language_ == Language::kZh
             ? absl::StrCat(level, " 级（", name, "）")
             : absl::StrCat("Level ", level, " (", name, ")");
}

std::string TextNames::Grade(v1::Grade grade) const {
  const auto found = grades_.find(grade);
  return found == grades_.end() ? Say(language_, "未作答", "unanswered")
                                : Say(language_, *found->second);
}

std::string TextNames::Statement(const std::string& requirement_id) const {
  const auto found = statements_.find(requirement_id);
  return found == statements_.end() ? "" : Say(language_, *found->second);
}

}  // namespace cmmm::texts
