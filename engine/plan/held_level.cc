#include "engine/plan/held_level.h"

#include <algorithm>

namespace cmmm {

std::vector<int64_t> GainsDown(const CompiledModel& model, GradeCode from,
                               GradeCode grade, int64_t gain_per_tenth) {
  std::vector<int64_t> gains;
  for (GradeCode g = std::max(grade, kNot); g >= kNot; --g) {
    gains.push_back(gain_per_tenth *
                    (model.grade_tenths[g] - model.grade_tenths[from]));
  }
  return gains;
}

HeldGroup HeldOptionsOf(const CompiledModel& model, const UpgradeItem& item,
                        GradeSet allowed, const CoverGroup& priced) {
  HeldGroup options;
  const std::vector<GradeCode> grades = GradesOf(item, allowed);
  for (size_t o = 0; o < grades.size(); ++o) {
    options.push_back({priced[o].cost, GainsDown(model, item.from, grades[o],
                                                 item.gain_per_tenth)});
  }
  return options;
}

HeldGroup SettledOption(const CompiledModel& model, const SettledItem& item) {
  return {{0, GainsDown(model, kFully, kFully, item.gain_per_tenth)}};
}

void AddSettled(const UpgradeProblem& problem, int level_index,
                std::vector<HeldGroup>* groups) {
  for (const SettledItem& item : problem.settled) {
    if (item.level_index != level_index) continue;
    groups->push_back(SettledOption(*problem.questions.model, item));
  }
}

std::vector<HeldGroup> HeldGroupsOf(const UpgradeProblem& problem,
                                    const Threshold& threshold,
                                    const std::vector<GradeSet>& allowed,
                                    const std::vector<int>& items,
                                    const std::vector<CoverGroup>& priced) {
  const CompiledModel& model = *problem.questions.model;
  std::vector<HeldGroup> groups;
  for (size_t g = 0; g < items.size(); ++g) {
    const int i = items[g];
    groups.push_back(
        HeldOptionsOf(model, problem.items[i], allowed[i], priced[g]));
  }
  AddSettled(problem, threshold.levels.front(), &groups);
  return groups;
}

int64_t HeldNeed(const UpgradeProblem& problem, const Threshold& threshold) {
  return threshold.need - problem.scores.weighted[threshold.levels.front()];
}

}  // namespace cmmm
