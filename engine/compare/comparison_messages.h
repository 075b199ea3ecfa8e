// Changes as messages.
#ifndef CMMM_ENGINE_COMPARE_COMPARISON_MESSAGES_H_
#define CMMM_ENGINE_COMPARE_COMPARISON_MESSAGES_H_

#include <vector>

#include "cmmm/v1/compare.pb.h"
#include "engine/compare/attribute.h"

namespace cmmm {

// REQUIRES: it fits.
void WriteChange(const SignedFraction& value, v1::Change* out);

// REQUIRES: it fits.
void WriteOpenChange(const ChangeRange& range, v1::OpenChange* out);

// Everything but the scores of the level. REQUIRES: every sum fits.
void WriteLevelChange(const CompiledModel& model_a, const LevelChange& change,
                      v1::LevelChange* out);

void WriteOneSided(
    const CompiledModel& model, const std::vector<OneSidedItem>& items,
    google::protobuf::RepeatedPtrField<v1::OneSidedRequirement>* out);

}  // namespace cmmm

#endif  // CMMM_ENGINE_COMPARE_COMPARISON_MESSAGES_H_
