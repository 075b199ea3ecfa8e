#include "engine/plan/plan_request_messages.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/plan/prerequisites_messages.h"

namespace cmmm {
namespace {

constexpr int kSteps = kFully - kNot;
// Of raising a requirement from not to partly, to mostly, to fully.
using StepCosts = std::array<int64_t, kSteps>;

class PlanReader {
 public:
  PlanReader(const Assessment& assessment,
             const v1::PlanUpgradeRequest& request, Violations* violations)
      : assessment_(assessment),
        model_(assessment.model()),
        request_(request),
        violations_(violations),
        costs_(model_.requirement_count(), StepCosts{1, 1, 1}),
        frozen_(model_.requirement_count(), 0),
        index_(model_.requirement_count(), -1) {}

  UpgradeProblem Read() {
    CheckNumbers();
    ReadCosts();
    ReadFrozen();
    UpgradeProblem problem;
    problem.questions = assessment_.questions;
    problem.scores = assessment_.scores;
    problem.hold = request_.hold();
    // Without scores there is nothing to raise yet, but all is checked.
    if (violations_->empty()) AddItems(&problem);
    const std::vector<PrerequisiteRule> rules =
        ReadPrerequisites(model_, request_, violations_);
    CheckCostSum(problem);
    for (const PrerequisiteRule& rule : rules) AddRule(rule, &problem);
    return problem;
  }

 private:
  void Add(std::string field, const char* rule, absl::string_view value,
           std::string message) {
    violations_->Add(std::move(field), rule, value, std::move(message));
  }

  void CheckNumbers() {
    const int levels = assessment_.questions.assessed_levels;
    const int target = request_.target_level();
    if (target < 0 || target > levels) {
      Add("target_level", "plan.target_range", absl::StrCat(target),
          absl::StrCat("must be 0 to ", levels, ", got ", target));
    }
    if (request_.budget() < 0) {
      Add("budget", "plan.budget_negative", absl::StrCat(request_.budget()),
          "a budget is 0 or more");
    }
    CheckHold();
    const int count = request_.alternatives();
    if (count < 0 || count > kMaxAlternatives) {
      Add("alternatives", "plan.alternatives_range", absl::StrCat(count),
          absl::StrCat("must be 0 to ", kMaxAlternatives, ", got ", count));
    }
  }

  void CheckHold() {
    const int hold = request_.hold();
    if (hold < 0 || hold > kMaxHold) {
      Add("hold", "plan.hold_range", absl::StrCat(hold),
          absl::StrCat("must be 0 to ", kMaxHold, ", got ", hold));
    }
    if (hold == 0) return;
    if (model_.accumulation != Accumulation::kProgressive) {
      Add("hold", "plan.hold_cumulative", absl::StrCat(hold),
          "a level is held against downgrades only where the total is "
          "progressive");
    }
  }

  // The requirements of a sub-domain or the one requirement; empty when there
  // is no such thing.
  std::vector<int> Find(const std::string& id) const {
    if (const int item = FindRequirement(model_, id); item >= 0) return {item};
    const absl::string_view named = model_.names.Subdomain(id);
    std::vector<int> items;
    int subdomain = 0;
    while (subdomain < model_.subdomain_count &&
           model_.subdomain(subdomain).id != named) {
      ++subdomain;
    }
    for (int i = 0; i < model_.requirement_count(); ++i) {
      if (model_.requirements[i].subdomain == subdomain) items.push_back(i);
    }
    return items;
  }

  void AddUnknown(std::string field, const std::string& id, const char* what) {
    Add(std::move(field), "plan.unknown_id", id,
        absl::StrCat("`", Printable(id), "` is no ", what, " of ", model_.id));
  }

  // All, then sub-domains, then requirements, so that the narrower one wins.
  void ReadCosts() {
    std::set<std::string> seen;
    std::array<std::vector<std::pair<std::vector<int>, StepCosts>>, 3> tiers;
    for (int c = 0; c < request_.costs_size(); ++c) {
      const v1::RaiseCost& entry = request_.costs(c);
      const std::string field = absl::StrCat("costs[", c, "]");
      if (!seen.insert(entry.id()).second) {
        Add(field + ".id", "plan.duplicate_cost", entry.id(),
            absl::StrCat("`", Printable(entry.id()), "` has a cost already"));
      }
      const StepCosts steps = ReadSteps(entry, field);
      if (entry.id().empty()) {
        std::vector<int> all(model_.requirement_count());
        for (size_t i = 0; i < all.size(); ++i) all[i] = static_cast<int>(i);
        tiers[0].emplace_back(std::move(all), steps);
        continue;
      }
      std::vector<int> items = Find(entry.id());
      if (items.empty()) {
        AddUnknown(field + ".id", entry.id(), "requirement or sub-domain");
        continue;
      }
      const bool narrow = FindRequirement(model_, entry.id()) >= 0;
      tiers[narrow ? 2 : 1].emplace_back(std::move(items), steps);
    }
    for (const auto& tier : tiers) {
      for (const auto& [items, steps] : tier) {
        for (const int i : items) costs_[i] = steps;
      }
    }
  }

  StepCosts ReadSteps(const v1::RaiseCost& entry, const std::string& field) {
    const auto read = [&](bool has, int cost, const char* name) -> int64_t {
      if (!has) return 1;
      if (cost < 0 || cost > kMaxRaiseCost) {
        Add(absl::StrCat(field, ".", name), "plan.cost_range",
            absl::StrCat(cost),
            absl::StrCat("must be 0 to ", kMaxRaiseCost, ", got ", cost));
        return 1;
      }
      return cost;
    };
    return {
        read(entry.has_not_to_partly(), entry.not_to_partly(), "not_to_partly"),
        read(entry.has_partly_to_mostly(), entry.partly_to_mostly(),
             "partly_to_mostly"),
        read(entry.has_mostly_to_fully(), entry.mostly_to_fully(),
             "mostly_to_fully")};
  }

  void ReadFrozen() {
    for (int f = 0; f < request_.frozen_ids_size(); ++f) {
      const std::vector<int> items = Find(request_.frozen_ids(f));
      if (items.empty()) {
        AddUnknown(absl::StrCat("frozen_ids[", f, "]"), request_.frozen_ids(f),
                   "requirement or sub-domain");
      }
      for (const int i : items) frozen_[i] = 1;
    }
  }

  void AddItems(UpgradeProblem* problem) {
    const LevelScores& scores = assessment_.scores;
    for (int i = 0; i < model_.requirement_count(); ++i) {
      const GradeCode from = assessment_.answers.codes[i];
      if (!InScope(assessment_.questions, i) || from > kFully) continue;
      const ModelRequirement& requirement = model_.requirements[i];
      if (from == kFully) {
        problem->settled.push_back({i, requirement.level_index,
                                    scores.GainPerTenth(model_, requirement)});
        continue;
      }
      UpgradeItem item;
      item.item = i;
      item.level_index = requirement.level_index;
      item.from = from;
      item.gain_per_tenth = scores.GainPerTenth(model_, requirement);
      item.allowed = static_cast<GradeSet>(1u << from);
      int64_t cost = 0;
      for (GradeCode grade = std::max(from, kNot); grade < kFully; ++grade) {
        cost += costs_[i][grade - kNot];
        item.cost[grade + 1] = cost;
        if (frozen_[i] == 0) {
          item.allowed |= static_cast<GradeSet>(1u << (grade + 1));
        }
      }
      index_[i] = static_cast<int>(problem->items.size());
      problem->items.push_back(item);
    }
  }

  void CheckCostSum(const UpgradeProblem& problem) {
    int64_t sum = 0;
    for (const UpgradeItem& item : problem.items) sum += item.cost[kFully];
    if (sum <= std::numeric_limits<int32_t>::max()) return;
    Add("costs", "plan.costs_too_large", absl::StrCat(sum),
        absl::StrCat("all raises together cost ", sum,
                     ", more than 2147483647; use larger units"));
  }

  // Only what is not fulfilled already, of what may be raised.
  void AddRule(const PrerequisiteRule& rule, UpgradeProblem* problem) const {
    const int item = index_[rule.item];
    const int needs = index_[rule.needs];
    if (item < 0 || needs < 0 || rule.at_least <= kNot ||
        problem->items[needs].from >= rule.at_least) {
      return;
    }
    problem->prerequisites.push_back({item, needs, rule.at_least});
  }

  const Assessment& assessment_;
  const CompiledModel& model_;
  const v1::PlanUpgradeRequest& request_;
  Violations* violations_;
  std::vector<StepCosts> costs_;  // [R]
  std::vector<uint8_t> frozen_;   // [R]
  std::vector<int> index_;        // [R], into the problem's items; -1: none
};

}  // namespace

UpgradeProblem ReadUpgradeProblem(const Assessment& assessment,
                                  const v1::PlanUpgradeRequest& request,
                                  Violations* violations) {
  return PlanReader(assessment, request, violations).Read();
}

UpgradeProblem PlainUpgradeProblem(const Assessment& assessment) {
  Violations none;
  return ReadUpgradeProblem(assessment, {}, &none);
}

}  // namespace cmmm
