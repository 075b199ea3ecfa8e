#include "tests/oracle/check_answer.h"

#include <algorithm>
#include <vector>

namespace cmmm::oracle {
namespace {

Rational Exact(const v1::Score& score) {
  return Rational(score.numerator(), score.denominator());
}

bool Same(const v1::LevelDecision& decision, const Result& result) {
  return decision.level() == result.level &&
         Exact(decision.total()) == result.total;
}

// Follows raises from the first to the last.
class Walk {
 public:
  explicit Walk(const Question& question)
      : question_(question),
        scores_(question.now.level_scores),
        codes_(question.codes) {}

  // The first raise that is not as it should be.
  std::string Follow(
      const google::protobuf::RepeatedPtrField<v1::Raise>& raises) {
    for (int r = 0; r < raises.size(); ++r) {
      std::string problem = Take(raises[r]);
      for (int later = r + 1; later < raises.size() && problem.empty();
           ++later) {
        if (ComesFirst(raises[later], raises[r])) {
          problem = "the order: " + raises[later].requirement_id() +
                    " should come first";
        }
      }
      if (!problem.empty()) return raises[r].requirement_id() + ": " + problem;
    }
    return "";
  }

  const std::string& codes() const { return codes_; }
  int64_t cost() const { return cost_; }

 private:
  std::string Take(const v1::Raise& raise) {
    const int i = FindItem(question_, raise.requirement_id());
    if (i < 0) return "cannot be raised";
    const Item& item = question_.items[i];
    const int c = FindChoice(item, raise.to());
    if (c <= 0) return "may not be raised so";
    const Choice& choice = item.choices[c];
    if (codes_[item.index] != item.code) return "is raised twice";
    if (raise.from() != item.code) return "is not what it was";
    if (raise.level() != item.level) return "is of another level";
    if (raise.cost() != choice.cost) return "has another cost";
    if (Exact(raise.gain()) != choice.change) return "has another gain";
    before_ = codes_;
    if (!IsReady(i)) return "waits for something";
    codes_[item.index] = static_cast<char>(choice.code);
    cost_ += choice.cost;
    scores_[item.level - 1] = scores_[item.level - 1] + choice.change;
    if (raise.cost_so_far() != cost_) return "has another cost so far";
    const Rational total = TotalFrom(question_, scores_);
    if (Exact(raise.total()) != total) return "has another total";
    const int level = raise.level_reached();
    const bool reached =
        level == 0 || total >= TotalOf(*question_.model, level);
    const bool beyond = level < question_.model->levels_size() &&
                        total >= TotalOf(*question_.model, level + 1);
    return reached && !beyond ? "" : "reaches another level";
  }

  // With the answers before the last raise.
  bool IsReady(int i) const {
    return std::ranges::all_of(question_.waits, [&](const Wait& wait) {
      return wait.item != i ||
             std::max<int>(1, before_[question_.items[wait.needs].index]) >=
                 wait.at_least;
    });
  }

  // Of two raises that could both have been next.
  bool ComesFirst(const v1::Raise& a, const v1::Raise& b) const {
    const int item = FindItem(question_, a.requirement_id());
    if (item < 0 || !IsReady(item)) return false;
    if (a.level() != b.level()) return a.level() < b.level();
    return Exact(a.gain()) * b.cost() > Exact(b.gain()) * a.cost();
  }

  const Question& question_;
  std::vector<Rational> scores_;
  std::string codes_;
  std::string before_;  // codes before the last raise
  int64_t cost_ = 0;
};

template <typename Plan>
std::string CheckRaises(const Question& question, const Plan& plan) {
  Walk walk(question);
  std::string problem = walk.Follow(plan.raises());
  if (!problem.empty()) return problem;
  if (walk.cost() != plan.total_cost()) return "another total cost";
  if (!Same(plan.after(), ScoreWith(question, walk.codes()))) {
    return "another decision after it";
  }
  return "";
}

std::string CheckLevelMargin(const Question& question,
                             const v1::LevelMargin& margin) {
  int64_t size = 0;
  std::string codes = question.codes;
  for (const v1::Downgrade& downgrade : margin.downgrades()) {
    const int i = FindItem(question, downgrade.requirement_id());
    if (i < 0) return "an answer that cannot fall";
    const Item& item = question.items[i];
    const int c = FindChoice(item, downgrade.to());
    if (c <= 0 || downgrade.from() != item.code) return "no downgrade";
    if (codes[item.index] != item.code) return "an answer falls twice";
    codes[item.index] = static_cast<char>(downgrade.to());
    size += item.choices[c].cost;
  }
  if (size != margin.size()) return "another size";
  const bool lost = ScoreWith(question, codes).level < margin.level();
  if (lost == margin.cannot_be_lost()) return "lost or not";
  const Rational reserve =
      question.now.level_scores[margin.level() - 1] - question.satisfied();
  if (Exact(margin.reserve()) != std::max(reserve, Rational(0))) {
    return "another reserve";
  }
  return "";
}

// Whether every level up to `target` still reaches its part after the worst
// steps down from `codes`.
bool IsHeld(const Question& question, const std::string& codes, int target) {
  const Rational total = TotalOf(*question.model, target);
  for (int level = 1; level <= question.top; ++level) {
    const Rational least = std::min(question.satisfied(), total - (level - 1));
    std::vector<std::vector<Rational>> changes;
    for (const auto* items : {&question.items, &question.settled}) {
      for (const Item& item : *items) {
        if (item.level != level) continue;
        changes.push_back(ChangesDown(question, item, codes[item.index]));
      }
    }
    const Rational left = question.now.level_scores[level - 1] +
                          LeastLeft(changes, question.hold);
    if (least > 0 && left < least) return false;
  }
  return true;
}

template <typename Plan>
bool Reaches(const Question& question, const Plan& plan, int target) {
  if (target == 0) return true;
  if (question.hold == 0) return plan.after().level() >= target;
  return IsHeld(question, CodesAfter(question, plan.raises()), target);
}

}  // namespace

std::string CheckPlan(const Question& question,
                      const v1::PlanUpgradeResponse& response) {
  if (!Same(response.before(), question.now)) return "before: differs";
  if (const auto problem = CheckRaises(question, response); !problem.empty()) {
    return problem;
  }
  const int target = response.target_level();
  if (response.reachable() != Reaches(question, response, target)) {
    return "reachable or not";
  }
  if (response.has_margin() && !response.margin().cannot_be_lost() &&
      response.margin().size() <= question.hold) {
    return "a margin that does not hold";
  }
  for (const v1::UpgradePlan& plan : response.alternatives()) {
    if (const auto problem = CheckRaises(question, plan); !problem.empty()) {
      return "alternative: " + problem;
    }
    if (!Reaches(question, plan, target)) return "an alternative falls short";
  }
  return "";
}

std::string CheckMargin(const Question& question,
                        const v1::AnalyzeMarginResponse& response) {
  const int held = question.now.level;
  if (response.level() != held) return "another level held";
  if (response.levels_size() != held) return "another number of levels";
  for (int level = 1; level <= held; ++level) {
    const v1::LevelMargin& margin = response.levels(level - 1);
    if (margin.level() != level) return "levels out of order";
    if (const auto problem = CheckLevelMargin(question, margin);
        !problem.empty()) {
      return "level " + std::to_string(level) + ": " + problem;
    }
  }
  if (!Same(response.decision(), question.now)) return "decision: differs";
  const std::string after = CodesAfter(question, response.downgrades());
  if (!Same(response.after(), ScoreWith(question, after))) {
    return "after: differs";
  }
  if (held == 0) return "";
  const v1::LevelMargin& top = response.levels(held - 1);
  if (response.size() != top.size() ||
      response.downgrades_size() != top.downgrades_size()) {
    return "not the margin of the level held";
  }
  return "";
}

}  // namespace cmmm::oracle
