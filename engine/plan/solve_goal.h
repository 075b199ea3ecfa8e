// One goal of an upgrade, solved without its prerequisites: the cheapest raises
// that meet its thresholds, and hold them against steps down where the problem
// says so (held_cover.h).
#ifndef CMMM_ENGINE_PLAN_SOLVE_GOAL_H_
#define CMMM_ENGINE_PLAN_SOLVE_GOAL_H_

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/plan/upgrade.h"

namespace cmmm {

// The cost with the steps as its last digits, which orders upgrades, and the
// upgrade.
using SolvedGoal = std::pair<int64_t, Upgrade>;

// Nothing when the goal is out of reach with the grades `allowed` [items]. Once
// `budget` is over the result means nothing.
std::optional<SolvedGoal> SolveGoal(const UpgradeProblem& problem,
                                    const Goal& goal,
                                    const std::vector<GradeSet>& allowed,
                                    SolvedThresholds* solved,
                                    WorkBudget* budget);

// Whether `upgrade` meets every threshold of the goal, and holds it.
bool MeetsGoal(const UpgradeProblem& problem, const Goal& goal,
               const Upgrade& upgrade);

}  // namespace cmmm

#endif  // CMMM_ENGINE_PLAN_SOLVE_GOAL_H_
