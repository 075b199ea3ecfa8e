// What to do next, and how safe the level is: the end of a readable report.
//
//   Cheapest way to 4 optimised, in steps up of one grade: 29
//     #  requirement  now → raise to
//     ─  ───────────  ───────────────────────────────
//     1  sales.4.b    not satisfied → fully satisfied
//   … 15 more: cmmm plan
//
//   Fewest steps down that lose 3 integrated, if a reviewer is stricter: 2
#ifndef CMMM_CLI_PRINTING_NEXT_STEPS_TEXT_H_
#define CMMM_CLI_PRINTING_NEXT_STEPS_TEXT_H_

#include <ostream>

#include "cmmm/v1/margin.pb.h"
#include "cmmm/v1/plan.pb.h"
#include "texts/text_names.h"

namespace cmmm::cli {

// The first raises of the cheapest plan to the next level, and how few
// downgrades lose the level held.
// `safer`: the plan that holds the level against one downgrade, first of all;
// empty unless it is held by a hair.
// Five raises at most, then how many more there are.
void PrintNextSteps(const texts::TextNames& texts,
                    const v1::PlanUpgradeResponse& plan,
                    const v1::AnalyzeMarginResponse& margin,
                    const v1::PlanUpgradeResponse& safer, std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_NEXT_STEPS_TEXT_H_
