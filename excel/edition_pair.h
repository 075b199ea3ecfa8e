// The edition that a workbook was made for and the one that scores it: which of
// their requirements are the same.
#ifndef CMMM_EXCEL_EDITION_PAIR_H_
#define CMMM_EXCEL_EDITION_PAIR_H_

#include <map>
#include <string>

#include "cmmm/v1/model.pb.h"
#include "engine/model/model_names.h"

namespace cmmm::excel {

// Most often both are one, and then nothing is compared.
class EditionPair {
 public:
  EditionPair(const v1::ModelDefinition& made_for ABSL_ATTRIBUTE_LIFETIME_BOUND,
              const v1::ModelDefinition& scored ABSL_ATTRIBUTE_LIFETIME_BOUND);

  // The requirement of this id in the edition that scores; nullptr without.
  const v1::RequirementDefinition* Scored(const std::string& id) const;

  // Whether one id means the same in both: it is of the same sub-domain and
  // level, and neither edition has its statement, in either language, under
  // another id. A statement that was only reworded is the same requirement.
  // REQUIRES: asked.id() == scored.id().
  bool MeanTheSame(const v1::RequirementDefinition& asked,
                   const v1::RequirementDefinition& scored) const;

 private:
  const bool is_one_;
  std::map<std::string, const v1::RequirementDefinition*> scored_;
  ModelNames made_for_names_;  // so too the next: of two editions only
  ModelNames scored_names_;
};

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_EDITION_PAIR_H_
