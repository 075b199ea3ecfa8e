#include "engine/plan/solve_goal.h"

#include <algorithm>

#include "engine/cover/held_cover.h"
#include "engine/plan/held_level.h"

namespace cmmm {
namespace {

// Costs with the number of steps as a last digit: of equal costs the fewest
// steps win, and no plan has a step it does not need.
class Costs {
 public:
  explicit Costs(const UpgradeProblem& problem)
      : base_(static_cast<int64_t>(problem.items.size()) * kGradeCodes + 1) {}
  int64_t Join(int64_t cost, int steps) const { return cost * base_ + steps; }
  // The greatest joined cost of what costs `cost`.
  int64_t Most(int64_t cost) const { return Join(cost, 0) + base_ - 1; }
  int64_t CostIn(int64_t joined) const { return joined / base_; }
  int StepsIn(int64_t joined) const { return static_cast<int>(joined % base_); }

 private:
  int64_t base_;
};

// One goal of a problem, solved without its prerequisites.
class GoalSolver {
 public:
  GoalSolver(const UpgradeProblem& problem,
             const std::vector<GradeSet>& allowed, SolvedThresholds* solved,
             WorkBudget* budget)
      : problem_(problem),
        allowed_(allowed),
        solved_(solved),
        budget_(budget),
        costs_(problem) {}

  // The cost with steps, and the grades; nothing when out of reach.
  std::optional<SolvedGoal> Solve(const Goal& goal) const {
    Upgrade upgrade;
    std::vector<uint8_t> covered(problem_.questions.assessed_levels, 0);
    int64_t joined = 0;
    upgrade.to.resize(problem_.items.size());
    for (const Threshold& threshold : goal) {
      const std::vector<int> items = ItemsOf(threshold);
      const std::optional<Cover>& cover = Cheapest(threshold, items);
      if (!cover.has_value()) return std::nullopt;
      joined += cover->cost;
      for (size_t g = 0; g < items.size(); ++g) {
        Take(items[g], cover->chosen[g], &upgrade);
      }
      for (const int k : threshold.levels) covered[k] = 1;
    }
    joined += TakeCheapestElsewhere(covered, &upgrade);
    upgrade.cost = costs_.CostIn(joined);
    upgrade.steps = costs_.StepsIn(joined);
    return std::make_pair(joined, upgrade);
  }

 private:
  // By level, then in model order.
  std::vector<int> ItemsOf(const Threshold& threshold) const {
    std::vector<int> items;
    for (const int k : threshold.levels) {
      for (int i = 0; i < static_cast<int>(problem_.items.size()); ++i) {
        if (problem_.items[i].level_index == k) items.push_back(i);
      }
    }
    return items;
  }

  const std::optional<Cover>& Cheapest(const Threshold& threshold,
                                       const std::vector<int>& items) const {
    std::vector<GradeSet> left;
    left.reserve(items.size());
    for (const int i : items) left.push_back(allowed_[i]);
    const auto [at, is_new] =
        solved_->try_emplace({threshold, std::move(left)}, std::nullopt);
    if (is_new) at->second = Solve(threshold, items);
    return at->second;
  }

  std::optional<Cover> Solve(const Threshold& threshold,
                             const std::vector<int>& items) const {
    int64_t need = threshold.need;
    std::vector<int64_t> factor(problem_.questions.assessed_levels, 0);
    for (size_t l = 0; l < threshold.levels.size(); ++l) {
      const int k = threshold.levels[l];
      factor[k] = threshold.factor[l];
      need -= factor[k] * problem_.scores.weighted[k];
    }
    std::vector<CoverGroup> groups;
    groups.reserve(items.size());
    for (const int i : items) {
      groups.push_back(JoinedOptions(i, factor[problem_.items[i].level_index]));
    }
    if (problem_.hold == 0) return FindCheapestCover(groups, need, budget_);
    return Hold(threshold, items, groups);
  }

  // The same with steps down to survive; `groups` have the joined costs.
  std::optional<Cover> Hold(const Threshold& threshold,
                            const std::vector<int>& items,
                            const std::vector<CoverGroup>& groups) const {
    return FindHeldCover(
        HeldGroupsOf(problem_, threshold, allowed_, items, groups),
        HeldNeed(problem_, threshold), problem_.hold, budget_, MostJoined());
  }

  int64_t MostJoined() const {
    return problem_.most_cost.has_value() ? costs_.Most(*problem_.most_cost)
                                          : kAnyCost;
  }

  CoverGroup JoinedOptions(int i, int64_t factor) const {
    const UpgradeItem& item = problem_.items[i];
    CoverGroup group = OptionsOf(*problem_.questions.model, item, allowed_[i]);
    const std::vector<GradeCode> grades = GradesOf(item, allowed_[i]);
    for (size_t o = 0; o < group.size(); ++o) {
      group[o] = {
          costs_.Join(group[o].cost, StepsBetween(item.from, grades[o])),
          group[o].gain * factor};
    }
    return group;
  }

  void Take(int i, int option, Upgrade* upgrade) const {
    upgrade->to[i] = GradesOf(problem_.items[i], allowed_[i])[option];
  }

  // Items of levels that no threshold is about: what they are forced to.
  int64_t TakeCheapestElsewhere(const std::vector<uint8_t>& covered,
                                Upgrade* upgrade) const {
    int64_t joined = 0;
    for (int i = 0; i < static_cast<int>(problem_.items.size()); ++i) {
      if (covered[problem_.items[i].level_index] != 0) continue;
      Take(i, 0, upgrade);
      joined += JoinedOptions(i, 1).front().cost;
    }
    return joined;
  }

  const UpgradeProblem& problem_;
  const std::vector<GradeSet>& allowed_;
  SolvedThresholds* const solved_;
  WorkBudget* const budget_;
  const Costs costs_;
};

}  // namespace

std::optional<SolvedGoal> SolveGoal(const UpgradeProblem& problem,
                                    const Goal& goal,
                                    const std::vector<GradeSet>& allowed,
                                    SolvedThresholds* solved,
                                    WorkBudget* budget) {
  return GoalSolver(problem, allowed, solved, budget).Solve(goal);
}

bool MeetsGoal(const UpgradeProblem& problem, const Goal& goal,
               const Upgrade& upgrade) {
  const CompiledModel& model = *problem.questions.model;
  IntVector weighted = problem.scores.weighted;
  std::vector<std::vector<HeldGroup>> levels(weighted.size());
  for (size_t i = 0; i < upgrade.to.size(); ++i) {
    const UpgradeItem& item = problem.items[i];
    weighted[item.level_index] +=
        item.gain_per_tenth *
        (model.grade_tenths[upgrade.to[i]] - model.grade_tenths[item.from]);
    levels[item.level_index].push_back(
        {{0, GainsDown(model, upgrade.to[i], upgrade.to[i],
                       item.gain_per_tenth)}});
  }
  for (const Threshold& threshold : goal) {
    int64_t sum = 0;
    for (size_t l = 0; l < threshold.levels.size(); ++l) {
      const int k = threshold.levels[l];
      int64_t level = weighted[k];
      if (problem.hold > 0) {
        std::vector<HeldGroup> groups = levels[k];
        AddSettled(problem, k, &groups);
        level +=
            LeastLeft(groups, std::vector<int>(groups.size(), 0), problem.hold);
      }
      sum += threshold.factor[l] * level;
    }
    if (sum < threshold.need) return false;
  }
  return true;
}

}  // namespace cmmm
