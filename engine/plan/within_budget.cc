#include "engine/plan/within_budget.h"

#include <numeric>
#include <utility>

namespace cmmm {
namespace {

// A denominator of every total.
int64_t CommonWhole(const UpgradeProblem& problem) {
  int64_t common = 1;
  for (int k = 0; k < problem.questions.assessed_levels; ++k) {
    common = std::lcm(common, problem.scores.weights->whole[k] *
                                  problem.questions.model->full_mean);
  }
  return common;
}

}  // namespace

BudgetUpgrade BestWithin(UpgradeProblem problem, const Decision& now,
                         int64_t budget, WorkBudget* work) {
  problem.most_cost = budget;
  SolvedThresholds solved;
  const int64_t common = CommonWhole(problem);
  const std::vector<GradeSet> allowed = AllowedGrades(problem);
  const Fraction& total = now.deciding.total;
  BudgetUpgrade best;
  // Totals in parts of `common`: `reached` is, `beyond` is not.
  int64_t reached = problem.hold > 0
                        ? 0  // Nothing is held for sure yet.
                        : total.numerator * (common / total.denominator);
  int64_t beyond = problem.questions.assessed_levels * common + 1;
  for (const UpgradeItem& item : problem.items) {
    best.upgrade.to.push_back(item.from);
  }
  while (beyond - reached > 1) {
    const int64_t middle = reached + (beyond - reached) / 2;
    UpgradeSearch search =
        FindUpgrade(problem, {middle, common}, allowed, &solved, work);
    if (search.gave_up) return {{}, true};
    if (search.best.has_value() && search.best->cost <= budget) {
      reached = middle;
      best.upgrade = *std::move(search.best);
    } else {
      beyond = middle;
    }
  }
  return best;
}

}  // namespace cmmm
