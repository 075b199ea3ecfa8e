// From a valid definition to the model that is run.
#ifndef CMMM_ENGINE_MODEL_COMPILE_H_
#define CMMM_ENGINE_MODEL_COMPILE_H_

#include <memory>

#include "cmmm/v1/model.pb.h"
#include "engine/model/compiled_model.h"

namespace cmmm {

// Indexes the model and derives the weights of every scope (weight set ×
// exclusion of domains). A few milliseconds.
// REQUIRES: ValidateModel finds nothing in `definition`.
// The result does not point into `definition`.
std::shared_ptr<const CompiledModel> CompileModel(
    const v1::ModelDefinition& definition);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_COMPILE_H_
