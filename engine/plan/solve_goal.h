// One goal of an upgrade, solved without its prerequisites: the cheapest raises
// that meet its thresholds, and hold them against steps down where the problem
// says so (held_cover.h).
//
//   joined = cost · (items · 6 + 1) + steps
//
// so that of equal costs the fewest steps win and no plan has a step too many.
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

// Nothing when the goal is out of reach with the grades `allowed` [items], and
// perhaps when it is held by more than problem.most_cost alone. Once
// `budget` is over the result means nothing.
// Items of levels that no threshold is about take their cheapest allowed grade.
// `solved` gains the thresholds that were not in it yet.
std::optional<SolvedGoal> SolveGoal(const UpgradeProblem& problem,
                                    const Goal& goal,
                                    const std::vector<GradeSet>& allowed,
                                    SolvedThresholds* solved,
                                    WorkBudget* budget);

// Whether `upgrade` meets every threshold of the goal, and holds it.
// Checked without a search, by adding up.
bool MeetsGoal(const UpgradeProblem& problem, const Goal& goal,
               const Upgrade& upgrade);

}  // namespace cmmm

#endif  // CMMM_ENGINE_PLAN_SOLVE_GOAL_H_
