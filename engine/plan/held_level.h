// The covers of an upgrade that holds its target (held_cover.h): what every
// answer of a level is worth after steps down.
#ifndef CMMM_ENGINE_PLAN_HELD_LEVEL_H_
#define CMMM_ENGINE_PLAN_HELD_LEVEL_H_

#include <cstdint>
#include <vector>

#include "engine/cover/held_cover.h"
#include "engine/plan/upgrade.h"

namespace cmmm {

// What `grade` is worth after 0, 1, … steps down to `not`, relative to `from`,
// the answer now.
std::vector<int64_t> GainsDown(const CompiledModel& model, GradeCode from,
                               GradeCode grade, int64_t gain_per_tenth);

// The options of an item that ends within `allowed`, at the costs of `priced`,
// which has the same ones.
HeldGroup HeldOptionsOf(const CompiledModel& model, const UpgradeItem& item,
                        GradeSet allowed, const CoverGroup& priced);

// The one option of an item that can only fall.
HeldGroup SettledOption(const CompiledModel& model, const SettledItem& item);

// Adds the groups of the level that can only fall, in the order of `settled`.
void AddSettled(const UpgradeProblem& problem, int level_index,
                std::vector<HeldGroup>* groups);

// The groups of the level of `threshold`: of `items`, at the costs of `priced`,
// a group each; then of what can only fall, as AddSettled.
std::vector<HeldGroup> HeldGroupsOf(const UpgradeProblem& problem,
                                    const Threshold& threshold,
                                    const std::vector<GradeSet>& allowed,
                                    const std::vector<int>& items,
                                    const std::vector<CoverGroup>& priced);

// What the groups of the level of `threshold` must be worth together. REQUIRES:
// it is over one level, by the factor 1, as those of progressive totals are.
int64_t HeldNeed(const UpgradeProblem& problem, const Threshold& threshold);

}  // namespace cmmm

#endif  // CMMM_ENGINE_PLAN_HELD_LEVEL_H_
