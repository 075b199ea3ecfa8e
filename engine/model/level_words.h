// What a level is called, in both languages: the one place that says so, for
// notices, reports, workbooks and terminals.
#ifndef CMMM_ENGINE_MODEL_LEVEL_WORDS_H_
#define CMMM_ENGINE_MODEL_LEVEL_WORDS_H_

#include "engine/base/text.h"
#include "engine/model/compiled_model.h"

namespace cmmm {

// `一级`, `level 1`; of 11 and above `11级`. 0: `未达级`, `no level`.
// Never fails: below 1 counts as 0.
Text LevelNumber(int level);

// `二级（规范级）`, `level 2 (standardised)`: LevelNumber with its name.
Text LevelWithName(int level, const Text& name);

// The same of a level of the model, or 0.
Text NameLevel(const CompiledModel& model, int level);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MODEL_LEVEL_WORDS_H_
