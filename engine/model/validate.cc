#include "engine/model/validate.h"

namespace cmmm {

void ValidateModel(const v1::ModelDefinition& model, Violations* violations) {
  const size_t before = violations->total();
  ValidateSizes(model, violations);
  // Anything larger is refused before it is looked at more closely.
  if (violations->total() > before) return;
  ValidateTexts(model, violations);
  ValidateScale(model, violations);
  ValidateStructure(model, violations);
  ValidateRequirements(model, violations);
  ValidateWeights(model, violations);
  ValidateChecks(model, violations);
  if (violations->total() > before) return;
  ValidateAttainable(model, violations);
}

}  // namespace cmmm
