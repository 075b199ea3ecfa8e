#include "engine/plan/upgrade.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/plan/solve_goal.h"

namespace cmmm {
namespace {

struct Open {
  int64_t joined = 0;  // the least cost of the case, prerequisites left out
  UpgradeCase part;
  Upgrade upgrade;

  // Cheapest first; of those the one split most often, to get to an end.
  friend bool operator<(const Open& a, const Open& b) {
    if (a.joined != b.joined) return a.joined < b.joined;
    return a.part.conditions.size() > b.part.conditions.size();
  }
};

class Search {
 public:
  Search(const UpgradeProblem& problem, const Ratio& total,
         SolvedThresholds* solved, WorkBudget* budget)
      : problem_(problem),
        solved_(solved),
        budget_(budget),
        goals_(GoalsFor(problem.questions, problem.scores, total)) {}

  UpgradeSearch Run(const std::vector<GradeSet>& allowed) {
    Add({allowed, {}});
    UpgradeSearch search;
    for (int looked = 0; !open_.empty() && !budget_->over(); ++looked) {
      const Open first = *open_.begin();
      const UpgradePrerequisite* broken = DearestBroken(first.upgrade);
      if (broken == nullptr) {
        search.best = first.upgrade;
        break;
      }
      if (looked == kMaxUpgradeCases) return {std::nullopt, {}, true};
      open_.erase(open_.begin());
      Split(first.part, *broken);
    }
    if (budget_->over()) return {std::nullopt, {}, true};
    for (const Open& open : open_) search.cases.push_back(open.part);
    search.cases.insert(search.cases.end(), hopeless_.begin(), hopeless_.end());
    return search;
  }

 private:
  void Add(UpgradeCase part) {
    // Eight prerequisites are looked through in the time of a step.
    const size_t rules = problem_.prerequisites.size() / 8;
    budget_->Spend(kStepsPerCase + static_cast<int64_t>(rules));
    std::optional<std::pair<int64_t, Upgrade>> best;
    for (const Goal& goal : goals_) {
      if (budget_->over()) return;
      auto solved = SolveGoal(problem_, goal, part.allowed, solved_, budget_);
      if (solved.has_value() &&
          (!best.has_value() || solved->first < best->first)) {
        best = std::move(solved);
      }
    }
    if (best.has_value()) {
      open_.insert({best->first, std::move(part), std::move(best->second)});
    } else {
      hopeless_.push_back(std::move(part));
    }
  }

  // The broken prerequisite that costs most to keep: it decides most.
  const UpgradePrerequisite* DearestBroken(const Upgrade& upgrade) const {
    const auto cost = [this](const UpgradePrerequisite& rule) {
      return problem_.items[rule.needs].cost[rule.at_least];
    };
    const UpgradePrerequisite* dearest = nullptr;
    for (const UpgradePrerequisite& rule : problem_.prerequisites) {
      if (IsBroken(problem_, upgrade, rule) &&
          (dearest == nullptr || cost(rule) > cost(*dearest))) {
        dearest = &rule;
      }
    }
    return dearest;
  }

  void Split(const UpgradeCase& part, const UpgradePrerequisite& rule) {
    UpgradeCase below = part;
    below.conditions.push_back({rule.needs, rule.at_least, false});
    below.allowed[rule.needs] &=
        static_cast<GradeSet>(~GradesFrom(rule.at_least));
    for (const UpgradePrerequisite& other : problem_.prerequisites) {
      if (other.needs != rule.needs || other.at_least < rule.at_least) continue;
      below.allowed[other.item] &=
          static_cast<GradeSet>(1u << problem_.items[other.item].from);
    }
    UpgradeCase above = part;
    above.conditions.push_back({rule.needs, rule.at_least, true});
    above.allowed[rule.needs] &= GradesFrom(rule.at_least);
    for (UpgradeCase* half : {&below, &above}) {
      if (std::find(half->allowed.begin(), half->allowed.end(), 0) ==
          half->allowed.end()) {
        Add(std::move(*half));
      } else {
        hopeless_.push_back(std::move(*half));
      }
    }
  }

  const UpgradeProblem& problem_;
  SolvedThresholds* const solved_;
  WorkBudget* const budget_;
  const std::vector<Goal> goals_;
  std::multiset<Open> open_;
  std::vector<UpgradeCase> hopeless_;  // nothing in them reaches a goal
};

}  // namespace

UpgradeSearch FindUpgrade(const UpgradeProblem& problem, const Ratio& total,
                          const std::vector<GradeSet>& allowed,
                          SolvedThresholds* solved, WorkBudget* budget) {
  return Search(problem, total, solved, budget).Run(allowed);
}

bool IsBroken(const UpgradeProblem& problem, const Upgrade& upgrade,
              const UpgradePrerequisite& rule) {
  return upgrade.to[rule.item] != problem.items[rule.item].from &&
         upgrade.to[rule.needs] < rule.at_least;
}

std::vector<GradeSet> AllowedGrades(const UpgradeProblem& problem) {
  std::vector<GradeSet> allowed;
  for (const UpgradeItem& item : problem.items) allowed.push_back(item.allowed);
  return allowed;
}

std::vector<GradeCode> GradesOf(const UpgradeItem& item, GradeSet allowed) {
  std::vector<GradeCode> grades;
  for (GradeCode grade = item.from; grade <= kFully; ++grade) {
    if ((allowed >> grade & 1) != 0) grades.push_back(grade);
  }
  return grades;
}

CoverGroup OptionsOf(const CompiledModel& model, const UpgradeItem& item,
                     GradeSet allowed) {
  CoverGroup options;
  for (const GradeCode grade : GradesOf(item, allowed)) {
    options.push_back({item.cost[grade],
                       item.gain_per_tenth * (model.grade_tenths[grade] -
                                              model.grade_tenths[item.from])});
  }
  return options;
}

int StepsBetween(GradeCode from, GradeCode to) {
  return std::max(to, kNot) - std::max(from, kNot);
}

std::vector<GradeCode> CodesAfter(const UpgradeProblem& problem,
                                  const Upgrade& upgrade,
                                  std::vector<GradeCode> codes) {
  for (size_t i = 0; i < problem.items.size(); ++i) {
    codes[problem.items[i].item] = upgrade.to[i];
  }
  return codes;
}

}  // namespace cmmm
