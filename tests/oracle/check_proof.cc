#include "tests/oracle/check_proof.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "tests/oracle/check_held.h"

namespace cmmm::oracle {
namespace {

Int128 Floor(const Rational& value) {
  const Int128 whole = value.n / value.d;
  return value.n % value.d < 0 ? whole - 1 : whole;
}

Int128 Ceiling(const Rational& value) { return -Floor(Rational(0) - value); }

// A cost and a gain, summed over the items seen so far.
struct State {
  Int128 cost = 0;
  Int128 gain = 0;
};

// Of one item: what it may become.
using Group = std::vector<State>;

// Whether the stages show that no choice, one per group, gains `need` at a
// cost of `limit` or less.
class StageCheck {
 public:
  StageCheck(const v1::CoverProof& proof, std::vector<Group> groups)
      : proof_(proof),
        groups_(std::move(groups)),
        limit_(Int128{proof.least_cost()} - 1),
        rest_(groups_.size() + 1, 0) {
    for (size_t g = groups_.size(); g-- > 0;) {
      Int128 best = Surplus(groups_[g].front());
      for (const State& choice : groups_[g]) {
        best = std::max(best, Surplus(choice));
      }
      rest_[g] = rest_[g + 1] + best;
    }
  }

  std::string Check() const {
    if (proof_.price_numerator() < 0) return "a negative price";
    if (proof_.price_denominator() < 1) return "a price over nothing";
    std::vector<State> before = {State{}};
    for (size_t g = 0; g < groups_.size(); ++g) {
      std::vector<State> after;
      const v1::CoverStage& stage = proof_.stages(static_cast<int>(g));
      if (stage.state_cost_size() != stage.state_gain_size()) {
        return stage.requirement_id() + ": half a state";
      }
      for (int s = 0; s < stage.state_cost_size(); ++s) {
        after.push_back({stage.state_cost(s), stage.state_gain(s)});
      }
      if (!Covers(before, g, after)) {
        return stage.requirement_id() + ": a state leads nowhere";
      }
      before = std::move(after);
    }
    for (const State& state : before) {
      if (state.gain >= proof_.need() && state.cost <= limit_) {
        return "a state of the last stage is enough";
      }
    }
    return "";
  }

 private:
  // What a choice gains at the price, above its cost; times the denominator.
  Int128 Surplus(const State& choice) const {
    return Times(proof_.price_numerator(), choice.gain) -
           Times(proof_.price_denominator(), choice.cost);
  }

  bool IsRuledOut(const State& state, size_t seen) const {
    if (state.cost > limit_) return true;
    return Times(proof_.price_numerator(), proof_.need()) - Surplus(state) -
               rest_[seen] >
           Times(proof_.price_denominator(), limit_);
  }

  // Every state with every choice is dominated in `after` or ruled out.
  bool Covers(const std::vector<State>& before, size_t g,
              std::vector<State> after) const {
    std::ranges::sort(after, {}, &State::cost);
    for (size_t s = 1; s < after.size(); ++s) {
      after[s].gain = std::max(after[s].gain, after[s - 1].gain);
    }
    for (const State& state : before) {
      for (const State& choice : groups_[g]) {
        const State next{state.cost + choice.cost, state.gain + choice.gain};
        const auto above =
            std::ranges::upper_bound(after, next.cost, {}, &State::cost);
        const bool dominated =
            above != after.begin() && std::prev(above)->gain >= next.gain;
        if (!dominated && !IsRuledOut(next, g + 1)) return false;
      }
    }
    return true;
  }

  const v1::CoverProof& proof_;
  const std::vector<Group> groups_;
  const Int128 limit_;
  std::vector<Int128> rest_;  // the best surplus of the groups left
};

// Checks one CoverProof over `choices`: that a sum of changes of `missing` or
// more, or with `above` of more than `missing`, costs least_cost or more, or is
// impossible.
class CoverCheck {
 public:
  CoverCheck(const Question& question, const v1::CoverProof& proof,
             const Choices& choices)
      : question_(question), proof_(proof), choices_(choices) {}

  std::string Check(const Rational& missing, bool above) const {
    if (proof_.whole() < 1) return "whole: not positive";
    const Rational parts = missing * proof_.whole();
    const Int128 need = above ? Floor(parts) + 1 : Ceiling(parts);
    if (proof_.need() != (above ? std::max(need, Int128{0}) : need)) {
      return "need: differs";
    }
    if (question_.hold > 0) {
      return CheckHeldCover(question_, proof_, choices_);
    }
    if (proof_.hold() != 0) return "hold: nobody asked for it";
    if (proof_.impossible()) return CheckImpossible();
    if (proof_.least_cost() <= 0) return "";  // costs are never negative
    return CheckStages();
  }

 private:
  Rational Parts(const Choice& choice) const {
    return choice.change * proof_.whole();
  }

  std::string CheckImpossible() const {
    Rational most;
    for (const auto& [item, choices] : choices_) {
      Rational best;
      for (const Choice& choice : choices) best = std::max(best, Parts(choice));
      most = most + best;
    }
    return most < proof_.need() ? "" : "impossible: it is not";
  }

  // One stage per item; its choices are those of the item, all of them.
  std::optional<Group> ReadGroup(const v1::CoverStage& stage) const {
    const auto found =
        choices_.find(FindItem(question_, stage.requirement_id()));
    if (found == choices_.end()) return std::nullopt;
    const std::vector<Choice>& choices = found->second;
    if (stage.choices_size() != static_cast<int>(choices.size())) {
      return std::nullopt;
    }
    Group group;
    for (size_t c = 0; c < choices.size(); ++c) {
      const v1::CoverChoice& given = stage.choices(static_cast<int>(c));
      if (given.grade() != choices[c].code || given.cost() != choices[c].cost ||
          Rational(given.gain()) != Parts(choices[c])) {
        return std::nullopt;
      }
      group.push_back({given.cost(), given.gain()});
    }
    return group;
  }

  std::string CheckStages() const {
    if (proof_.stages_size() != static_cast<int>(choices_.size())) {
      return "stages: not one per item";
    }
    std::vector<Group> groups;
    std::set<std::string> seen;
    for (const v1::CoverStage& stage : proof_.stages()) {
      if (!seen.insert(stage.requirement_id()).second) return "a stage twice";
      std::optional<Group> group = ReadGroup(stage);
      if (!group.has_value()) {
        return stage.requirement_id() + ": choices differ";
      }
      groups.push_back(*std::move(group));
    }
    return StageCheck(proof_, std::move(groups)).Check();
  }

  const Question& question_;
  const v1::CoverProof& proof_;
  const Choices& choices_;
};

// The scores of these levels must add up to `least`.
struct Threshold {
  std::set<int> levels;
  Rational least;
};
using Goal = std::vector<Threshold>;

// Every way of reaching the total, as sets of thresholds.
std::vector<Goal> GoalsFor(const Question& question, const Rational& total) {
  const Rational satisfied = question.satisfied();
  std::vector<Goal> goals;
  if (question.progressive()) {
    Goal goal;
    for (int level = 1; level <= question.top; ++level) {
      const Rational least = total - (level - 1);
      if (least > 0) goal.push_back({{level}, std::min(satisfied, least)});
    }
    if (total <= question.top) goals.push_back(goal);
    return goals;
  }
  for (unsigned set = 0; set < 1u << question.top; ++set) {
    Goal goal;
    Threshold rest{{}, total};
    for (int level = 1; level <= question.top; ++level) {
      if ((set >> (level - 1) & 1) != 0) {
        goal.push_back({{level}, satisfied});
        rest.least = rest.least - 1;
      } else {
        rest.levels.insert(level);
      }
    }
    if (rest.least > static_cast<int>(rest.levels.size())) continue;
    if (rest.least > 0) goal.push_back(rest);
    goals.push_back(goal);
  }
  return goals;
}

class PlanCheck {
 public:
  PlanCheck(const Question& question, const v1::PlanUpgradeResponse& response)
      : question_(question),
        response_(response),
        goals_(GoalsFor(question,
                        TotalOf(*question.model, response.target_level()))) {}

  std::string Check() const {
    std::vector<const v1::ProofCase*> cases;
    for (const v1::ProofCase& proof : response_.proof().cases()) {
      cases.push_back(&proof);
    }
    if (!AreAllPlans(cases, 0)) return "the cases are not all plans";
    for (size_t c = 0; c < cases.size(); ++c) {
      if (const auto problem = CheckCase(*cases[c]); !problem.empty()) {
        return "case " + std::to_string(c) + ": " + problem;
      }
    }
    return "";
  }

 private:
  // The cases, alike in their first `depth` conditions, are the leaves of a
  // tree whose forks are the two answers to one condition.
  bool AreAllPlans(const std::vector<const v1::ProofCase*>& cases,
                   int depth) const {
    if (cases.empty()) return false;
    if (cases.size() == 1) return cases[0]->conditions_size() == depth;
    std::vector<const v1::ProofCase*> halves[2];
    const v1::ProofCondition* first = nullptr;
    for (const v1::ProofCase* proof : cases) {
      if (proof->conditions_size() <= depth) return false;
      const v1::ProofCondition& condition = proof->conditions(depth);
      if (first == nullptr) first = &condition;
      if (condition.requirement_id() != first->requirement_id() ||
          condition.grade() != first->grade()) {
        return false;
      }
      halves[condition.at_least() ? 1 : 0].push_back(proof);
    }
    return FindItem(question_, first->requirement_id()) >= 0 &&
           first->grade() > v1::GRADE_NOT &&
           AreAllPlans(halves[0], depth + 1) &&
           AreAllPlans(halves[1], depth + 1);
  }

  static void Keep(std::vector<Choice>* choices, int least, int most) {
    std::erase_if(*choices, [&](const Choice& choice) {
      return choice.code < least || choice.code > most;
    });
  }

  // What the conditions leave.
  Choices ChoicesIn(const v1::ProofCase& proof) const {
    Choices choices;
    for (size_t i = 0; i < question_.items.size(); ++i) {
      choices[static_cast<int>(i)] = question_.items[i].choices;
    }
    for (const v1::ProofCondition& condition : proof.conditions()) {
      const int item = FindItem(question_, condition.requirement_id());
      if (condition.at_least()) {
        Keep(&choices[item], condition.grade(), 9);
        continue;
      }
      Keep(&choices[item], 0, condition.grade() - 1);
      for (const Wait& wait : question_.waits) {
        if (wait.needs != item || wait.at_least < condition.grade()) continue;
        const int stays = question_.items[wait.item].code;
        Keep(&choices[wait.item], stays, stays);
      }
    }
    return choices;
  }

  std::string CheckCase(const v1::ProofCase& proof) const {
    const Choices choices = ChoicesIn(proof);
    for (const auto& [item, left] : choices) {
      if (left.empty()) return "";  // no plan is in the case
    }
    if (proof.goals_size() != static_cast<int>(goals_.size())) {
      return "not every goal is there";
    }
    for (size_t g = 0; g < goals_.size(); ++g) {
      if (const auto problem =
              CheckGoal(goals_[g], choices, proof.goals(static_cast<int>(g)));
          !problem.empty()) {
        return "goal " + std::to_string(g) + ": " + problem;
      }
    }
    return "";
  }

  std::string CheckGoal(const Goal& goal, const Choices& choices,
                        const v1::ProofGoal& proof) const {
    if (proof.thresholds_size() != static_cast<int>(goal.size())) {
      return "another number of thresholds";
    }
    Choices elsewhere = choices;
    int64_t least = 0;
    bool impossible = false;
    for (size_t t = 0; t < goal.size(); ++t) {
      const v1::CoverProof& cover = proof.thresholds(static_cast<int>(t));
      Choices inside;
      Rational missing = goal[t].least;
      for (const int level : goal[t].levels) {
        missing = missing - question_.now.level_scores[level - 1];
        MoveLevel(level, &elsewhere, &inside);
      }
      if (std::set<int>(cover.levels().begin(), cover.levels().end()) !=
          goal[t].levels) {
        return "other levels";
      }
      const std::string problem =
          CoverCheck(question_, cover, inside).Check(missing, false);
      if (!problem.empty()) return problem;
      least += std::max(0, cover.least_cost());
      impossible = impossible || cover.impossible();
    }
    if (proof.elsewhere() != CheapestOf(elsewhere)) return "elsewhere: differs";
    if (impossible) return "";
    return least + proof.elsewhere() >= response_.total_cost()
               ? ""
               : "less than the plan's cost";
  }

  void MoveLevel(int level, Choices* from, Choices* to) const {
    for (size_t i = 0; i < question_.items.size(); ++i) {
      if (question_.items[i].level != level) continue;
      to->insert(from->extract(static_cast<int>(i)));
    }
  }

  static int64_t CheapestOf(const Choices& choices) {
    int64_t sum = 0;
    for (const auto& [item, left] : choices) {
      sum += std::ranges::min_element(left, {}, &Choice::cost)->cost;
    }
    return sum;
  }

  const Question& question_;
  const v1::PlanUpgradeResponse& response_;
  const std::vector<Goal> goals_;
};

// A held level is lost only when one of the levels up to it gives way.
std::string CheckLevel(const Question& question,
                       const v1::LevelMargin& margin) {
  if (margin.proofs_size() != margin.level()) return "not one proof per level";
  for (int level = 1; level <= margin.level(); ++level) {
    const v1::CoverProof& proof = margin.proofs(level - 1);
    if (proof.levels_size() != 1 || proof.levels(0) != level) {
      return "other levels";
    }
    Choices choices;
    for (size_t i = 0; i < question.items.size(); ++i) {
      if (question.items[i].level == level) {
        choices[static_cast<int>(i)] = question.items[i].choices;
      }
    }
    const Rational reserve =
        question.now.level_scores[level - 1] - question.satisfied();
    const std::string problem =
        CoverCheck(question, proof, choices).Check(reserve, true);
    if (!problem.empty()) return problem;
    if (proof.impossible()) continue;
    if (margin.cannot_be_lost()) return "it can be lost";
    if (proof.least_cost() < margin.size()) return "less than its size";
  }
  return "";
}

}  // namespace

std::string CheckPlanProof(const Question& question,
                           const v1::PlanUpgradeResponse& response) {
  return PlanCheck(question, response).Check();
}

std::string CheckMarginProof(const Question& question,
                             const v1::AnalyzeMarginResponse& response) {
  Require(question.progressive(), "only progressive margins have proofs");
  for (const v1::LevelMargin& margin : response.levels()) {
    if (const auto problem = CheckLevel(question, margin); !problem.empty()) {
      return "level " + std::to_string(margin.level()) + ": " + problem;
    }
  }
  return "";
}

}  // namespace cmmm::oracle
