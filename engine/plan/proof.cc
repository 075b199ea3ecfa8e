#include "engine/plan/proof.h"

#include <algorithm>

#include "engine/plan/held_level.h"

namespace cmmm {
namespace {

// The same with steps down to survive; `groups` are those of `proof->items`.
void ProveHeld(const UpgradeProblem& problem,
               const std::vector<GradeSet>& allowed,
               const std::vector<CoverGroup>& groups, WorkBudget* budget,
               ThresholdProof* proof) {
  const int k = proof->threshold.levels.front();
  const std::vector<HeldGroup> held =
      HeldGroupsOf(problem, proof->threshold, allowed, proof->items, groups);
  for (size_t s = 0; s < problem.settled.size(); ++s) {
    if (problem.settled[s].level_index != k) continue;
    proof->settled.push_back(static_cast<int>(s));
  }
  const int64_t need = HeldNeed(problem, proof->threshold);
  const auto cover = FindHeldCover(held, need, problem.hold, budget);
  proof->impossible = !cover.has_value();
  if (proof->impossible || cover->cost == 0) return;
  proof->least_cost = cover->cost;
  proof->held = ProveNoHeldCover(held, need, problem.hold, *cover, budget);
}

ThresholdProof ProveThreshold(const UpgradeProblem& problem,
                              const std::vector<GradeSet>& allowed,
                              const Threshold& threshold, WorkBudget* budget) {
  ThresholdProof proof;
  proof.threshold = threshold;
  int64_t need = threshold.need;
  std::vector<CoverGroup> groups;
  for (size_t l = 0; l < threshold.levels.size(); ++l) {
    const int k = threshold.levels[l];
    need -= threshold.factor[l] * problem.scores.weighted[k];
    for (int i = 0; i < static_cast<int>(problem.items.size()); ++i) {
      if (problem.items[i].level_index != k) continue;
      proof.items.push_back(i);
      groups.push_back(
          OptionsOf(*problem.questions.model, problem.items[i], allowed[i]));
      for (CoverOption& option : groups.back()) {
        option.gain *= threshold.factor[l];
      }
    }
  }
  if (problem.hold > 0) {
    ProveHeld(problem, allowed, groups, budget, &proof);
    return proof;
  }
  const std::optional<Cover> cover = FindCheapestCover(groups, need, budget);
  proof.impossible = !cover.has_value();
  if (proof.impossible || cover->cost == 0) return proof;
  proof.least_cost = cover->cost;
  proof.proof = ProveNoCover(groups, need, cover->cost - 1, budget);
  return proof;
}

// The least cost of the items of levels that the goal is not about.
int64_t CostElsewhere(const UpgradeProblem& problem,
                      const std::vector<GradeSet>& allowed, const Goal& goal) {
  std::vector<uint8_t> covered(problem.questions.assessed_levels, 0);
  for (const Threshold& threshold : goal) {
    for (const int k : threshold.levels) covered[k] = 1;
  }
  int64_t cost = 0;
  for (size_t i = 0; i < problem.items.size(); ++i) {
    const UpgradeItem& item = problem.items[i];
    if (covered[item.level_index] == 0) {
      cost += item.cost[GradesOf(item, allowed[i]).front()];
    }
  }
  return cost;
}

}  // namespace

std::vector<CaseProof> ProveUpgrade(const UpgradeProblem& problem,
                                    const Ratio& total,
                                    const std::vector<UpgradeCase>& cases,
                                    WorkBudget* budget) {
  const std::vector<Goal> goals =
      GoalsFor(problem.questions, problem.scores, total);
  std::vector<CaseProof> proofs;
  for (const UpgradeCase& part : cases) {
    if (!budget->Spend(kStepsPerCase)) break;
    CaseProof proof;
    proof.conditions = part.conditions;
    proof.allowed = part.allowed;
    const bool empty = std::find(part.allowed.begin(), part.allowed.end(), 0) !=
                       part.allowed.end();
    for (const Goal& goal : goals) {
      if (empty) break;  // no upgrade is in the case at all
      CaseProof::OfGoal& of_goal = proof.goals.emplace_back();
      of_goal.elsewhere = CostElsewhere(problem, part.allowed, goal);
      for (const Threshold& threshold : goal) {
        of_goal.thresholds.push_back(
            ProveThreshold(problem, part.allowed, threshold, budget));
      }
    }
    proofs.push_back(std::move(proof));
  }
  return proofs;
}

}  // namespace cmmm
