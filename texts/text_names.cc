#include "texts/text_names.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "engine/model/level_words.h"

namespace cmmm::texts {
namespace {

// `level 2` as the first words of a line.
std::string AtBeginning(std::string text) {
  if (!text.empty()) text[0] = absl::ascii_toupper(text[0]);
  return text;
}

}  // namespace

std::string LevelName(Language language, int level) {
  return Say(language, LevelNumber(level));
}

std::string LevelOfModel(Language language, const v1::ModelDefinition& model,
                         int level) {
  if (level < 1 || level > model.levels_size()) {
    return LevelName(language, level);
  }
  const v1::LocalizedText& name = model.levels(level - 1).name();
  return language == Language::kZh
             ? LevelWithName(level, {name.zh(), name.en()}).zh
             : absl::StrCat(level, " ", name.en());
}

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
    requirements_[item.id()] = &item;
  }
  for (const auto& grade : model.grades()) {
    grades_[grade.grade()] = &grade.name();
  }
}

std::string TextNames::Node(v1::Tier tier, const std::string& id) const {
  const auto found = nodes_.find({tier, id});
  return found == nodes_.end() ? id : Say(language_, *found->second);
}

std::string TextNames::LevelNumber(int level) const {
  if (level == 0) return Level(0);
  return LevelName(language_, level);
}

std::string TextNames::Level(int level) const {
  return LevelOfModel(language_, model_, level);
}

std::string TextNames::LevelTitle(int level) const {
  if (level == 0) return AtBeginning(LevelName(language_, 0));
  if (level > model_.levels_size()) return LevelName(language_, level);
  const v1::LocalizedText& name = model_.levels(level - 1).name();
  return AtBeginning(
      Say(language_, LevelWithName(level, {name.zh(), name.en()})));
}

std::string TextNames::LevelColumn(int level) const {
  if (level == 0) return Level(0);
  return language_ == Language::kZh ? LevelName(language_, level)
                                    : absl::StrCat("L", level);
}

std::string TextNames::Grade(v1::Grade grade) const {
  const auto found = grades_.find(grade);
  return found == grades_.end() ? Say(language_, "未作答", "unanswered")
                                : Say(language_, *found->second);
}

std::string TextNames::Statement(const std::string& requirement_id) const {
  const auto found = requirements_.find(requirement_id);
  return found == requirements_.end()
             ? ""
             : Say(language_, found->second->statement());
}

std::string TextNames::ShortName(const std::string& requirement_id) const {
  const std::string within = ShortNameWithin(requirement_id);
  if (within == requirement_id) return requirement_id;
  return absl::StrCat(Node(v1::TIER_SUBDOMAIN,
                           requirements_.at(requirement_id)->subdomain_id()),
                      " ", within);
}

std::string TextNames::ShortNameWithin(
    const std::string& requirement_id) const {
  const auto found = requirements_.find(requirement_id);
  if (found == requirements_.end()) return requirement_id;
  absl::string_view place = requirement_id;
  if (!absl::ConsumePrefix(&place, found->second->subdomain_id()) ||
      !absl::ConsumePrefix(&place, ".")) {
    return requirement_id;
  }
  return absl::StrReplaceAll(place, {{".", "-"}});
}

}  // namespace cmmm::texts
