#include "engine/plan/prerequisites_messages.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace cmmm {
namespace {

// The lowest grade that is worth a satisfied level.
GradeCode SatisfyingGrade(const CompiledModel& model) {
  GradeCode grade = kNot;
  while (grade < kFully &&
         model.grade_tenths[grade] * 10 < model.satisfied_at_percent) {
    ++grade;
  }
  return grade;
}

class Reader {
 public:
  Reader(const CompiledModel& model, const v1::PlanUpgradeRequest& request,
         Violations* violations)
      : model_(model),
        request_(request),
        violations_(violations),
        seen_(size_t{1} * model.requirement_count() * model.requirement_count(),
              0) {}

  std::vector<PrerequisiteRule> Read() {
    ReadEntries();
    if (request_.lower_levels_first()) AddLowerLevelsFirst();
    CheckCycles();
    return std::move(rules_);
  }

 private:
  void Add(std::string field, const char* rule, absl::string_view value,
           std::string message) {
    violations_->Add(std::move(field), rule, value, std::move(message));
  }

  void ReadEntries() {
    for (int p = 0; p < request_.prerequisites_size(); ++p) {
      const v1::Prerequisite& entry = request_.prerequisites(p);
      const std::string field = absl::StrCat("prerequisites[", p, "].");
      PrerequisiteRule rule;
      rule.item = FindOne(entry.requirement_id(), field + "requirement_id");
      rule.needs = FindOne(entry.needs_id(), field + "needs_id");
      rule.at_least = entry.at_least() == v1::GRADE_UNSPECIFIED
                          ? SatisfyingGrade(model_)
                          : static_cast<GradeCode>(entry.at_least());
      if (entry.at_least() < 0 || entry.at_least() > v1::GRADE_FULLY) {
        Add(field + "at_least", "plan.grade_range",
            absl::StrCat(entry.at_least()), "is no grade");
      }
      if (rule.item >= 0 && rule.needs >= 0) AddRule(rule);
    }
  }

  // A rule said twice counts once, so that their number is bounded.
  void AddRule(const PrerequisiteRule& rule) {
    uint8_t& seen =
        seen_[size_t{1} * rule.item * model_.requirement_count() + rule.needs];
    const auto bit = static_cast<uint8_t>(1u << (rule.at_least & 7));
    if ((seen & bit) == 0) rules_.push_back(rule);
    seen |= bit;
  }

  int FindOne(const std::string& id, std::string field) {
    if (const int item = FindRequirement(model_, id); item >= 0) return item;
    Add(std::move(field), "plan.unknown_id", id,
        absl::StrCat("`", Printable(id), "` is no requirement of ", model_.id));
    return -1;
  }

  void AddLowerLevelsFirst() {
    const GradeCode at_least = SatisfyingGrade(model_);
    for (int i = 0; i < model_.requirement_count(); ++i) {
      const ModelRequirement& item = model_.requirements[i];
      for (int j = 0; j < model_.requirement_count(); ++j) {
        const ModelRequirement& lower = model_.requirements[j];
        if (lower.subdomain == item.subdomain &&
            lower.level_index < item.level_index) {
          AddRule({i, j, at_least});
        }
      }
    }
  }

  // Follows what each requirement waits for; a way back to it is a cycle.
  void CheckCycles() {
    std::vector<std::vector<int>> needs(model_.requirement_count());
    for (const PrerequisiteRule& rule : rules_)
      needs[rule.item].push_back(rule.needs);
    std::vector<uint8_t> state(needs.size(), 0);  // 1: on the way, 2: done
    std::vector<int> way;
    for (int i = 0; i < model_.requirement_count(); ++i) {
      if (FindCycle(needs, i, &state, &way)) return;
    }
  }

  bool FindCycle(const std::vector<std::vector<int>>& needs, int i,
                 std::vector<uint8_t>* state, std::vector<int>* way) {
    if ((*state)[i] == 2) return false;
    way->push_back(i);
    if ((*state)[i] == 1) {
      AddCycle(*way);
      return true;
    }
    (*state)[i] = 1;
    for (const int next : needs[i]) {
      if (FindCycle(needs, next, state, way)) return true;
    }
    (*state)[i] = 2;
    way->pop_back();
    return false;
  }

  void AddCycle(const std::vector<int>& way) {
    const auto first = std::find(way.begin(), way.end(), way.back());
    std::vector<std::string> ids;
    for (auto at = first; at != way.end(); ++at) {
      ids.push_back(model_.requirements[*at].id);
    }
    Add("prerequisites", "plan.prerequisite_cycle", ids.front(),
        absl::StrCat("each waits for the next: ", absl::StrJoin(ids, ", ")));
  }

  const CompiledModel& model_;
  const v1::PlanUpgradeRequest& request_;
  Violations* violations_;
  std::vector<PrerequisiteRule> rules_;
  std::vector<uint8_t> seen_;  // [item][needs], a bit per grade
};

}  // namespace

std::vector<PrerequisiteRule> ReadPrerequisites(
    const CompiledModel& model, const v1::PlanUpgradeRequest& request,
    Violations* violations) {
  return Reader(model, request, violations).Read();
}

}  // namespace cmmm
