// One model file checked from text to meaning.
#ifndef CMMM_ENGINE_MODEL_LINT_H_
#define CMMM_ENGINE_MODEL_LINT_H_

#include <string>

#include "engine/base/violations.h"
#include "engine/model/read.h"

namespace cmmm {

// Reads and validates `file`. The field path of every finding added is
// `file:line:column: field`, as far as known.
ModelSource LintModelFile(const std::string& file, Violations* violations);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_LINT_H_
