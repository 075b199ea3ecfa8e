// Changes as messages.
//
// Levels are written from 1, requirements and sub-domains by id, numbers as
// numerator, denominator (>= 1) and the nearest double, which may be negative.
#ifndef CMMM_ENGINE_COMPARE_COMPARISON_MESSAGES_H_
#define CMMM_ENGINE_COMPARE_COMPARISON_MESSAGES_H_

#include <vector>

#include "cmmm/v1/compare.pb.h"
#include "engine/compare/attribute.h"

namespace cmmm {

// REQUIRES: it fits.
void WriteChange(const SignedFraction& value, v1::Change* out);

// REQUIRES: it fits.
// Both ends of what open questions leave.
void WriteOpenChange(const ChangeRange& range, v1::OpenChange* out);

// Everything but the scores of the level. REQUIRES: every sum fits.
// Causes of the level, then its requirements and its sub-domains, in the order
// of `change`; `open` only where an answer is open.
void WriteLevelChange(const CompiledModel& model_a, const LevelChange& change,
                      v1::LevelChange* out);

// Id, and why the requirement does not count on the other side. `model` is that
// of the side where it counts.
void WriteOneSided(
    const CompiledModel& model, const std::vector<OneSidedItem>& items,
    google::protobuf::RepeatedPtrField<v1::OneSidedRequirement>* out);

}  // namespace cmmm

#endif  // CMMM_ENGINE_COMPARE_COMPARISON_MESSAGES_H_
