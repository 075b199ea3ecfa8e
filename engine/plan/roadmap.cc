#include "engine/plan/roadmap.h"

#include <algorithm>

#include "absl/numeric/int128.h"

namespace cmmm {
namespace {

class RoadmapPlanner {
 public:
  RoadmapPlanner(const UpgradeProblem& problem, const Upgrade& upgrade)
      : problem_(problem), upgrade_(upgrade), scores_(problem.scores) {
    const size_t items = problem.items.size();
    needs_.resize(items);
    is_left_.resize(items, 0);
    for (int i = 0; i < static_cast<int>(items); ++i) {
      if (upgrade.to[i] == problem.items[i].from) continue;
      left_.push_back(i);
      is_left_[i] = 1;
    }
    for (const UpgradePrerequisite& rule : problem.prerequisites) {
      if (is_left_[rule.item] != 0) needs_[rule.item].push_back(rule.needs);
    }
    std::stable_sort(left_.begin(), left_.end(),
                     [this](int a, int b) { return Before(a, b); });
  }

  std::vector<RoadmapStep> Make() {
    std::vector<RoadmapStep> steps;
    while (!left_.empty()) {
      const auto next = std::find_if(left_.begin(), left_.end(),
                                     [this](int i) { return IsReady(i); });
      const int item = *next;
      left_.erase(next);
      is_left_[item] = 0;
      steps.push_back(Take(item, steps.empty() ? 0 : steps.back().cost_so_far));
    }
    return steps;
  }

 private:
  int64_t Cost(int i) const { return problem_.items[i].cost[upgrade_.to[i]]; }

  int64_t Gain(int i) const {
    const UpgradeItem& item = problem_.items[i];
    const auto& tenths = problem_.questions.model->grade_tenths;
    return item.gain_per_tenth * (tenths[upgrade_.to[i]] - tenths[item.from]);
  }

  bool Before(int a, int b) const {
    const int level_a = problem_.items[a].level_index;
    const int level_b = problem_.items[b].level_index;
    if (level_a != level_b) return level_a < level_b;
    return absl::int128{Gain(a)} * Cost(b) > absl::int128{Gain(b)} * Cost(a);
  }

  // Whether nothing that is still to be raised must come first.
  bool IsReady(int i) const {
    return std::none_of(needs_[i].begin(), needs_[i].end(),
                        [this](int needed) { return is_left_[needed] != 0; });
  }

  RoadmapStep Take(int i, int64_t cost_before) {
    const UpgradeItem& item = problem_.items[i];
    const CompiledModel& model = *problem_.questions.model;
    scores_.weighted[item.level_index] += Gain(i);
    RoadmapStep step;
    step.item = i;
    step.to = upgrade_.to[i];
    step.cost = Cost(i);
    step.cost_so_far = cost_before + step.cost;
    step.gain = Fraction::Of(
        Gain(i), scores_.weights->whole[item.level_index] * model.full_mean);
    step.after = DecideLevel(problem_.questions, scores_);
    return step;
  }

  const UpgradeProblem& problem_;
  const Upgrade& upgrade_;
  LevelScores scores_;  // with the steps taken
  std::vector<int> left_;
  std::vector<uint8_t> is_left_;         // per item, the same
  std::vector<std::vector<int>> needs_;  // per item, what it waits for
};

}  // namespace

std::vector<RoadmapStep> MakeRoadmap(const UpgradeProblem& problem,
                                     const Upgrade& upgrade) {
  return RoadmapPlanner(problem, upgrade).Make();
}

}  // namespace cmmm
