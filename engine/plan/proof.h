// Why no upgrade costs less.
#ifndef CMMM_ENGINE_PLAN_PROOF_H_
#define CMMM_ENGINE_PLAN_PROOF_H_

#include <cstdint>
#include <vector>

#include "engine/plan/upgrade.h"

namespace cmmm {

// Of one threshold in one case: meeting it costs `least_cost` or more, or is
// impossible (its greatest gains together are not enough).
struct ThresholdProof {
  Threshold threshold;
  bool impossible = false;
  int64_t least_cost = 0;
  std::vector<int> items;  // the groups of `proof`, indices into `items`
  CoverProof proof;        // nothing costs least_cost - 1; none at 0
};

// Every goal costs at least the upgrade's cost: in each the least costs of the
// thresholds and `elsewhere` add up to it, or one is impossible.
struct CaseProof {
  std::vector<UpgradeCondition> conditions;
  std::vector<GradeSet> allowed;
  struct OfGoal {
    std::vector<ThresholdProof> thresholds;
    int64_t elsewhere = 0;  // what the case forces outside the goal's levels
  };
  std::vector<OfGoal> goals;
};

// One proof per case of the search. Costs are without the number of steps.
// Incomplete once `budget` is over.
std::vector<CaseProof> ProveUpgrade(const UpgradeProblem& problem,
                                    const Ratio& total,
                                    const std::vector<UpgradeCase>& cases,
                                    WorkBudget* budget);

}  // namespace cmmm

#endif  // CMMM_ENGINE_PLAN_PROOF_H_
