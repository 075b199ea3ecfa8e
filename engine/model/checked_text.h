// What of a model was compared with the official text, in a sentence.
#ifndef CMMM_ENGINE_MODEL_CHECKED_TEXT_H_
#define CMMM_ENGINE_MODEL_CHECKED_TEXT_H_

#include "cmmm/v1/model.pb.h"
#include "engine/base/text.h"

namespace cmmm {

// Of the groups with more than one child, how many were compared, by whom and
// on which day last:
//   本权重集的 8 组权重中，8 组已与标准原文核对（张三，2026-11-29）。
// Both texts are empty when none was.
Text CheckedWeights(const v1::WeightSet& set);

// The same of the requirements.
Text CheckedRequirements(const v1::ModelDefinition& model);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_CHECKED_TEXT_H_
