// Whether a model definition makes sense: every finding at once.
//
// docs/model_format.md lists the rules by id. A definition that passes can be
// compiled (compile.h) and scored by without any further check.
#ifndef CMMM_ENGINE_MODEL_VALIDATE_H_
#define CMMM_ENGINE_MODEL_VALIDATE_H_

#include "cmmm/v1/model.pb.h"
#include "engine/base/violations.h"
#include "engine/model/level_weights.h"

namespace cmmm {

// Most of what a model may have; `size.*` rules. And kMaxLevels.
// So that checking, compiling and scoring stay bounded for any file.
inline constexpr int kMaxRequirements = 20000;
inline constexpr int kMaxSubdomains = 200;
inline constexpr int kMaxWeightSets = 16;
inline constexpr int kMaxExcludableDomains = 8;
inline constexpr int kMaxTextBytes = 4000;

// Adds every finding to `violations`, field paths as in the proto. Later
// groups of rules run only when those they rest on hold: nothing else when a
// size is over the limit, attainability and arithmetic only when all is well.
void ValidateModel(const v1::ModelDefinition& model, Violations* violations);

// The groups, in the order they run. Each one is a file validate_*.cc.
// Those after ValidateSizes REQUIRE sizes within the limits.
void ValidateSizes(const v1::ModelDefinition& model, Violations* violations);
void ValidateTexts(const v1::ModelDefinition& model, Violations* violations);
void ValidateScale(const v1::ModelDefinition& model, Violations* violations);
void ValidateStructure(const v1::ModelDefinition& model,
                       Violations* violations);
void ValidateRequirements(const v1::ModelDefinition& model,
                          Violations* violations);
void ValidateWeights(const v1::ModelDefinition& model, Violations* violations);
void ValidateChecks(const v1::ModelDefinition& model, Violations* violations);
// REQUIRES: none of the above found anything.
void ValidateAttainable(const v1::ModelDefinition& model,
                        Violations* violations);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_VALIDATE_H_
