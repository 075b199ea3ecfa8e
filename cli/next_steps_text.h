// What to do next, and how safe the level is: the end of a readable report.
#ifndef CMMM_CLI_NEXT_STEPS_TEXT_H_
#define CMMM_CLI_NEXT_STEPS_TEXT_H_

#include <ostream>

#include "cli/text_names.h"
#include "cmmm/v1/margin.pb.h"
#include "cmmm/v1/plan.pb.h"

namespace cmmm {

// The first raises of the cheapest plan to the next level, and how few
// downgrades lose the level held.
void PrintNextSteps(const TextNames& texts, const v1::PlanUpgradeResponse& plan,
                    const v1::AnalyzeMarginResponse& margin, std::ostream& out);

}  // namespace cmmm

#endif  // CMMM_CLI_NEXT_STEPS_TEXT_H_
