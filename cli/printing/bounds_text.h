// Which levels are still possible, for a person to read.
//
//               level       total S
//     ────────  ──────────  ───────
//     at worst  1 planning   1.6051
//     at best   5 leading    5.0000
//
// At worst what is open is not satisfied and what is doubtful the lower of its
// grades, at best fully and the higher.
#ifndef CMMM_CLI_PRINTING_BOUNDS_TEXT_H_
#define CMMM_CLI_PRINTING_BOUNDS_TEXT_H_

#include <ostream>
#include <string>

#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/scorecard.pb.h"
#include "texts/format_text.h"

namespace cmmm::cli {

// `1 planning to 3 integrated`, or the one level when it is settled.
std::string NamePossibleLevels(texts::Language language,
                               const v1::ModelDefinition& model,
                               const v1::Bounds& bounds);

// Whether answers left can still change the level, as a sentence.
std::string SaySettled(texts::Language language, const v1::Bounds& bounds);

// A table of the worst and the best result, and whether the level is settled.
// Level and total of both, and how many questions are open or doubtful.
void PrintBounds(texts::Language language, const v1::ModelDefinition& model,
                 const v1::Bounds& bounds, std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_BOUNDS_TEXT_H_
