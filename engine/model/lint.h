// One model or programme file checked from text to meaning.
#ifndef CMMM_ENGINE_MODEL_LINT_H_
#define CMMM_ENGINE_MODEL_LINT_H_

#include <string>

#include "engine/base/violations.h"
#include "engine/model/read.h"
#include "engine/model/validate_programme.h"

namespace cmmm {

// Reads and validates `file`. The field path of every finding added is
// `file:line:column: field`, as far as known.
// Meaning is checked only when the text could be read: model.file, model.syntax
// and then every rule of validate.h.
ModelSource LintModelFile(const std::string& file, Violations* violations);

// The same for a programme, whose model is one of `models`.
ProgrammeSource LintProgrammeFile(const std::string& file,
                                  const ModelLevels& models,
                                  Violations* violations);

// Validates a model that is in memory: the field path of a finding is the
// field.
void LintModel(const v1::ModelDefinition& model, Violations* violations);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_LINT_H_
