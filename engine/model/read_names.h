// What a person may call the parts of a model, from its definition. Compiling
// does this once (engine/model/compile.h); a door that has no compiled model,
// as one that asks a server, does it by itself.
//
//   const ModelNames names = ReadNames(definition);
#ifndef CMMM_ENGINE_MODEL_READ_NAMES_H_
#define CMMM_ENGINE_MODEL_READ_NAMES_H_

#include "cmmm/v1/model.pb.h"
#include "engine/model/model_names.h"

namespace cmmm {

// Every weight set, domain, sub-domain, requirement and level of a definition
// that is valid; of another, what can be read.
ModelNames ReadNames(const v1::ModelDefinition& definition);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_READ_NAMES_H_
