// The names a model gives to what reports are about, in one language.
#ifndef CMMM_TEXTS_TEXT_NAMES_H_
#define CMMM_TEXTS_TEXT_NAMES_H_

#include <map>
#include <string>
#include <utility>

#include "cmmm/v1/model.pb.h"
#include "texts/format_text.h"

namespace cmmm::texts {

// `一级`, `level 1`: as the field names a level, without its model's name; 0:
// `未达级`, `no level`.
std::string LevelName(Language language, int level);

// `二级（规范级）`, `2 standardised`; of 0, and of a level that the model does
// not have, as LevelName.
std::string LevelOfModel(Language language, const v1::ModelDefinition& model,
                         int level);

// `model` must outlive it. An id that the model does not have is its own name.
class TextNames {
 public:
  TextNames(Language language, const v1::ModelDefinition& model);

  Language language() const { return language_; }
  // Of an element, domain or sub-domain.
  std::string Node(v1::Tier tier, const std::string& id) const;
  // `二级`, `level 2`; 0: as Level.
  std::string LevelNumber(int level) const;
  // As LevelOfModel.
  std::string Level(int level) const;
  // `二级（规范级）`, `Level 2 (standardised)`; 0: `未达级`, `No level`.
  std::string LevelTitle(int level) const;
  // The title of a narrow column about it: `二级`, `L2`.
  std::string LevelColumn(int level) const;
  std::string Grade(v1::Grade grade) const;
  // What a requirement asks.
  std::string Statement(const std::string& requirement_id) const;
  // `物流 2-a`, `Logistics 2-a`: what people call it, and may write for it
  // (engine/model/model_names.h); an id of another form is its own name.
  std::string ShortName(const std::string& requirement_id) const;
  // The end of it, `2-a`, where the sub-domain is said already.
  std::string ShortNameWithin(const std::string& requirement_id) const;

 private:
  Language language_;
  const v1::ModelDefinition& model_;
  std::map<std::pair<int, std::string>, const v1::LocalizedText*> nodes_;
  std::map<std::string, const v1::RequirementDefinition*> requirements_;
  std::map<int, const v1::LocalizedText*> grades_;
};

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_TEXT_NAMES_H_
