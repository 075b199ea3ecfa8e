#include "engine/plan/next_upgrades.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "engine/plan/solve_goal.h"

namespace cmmm {
namespace {

// Upgrades looked at that turn out to have a raise to spare.
constexpr int kMaxSkipped = 64;

struct Candidate {
  Upgrade upgrade;
  std::vector<GradeSet> allowed;  // the part it is the cheapest of
  int sequence = 0;

  friend bool operator<(const Candidate& a, const Candidate& b) {
    return std::tie(a.upgrade.cost, a.upgrade.steps, a.sequence) <
           std::tie(b.upgrade.cost, b.upgrade.steps, b.sequence);
  }
};

class Partition {
 public:
  Partition(const UpgradeProblem& problem, const Ratio& total,
            WorkBudget* budget)
      : problem_(problem),
        total_(total),
        budget_(budget),
        goals_(GoalsFor(problem.questions, problem.scores, total)) {}

  std::vector<Upgrade> After(const Upgrade& best, int count) {
    Split({best, AllowedGrades(problem_), 0});
    std::vector<Upgrade> next;
    int skipped = 0;
    while (static_cast<int>(next.size()) < count && !candidates_.empty() &&
           skipped <= kMaxSkipped && !budget_->over()) {
      const Candidate first = *candidates_.begin();
      candidates_.erase(candidates_.begin());
      if (HasRaiseToSpare(first.upgrade)) {
        ++skipped;
      } else {
        next.push_back(first.upgrade);
      }
      Split(first);
    }
    return next;
  }

 private:
  // Another upgrade without a raise to spare ends below this one somewhere: one
  // that ends nowhere below it can do without what it has more. So the parts
  // are, per raise of this one: below it there, and at it or above in the
  // raises before.
  void Split(const Candidate& whole) {
    std::vector<GradeSet> allowed = whole.allowed;
    for (size_t i = 0; i < allowed.size() && !budget_->over(); ++i) {
      const GradeSet from_here = GradesFrom(whole.upgrade.to[i]);
      std::vector<GradeSet> part = allowed;
      part[i] &= static_cast<GradeSet>(~from_here);
      if (part[i] != 0) Add(std::move(part));
      allowed[i] &= from_here;
    }
  }

  void Add(std::vector<GradeSet> part) {
    auto search = FindUpgrade(problem_, total_, part, &solved_, budget_);
    if (!search.best.has_value()) return;
    candidates_.insert({*std::move(search.best), std::move(part), ++sequence_});
  }

  bool HasRaiseToSpare(const Upgrade& upgrade) const {
    const size_t rules = problem_.prerequisites.size() / 8;
    for (size_t i = 0; i < upgrade.to.size(); ++i) {
      if (!budget_->Spend(static_cast<int64_t>(rules) + 8)) return false;
      const UpgradeItem& item = problem_.items[i];
      const auto grades = GradesOf(item, item.allowed);
      Upgrade less = upgrade;
      for (const GradeCode grade : grades) {
        if (grade < upgrade.to[i]) less.to[i] = grade;
      }
      if (less.to[i] != upgrade.to[i] && KeepsRules(less) && Reaches(less)) {
        return true;
      }
    }
    return false;
  }

  bool KeepsRules(const Upgrade& upgrade) const {
    return std::none_of(
        problem_.prerequisites.begin(), problem_.prerequisites.end(),
        [&](const auto& rule) { return IsBroken(problem_, upgrade, rule); });
  }

  bool Reaches(const Upgrade& upgrade) const {
    return std::any_of(goals_.begin(), goals_.end(), [&](const Goal& goal) {
      return MeetsGoal(problem_, goal, upgrade);
    });
  }

  const UpgradeProblem& problem_;
  const Ratio total_;
  WorkBudget* const budget_;
  const std::vector<Goal> goals_;
  SolvedThresholds solved_;
  std::multiset<Candidate> candidates_;
  int sequence_ = 0;
};

}  // namespace

std::vector<Upgrade> NextUpgrades(const UpgradeProblem& problem,
                                  const Ratio& total, const Upgrade& best,
                                  int count, WorkBudget* budget) {
  if (count == 0) return {};
  return Partition(problem, total, budget).After(best, count);
}

}  // namespace cmmm
