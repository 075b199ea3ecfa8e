// The plans after the cheapest one.
#ifndef CMMM_ENGINE_PLAN_NEXT_UPGRADES_H_
#define CMMM_ENGINE_PLAN_NEXT_UPGRADES_H_

#include <vector>

#include "engine/plan/upgrade.h"

namespace cmmm {

// The next `count` distinct upgrades to `total` after `best`, cheapest first;
// fewer when there are no more. Only upgrades without a raise to spare: each
// fails, or breaks a prerequisite, when any of its raises is one grade less.
// (After Lawler: what is left when the best is taken out falls into parts, and
// the next one is the cheapest of the cheapest of the parts.) Once `budget` is
// over there may be more than were found.
std::vector<Upgrade> NextUpgrades(const UpgradeProblem& problem,
                                  const Ratio& total, const Upgrade& best,
                                  int count, WorkBudget* budget);

}  // namespace cmmm

#endif  // CMMM_ENGINE_PLAN_NEXT_UPGRADES_H_
