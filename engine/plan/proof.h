// Why no upgrade costs less: what v1::PlanProof says, as plain data, to be
// checked without a search (tests/oracle/check_proof.cc does).
//
// Every upgrade is in one of the cases, which differ in their conditions, and
// reaches the total by one of the goals (engine/cover/goal.h). So it is enough
// that every goal of every case costs as much as the upgrade found.
#ifndef CMMM_ENGINE_PLAN_PROOF_H_
#define CMMM_ENGINE_PLAN_PROOF_H_

#include <cstdint>
#include <vector>

#include "engine/cover/held_cover.h"
#include "engine/plan/upgrade.h"

namespace cmmm {

// Of one threshold in one case: meeting it costs `least_cost` or more, or is
// impossible (its greatest gains together are not enough).
// need and gains are in parts of the threshold's whole (engine/cover/goal.h).
struct ThresholdProof {
  Threshold threshold;
  bool impossible = false;
  int64_t least_cost = 0;
  std::vector<int> items;  // the groups of `proof`, indices into `items`
  CoverProof proof;        // nothing costs least_cost - 1; none at 0
  // With `hold`, in place of `proof`. Its groups are `items`, then what can
  // only fall at the level, indices into `settled`.
  HeldProof held;
  std::vector<int> settled;
};

// Every goal costs at least the upgrade's cost: in each the least costs of the
// thresholds and `elsewhere` add up to it, or one is impossible.
// `conditions` say what the case is, `allowed` which grades they leave.
struct CaseProof {
  std::vector<UpgradeCondition> conditions;
  std::vector<GradeSet> allowed;  // [items]; an empty set: nothing is in it
  struct OfGoal {
    std::vector<ThresholdProof> thresholds;
    int64_t elsewhere = 0;  // what the case forces outside the goal's levels
  };
  std::vector<OfGoal> goals;  // none when nothing is in the case
};

// One proof per case of the search. Costs are without the number of steps.
// Incomplete once `budget` is over.
// Each case costs steps of the budget for itself, beside its covers, so that a
// plan with thousands of them stays bounded.
std::vector<CaseProof> ProveUpgrade(const UpgradeProblem& problem,
                                    const Ratio& total,
                                    const std::vector<UpgradeCase>& cases,
                                    WorkBudget* budget);

}  // namespace cmmm

#endif  // CMMM_ENGINE_PLAN_PROOF_H_
