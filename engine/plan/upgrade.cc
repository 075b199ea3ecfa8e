#include "engine/plan/upgrade.h"

#include <algorithm>
#include <set>
#include <utility>

namespace cmmm {
namespace {

// Costs with the number of steps as a last digit: of equal costs the fewest
// steps win, and no plan has a step it does not need.
class Costs {
 public:
  explicit Costs(const UpgradeProblem& problem)
      : base_(static_cast<int64_t>(problem.items.size()) * kGradeCodes + 1) {}
  int64_t Join(int64_t cost, int steps) const { return cost * base_ + steps; }
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
  std::optional<std::pair<int64_t, Upgrade>> Solve(const Goal& goal) const {
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
    return FindCheapestCover(groups, need, budget_);
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
    const GoalSolver solver(problem_, part.allowed, solved_, budget_);
    for (const Goal& goal : goals_) {
      if (budget_->over()) return;
      auto solved = solver.Solve(goal);
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
