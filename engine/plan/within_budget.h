// How far a budget reaches.
#ifndef CMMM_ENGINE_PLAN_WITHIN_BUDGET_H_
#define CMMM_ENGINE_PLAN_WITHIN_BUDGET_H_

#include "engine/levels/decide.h"
#include "engine/plan/upgrade.h"

namespace cmmm {

struct BudgetUpgrade {
  Upgrade upgrade;
  bool gave_up = false;  // too many cases or steps; `upgrade` means nothing
};

// The upgrade of cost at most `budget` with the greatest total, and so the
// highest level; of those the cheapest. `now` is the decision without any
// raise. The total is found by bisection over its possible values. `work` is
// what the whole request may take.
BudgetUpgrade BestWithin(const UpgradeProblem& problem, const Decision& now,
                         int64_t budget, SolvedThresholds* solved,
                         WorkBudget* work);

}  // namespace cmmm

#endif  // CMMM_ENGINE_PLAN_WITHIN_BUDGET_H_
