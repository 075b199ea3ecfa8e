// The cheapest set of grade raises that reaches a total.
//
// Every requirement that can be raised offers its grades as options with a
// cost and a gain; the thresholds of a goal (goal.h) are over disjoint levels,
// so each is a covering problem of its own (cover.h) and their least costs add
// up. Prerequisites tie levels together: they are left out first, and where
// the cheapest raises break one, the problem is split in two by what the
// breaking requirement waits for, until the cheapest of all cases breaks none.
//
//   least cost of case = min over goals of Σ thresholds (least cost of cover)
//                        + what the case forces at other levels
//
// Exact: int64_t throughout, compared and never rounded. Of upgrades of equal
// cost the one with the fewest steps is chosen; decision 0013 says why labels
// and not a solver.
#ifndef CMMM_ENGINE_PLAN_UPGRADE_H_
#define CMMM_ENGINE_PLAN_UPGRADE_H_

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "engine/cover/cover.h"
#include "engine/cover/goal.h"

namespace cmmm {

// Sets of grades, a bit per GradeCode.
// Bit g stands for code g (engine/base/grade_code.h), kOpen included.
using GradeSet = uint8_t;
inline constexpr GradeSet GradesFrom(GradeCode least) {
  return static_cast<GradeSet>(0xFFu << least);
}

// A requirement in scope that is not `fully` and not `not applicable`.
// Staying at `from` is always one of its choices, at the cost and gain 0.
struct UpgradeItem {
  int item = 0;  // index into CompiledModel::requirements
  int level_index = 0;
  GradeCode from = kOpen;
  // What one tenth more adds to `weighted` of its level.
  int64_t gain_per_tenth = 0;
  // Cost of getting from `from` to the grade; >= 0, not falling.
  std::array<int64_t, kGradeCodes> cost{};
  // Grades it may end with: `from` always, and what it may be raised to.
  GradeSet allowed = 0;
};

// `item` may be raised only when `needs` ends with `at_least` or better. Both
// are indices into UpgradeProblem::items. No cycles.
// What waits may stay as it is whatever becomes of `needs`.
struct UpgradePrerequisite {
  int item = 0;
  int needs = 0;
  GradeCode at_least = kFully;
};

// A requirement in scope that is `fully` already: it cannot be raised, but it
// can fall.
struct SettledItem {
  int item = 0;  // index into CompiledModel::requirements
  int level_index = 0;
  int64_t gain_per_tenth = 0;
};

// What is asked: everything but the total to reach.
// Valid as long as the model that `questions` points to.
struct UpgradeProblem {
  QuestionScope questions;
  LevelScores scores;  // now
  std::vector<UpgradeItem> items;
  std::vector<UpgradePrerequisite> prerequisites;
  // Steps down that every threshold must survive (held_cover.h); with them,
  // REQUIRES a progressive model: a threshold is over one level.
  int hold = 0;
  std::vector<SettledItem> settled;
  // What holds and costs more need not be found.
  std::optional<int64_t> most_cost;
};

// An answer: what every item ends with.
// `steps` counts by StepsBetween, so that open to `not` is none.
struct Upgrade {
  int64_t cost = 0;           // Σ of the items' `cost` to where they end
  int steps = 0;              // single grades up, all together
  std::vector<GradeCode> to;  // per item; its `from` when it stays
};

// A part of all upgrades: `needs` of a prerequisite ends below `at_least` (and
// so what waits for it stays), or there or above.
struct UpgradeCondition {
  int item = 0;
  GradeCode grade = kOpen;
  bool at_least = false;
};

// One of the cases the problem was split into.
struct UpgradeCase {
  std::vector<GradeSet> allowed;  // per item
  std::vector<UpgradeCondition> conditions;
};

// What a search found.
// Every upgrade that breaks no prerequisite is in exactly one case. Those that
// reach no goal are listed, too, so that a proof (proof.h) goes through all.
struct UpgradeSearch {
  // The cheapest; of those the one of fewest steps. Nothing: out of reach.
  std::optional<Upgrade> best;
  // Together all upgrades; in each, nothing is cheaper than `best`.
  std::vector<UpgradeCase> cases;
  // Too many cases, or the budget is over: `best` is empty and means nothing.
  bool gave_up = false;
};

// Most cases looked at before a search gives up.
// The caller refuses such a plan: PLAN_TOO_ENTANGLED.
inline constexpr int kMaxUpgradeCases = 4096;
// Steps of a case, beside those of its covers.
inline constexpr int64_t kStepsPerCase = 1024;

// Thresholds solved before, by what is left of the items of their levels: cases
// and totals that differ elsewhere share them. Of one problem only.
using SolvedThresholds =
    std::map<std::pair<Threshold, std::vector<GradeSet>>, std::optional<Cover>>;

// `allowed` [items] narrows the items' own sets. Deterministic, whatever is
// solved already. `budget` is that of the whole request.
// Cases are looked at cheapest first, so the first one that breaks nothing is
// the cheapest of all.
UpgradeSearch FindUpgrade(const UpgradeProblem& problem, const Ratio& total,
                          const std::vector<GradeSet>& allowed,
                          SolvedThresholds* solved, WorkBudget* budget);

// Whether `upgrade` raises something that still waits by `rule`.
bool IsBroken(const UpgradeProblem& problem, const Upgrade& upgrade,
              const UpgradePrerequisite& rule);

// The sets of the items themselves.
std::vector<GradeSet> AllowedGrades(const UpgradeProblem& problem);

// The options of an item that ends within `allowed`, by increasing grade.
// Gains are gain_per_tenth · (tenths of the grade - tenths of `from`), >= 0, in
// parts of the level's denominator.
CoverGroup OptionsOf(const CompiledModel& model, const UpgradeItem& item,
                     GradeSet allowed);
// The grades behind those options.
// One for one in the order of OptionsOf.
std::vector<GradeCode> GradesOf(const UpgradeItem& item, GradeSet allowed);

// Single grades from `from` up to `to`.
int StepsBetween(GradeCode from, GradeCode to);

// The answers after `upgrade`.
// `codes` are those now, [R]; only what `items` names is changed.
std::vector<GradeCode> CodesAfter(const UpgradeProblem& problem,
                                  const Upgrade& upgrade,
                                  std::vector<GradeCode> codes);

}  // namespace cmmm

#endif  // CMMM_ENGINE_PLAN_UPGRADE_H_
