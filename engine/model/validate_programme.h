// Whether a programme makes sense: every finding at once.
//
// docs/programme_format.md lists the rules by id. Readiness is checked against
// a programme that passes without any further check.
#ifndef CMMM_ENGINE_MODEL_VALIDATE_PROGRAMME_H_
#define CMMM_ENGINE_MODEL_VALIDATE_PROGRAMME_H_

#include <map>
#include <string>

#include "cmmm/v1/programme.pb.h"
#include "engine/base/violations.h"

namespace cmmm {

// Most of what a programme may have; `size.too_many`.
inline constexpr int kMaxConditions = 200;
inline constexpr int kMaxTracks = 50;
inline constexpr int kMaxSources = 50;
inline constexpr int kMaxAreas = 50;

// Number of levels by model id: of the version that has the fewest.
using ModelLevels = std::map<std::string, int>;

// Adds every finding to `violations`, field paths as in the proto. Nothing
// else is looked at when a size is over the limit.
void ValidateProgramme(const v1::ProgrammeDefinition& programme,
                       const ModelLevels& models, Violations* violations);

// The part about conditions, of a programme of sane size whose model has
// `levels` levels; 0: the model is unknown.
void ValidateConditions(const v1::ProgrammeDefinition& programme, int levels,
                        Violations* violations);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_VALIDATE_PROGRAMME_H_
