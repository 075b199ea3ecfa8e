#include "tests/oracle/check_held.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace cmmm::oracle {
namespace {

// What an answer may end with: its cost, and what it is worth after 0, 1, …
// steps down, in parts of the proof's whole.
struct HeldChoice {
  Int128 cost = 0;
  std::vector<Int128> worth;
};
using HeldGroup = std::vector<HeldChoice>;

// Costs so far, and the least that is left after 0, 1, … `hold` steps down.
struct HeldState {
  Int128 cost = 0;
  std::vector<Int128> left;
};

HeldState With(const HeldState& state, const HeldChoice& choice) {
  HeldState next = state;
  next.cost += choice.cost;
  for (size_t j = 0; j < state.left.size(); ++j) {
    next.left[j] = state.left[j] + choice.worth[0];
    for (size_t t = 1; t <= j && t < choice.worth.size(); ++t) {
      next.left[j] =
          std::min(next.left[j], state.left[j - t] + choice.worth[t]);
    }
  }
  return next;
}

bool IsNoWorse(const HeldState& a, const HeldState& b) {
  if (a.cost > b.cost) return false;
  for (size_t j = 0; j < a.left.size(); ++j) {
    if (a.left[j] < b.left[j]) return false;
  }
  return true;
}

class HeldCheck {
 public:
  HeldCheck(const Question& question, const v1::CoverProof& proof,
            const Choices& choices)
      : question_(question), proof_(proof), choices_(choices) {
    for (const Item& item : question.settled) {
      if (item.level == proof.levels(0)) settled_.push_back(&item);
    }
  }

  std::string Check() const {
    if (proof_.hold() != question_.hold) return "hold: differs";
    if (proof_.impossible()) return CheckImpossible();
    if (proof_.least_cost() <= 0) return "";  // costs are never negative
    const size_t answers = choices_.size() + settled_.size();
    if (static_cast<size_t>(proof_.stages_size()) != answers) {
      return "stages: not one per answer";
    }
    std::vector<HeldGroup> groups;
    std::set<std::string> seen;
    for (const v1::CoverStage& stage : proof_.stages()) {
      if (!seen.insert(stage.requirement_id()).second) return "a stage twice";
      std::optional<HeldGroup> group = ReadGroup(stage);
      if (!group.has_value()) {
        return stage.requirement_id() + ": choices differ";
      }
      groups.push_back(*std::move(group));
    }
    return CheckStages(groups);
  }

 private:
  size_t width() const { return static_cast<size_t>(question_.hold) + 1; }

  std::vector<Rational> Parts(const Item& item, int code) const {
    std::vector<Rational> parts = ChangesDown(question_, item, code);
    for (Rational& part : parts) part = part * proof_.whole();
    return parts;
  }

  // With the best of every choice after every number of steps it falls short.
  std::string CheckImpossible() const {
    std::vector<std::vector<Rational>> best;
    for (const auto& [index, choices] : choices_) {
      std::vector<Rational> most;
      for (const Choice& choice : choices) {
        std::vector<Rational> parts =
            Parts(question_.items[index], choice.code);
        parts.resize(std::max(parts.size(), width()), parts.back());
        if (most.empty()) most = parts;
        for (size_t t = 0; t < most.size(); ++t) {
          most[t] = std::max(most[t], parts[std::min(t, parts.size() - 1)]);
        }
      }
      best.push_back(most);
    }
    for (const Item* item : settled_) best.push_back(Parts(*item, item->code));
    return LeastLeft(best, question_.hold) < proof_.need()
               ? ""
               : "impossible: it is not";
  }

  std::optional<HeldGroup> ReadGroup(const v1::CoverStage& stage) const {
    for (const Item* item : settled_) {
      if (question_.model->requirements(item->index).id() !=
          stage.requirement_id()) {
        continue;
      }
      return ReadChoices(stage, *item, item->choices);
    }
    const int index = FindItem(question_, stage.requirement_id());
    const auto found = choices_.find(index);
    if (found == choices_.end()) return std::nullopt;
    return ReadChoices(stage, question_.items[index], found->second);
  }

  // The choices of a stage are those of the item, all of them.
  std::optional<HeldGroup> ReadChoices(
      const v1::CoverStage& stage, const Item& item,
      const std::vector<Choice>& choices) const {
    if (stage.choices_size() != static_cast<int>(choices.size())) {
      return std::nullopt;
    }
    HeldGroup group;
    for (size_t c = 0; c < choices.size(); ++c) {
      const v1::CoverChoice& given = stage.choices(static_cast<int>(c));
      const std::vector<Rational> parts = Parts(item, choices[c].code);
      if (given.grade() != choices[c].code || given.cost() != choices[c].cost ||
          given.gain_after_size() + 1 != static_cast<int>(parts.size())) {
        return std::nullopt;
      }
      HeldChoice choice{given.cost(), {given.gain()}};
      for (const int64_t after : given.gain_after()) {
        choice.worth.push_back(after);
      }
      for (size_t t = 0; t < parts.size(); ++t) {
        if (Rational(choice.worth[t]) != parts[t]) return std::nullopt;
      }
      group.push_back(std::move(choice));
    }
    return group;
  }

  Int128 Surplus(const Int128& gain, const Int128& cost) const {
    return Times(proof_.price_numerator(), gain) -
           Times(proof_.price_denominator(), cost);
  }

  std::string CheckStages(const std::vector<HeldGroup>& groups) const {
    if (proof_.price_numerator() < 0) return "a negative price";
    if (proof_.price_denominator() < 1) return "a price over nothing";
    // The most that the groups left can gain above their cost.
    std::vector<Int128> rest(groups.size() + 1, 0);
    for (size_t g = groups.size(); g-- > 0;) {
      Int128 best = Surplus(groups[g][0].worth[0], groups[g][0].cost);
      for (const HeldChoice& choice : groups[g]) {
        best = std::max(best, Surplus(choice.worth[0], choice.cost));
      }
      rest[g] = rest[g + 1] + best;
    }
    std::vector<HeldState> before = {{0, std::vector<Int128>(width(), 0)}};
    for (size_t g = 0; g < groups.size(); ++g) {
      const v1::CoverStage& stage = proof_.stages(static_cast<int>(g));
      auto after = ReadStates(stage);
      if (!after.has_value()) return stage.requirement_id() + ": half a state";
      for (const HeldState& state : before) {
        for (const HeldChoice& choice : groups[g]) {
          const HeldState next = With(state, choice);
          if (IsRuledOut(next, rest[g + 1])) continue;
          if (std::ranges::none_of(*after, [&](const HeldState& other) {
                return IsNoWorse(other, next);
              })) {
            return stage.requirement_id() + ": a state leads nowhere";
          }
        }
      }
      before = *std::move(after);
    }
    for (const HeldState& state : before) {
      if (state.left.back() >= proof_.need() &&
          state.cost < proof_.least_cost()) {
        return "a state of the last stage is enough";
      }
    }
    return "";
  }

  std::optional<std::vector<HeldState>> ReadStates(
      const v1::CoverStage& stage) const {
    const auto width_of = static_cast<int>(width());
    if (stage.state_left_size() != stage.state_cost_size() * width_of) {
      return std::nullopt;
    }
    std::vector<HeldState> states;
    for (int s = 0; s < stage.state_cost_size(); ++s) {
      HeldState state{stage.state_cost(s), {}};
      for (int j = 0; j < width_of; ++j) {
        state.left.push_back(stage.state_left(s * width_of + j));
      }
      states.push_back(std::move(state));
    }
    return states;
  }

  bool IsRuledOut(const HeldState& state, const Int128& rest) const {
    const Int128 limit = Int128{proof_.least_cost()} - 1;
    if (state.cost > limit) return true;
    return Times(proof_.price_numerator(), proof_.need()) -
               Surplus(state.left.back(), state.cost) - rest >
           Times(proof_.price_denominator(), limit);
  }

  const Question& question_;
  const v1::CoverProof& proof_;
  const Choices& choices_;
  std::vector<const Item*> settled_;  // of the level
};

}  // namespace

std::string CheckHeldCover(const Question& question,
                           const v1::CoverProof& proof,
                           const Choices& choices) {
  return HeldCheck(question, proof, choices).Check();
}

}  // namespace cmmm::oracle
