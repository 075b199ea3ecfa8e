// Names of levels, grades and requirements, for readable results.
#ifndef CMMM_CLI_REQUIREMENT_TEXTS_H_
#define CMMM_CLI_REQUIREMENT_TEXTS_H_

#include <map>
#include <string>

#include "cli/format_text.h"
#include "cmmm/v1/model.pb.h"

namespace cmmm {

// Of one model in one language. The model must outlive it.
class RequirementTexts {
 public:
  RequirementTexts(Language language, const v1::ModelDefinition& model);

  Language language() const { return language_; }
  // `2 规范级`; of 0 `未达级`.
  std::string Level(int level) const;
  std::string Grade(v1::Grade grade) const;
  // Empty when there is no such requirement.
  std::string Statement(const std::string& id) const;

 private:
  Language language_;
  const v1::ModelDefinition& model_;
  std::map<std::string, const v1::RequirementDefinition*> requirements_;
};

}  // namespace cmmm

#endif  // CMMM_CLI_REQUIREMENT_TEXTS_H_
