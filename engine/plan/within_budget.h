// How far a budget reaches: the question of FindUpgrade (upgrade.h) turned
// round, answered by asking it again and again.
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
// raise. The total is found by bisection over its possible values: multiples of
// 1/L up to K, L the least common multiple of the levels' denominators
// whole[k] · full mean; so log2(K · L) + 1 searches at most. `work` is what the
// whole request may take.
BudgetUpgrade BestWithin(UpgradeProblem problem, const Decision& now,
                         int64_t budget, WorkBudget* work);

}  // namespace cmmm

#endif  // CMMM_ENGINE_PLAN_WITHIN_BUDGET_H_
