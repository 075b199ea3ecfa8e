// From a PlanUpgradeRequest to the problem to solve.
#ifndef CMMM_ENGINE_PLAN_PLAN_REQUEST_MESSAGES_H_
#define CMMM_ENGINE_PLAN_PLAN_REQUEST_MESSAGES_H_

#include "cmmm/v1/plan.pb.h"
#include "engine/assess.h"
#include "engine/base/violations.h"
#include "engine/plan/upgrade.h"

namespace cmmm {

// Costs of one raise, most, and further plans, most.
inline constexpr int kMaxRaiseCost = 1'000'000;
inline constexpr int kMaxAlternatives = 20;
// Downgrades that a plan can be asked to survive, most.
inline constexpr int kMaxHold = 20;

// Checks everything of the request but its assessment and adds what is wrong:
//   plan.target_range, plan.budget_negative, plan.alternatives_range,
//   plan.unknown_id, plan.duplicate_cost, plan.cost_range,
//   plan.costs_too_large (all raises together pass 2^31 - 1),
//   plan.grade_range, plan.prerequisite_cycle, plan.hold_range,
//   plan.hold_cumulative (the model's total is).
// The problem counts only when nothing was violated.
UpgradeProblem ReadUpgradeProblem(const Assessment& assessment,
                                  const v1::PlanUpgradeRequest& request,
                                  Violations* violations);

// The problem with default costs and nothing else.
UpgradeProblem PlainUpgradeProblem(const Assessment& assessment);

}  // namespace cmmm

#endif  // CMMM_ENGINE_PLAN_PLAN_REQUEST_MESSAGES_H_
