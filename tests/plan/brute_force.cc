#include "tests/plan/brute_force.h"

#include <algorithm>
#include <tuple>

namespace cmmm::test {

using oracle::Choice;
using oracle::Item;
using oracle::Question;
using oracle::Rational;

AllUpgrades::AllUpgrades(const Question& question) : question_(question) {
  std::vector<int> chosen;
  std::vector<Rational> scores = question.now.level_scores;
  Add(0, {}, &chosen, &scores);
}

void AllUpgrades::Add(size_t item, Upgrade upgrade, std::vector<int>* chosen,
                      std::vector<Rational>* scores) {
  if (item == question_.items.size()) {
    upgrade.total = TotalFrom(question_, *scores);
    upgrade.allowed = IsAllowed(*chosen);
    upgrades_.push_back(upgrade);
    return;
  }
  const Item& raised = question_.items[item];
  const Rational before = (*scores)[raised.level - 1];
  for (size_t c = 0; c < raised.choices.size(); ++c) {
    Upgrade next = upgrade;
    next.cost += raised.choices[c].cost;
    next.steps += static_cast<int>(c);
    (*scores)[raised.level - 1] = before + raised.choices[c].change;
    chosen->push_back(raised.choices[c].code);
    Add(item + 1, next, chosen, scores);
    chosen->pop_back();
  }
  (*scores)[raised.level - 1] = before;
}

bool AllUpgrades::IsAllowed(const std::vector<int>& chosen) const {
  return std::ranges::all_of(question_.waits, [&](const oracle::Wait& wait) {
    const bool raised = chosen[wait.item] != question_.items[wait.item].code;
    return !raised || std::max(1, chosen[wait.needs]) >= wait.at_least;
  });
}

const AllUpgrades::Upgrade* AllUpgrades::Cheapest(const Rational& total) const {
  const Upgrade* best = nullptr;
  for (size_t i = 0; i < upgrades_.size(); ++i) {
    const Upgrade& upgrade = upgrades_[i];
    if (Reaches(i, total) &&
        (best == nullptr || std::tie(upgrade.cost, upgrade.steps) <
                                std::tie(best->cost, best->steps))) {
      best = &upgrade;
    }
  }
  return best;
}

const AllUpgrades::Upgrade& AllUpgrades::Best(
    std::optional<int64_t> budget) const {
  const Upgrade* best = &upgrades_.front();  // nothing raised
  for (const Upgrade& upgrade : upgrades_) {
    if (!upgrade.allowed || upgrade.cost > budget.value_or(upgrade.cost)) {
      continue;
    }
    if (upgrade.total > best->total ||
        (upgrade.total == best->total && upgrade.cost < best->cost)) {
      best = &upgrade;
    }
  }
  return *best;
}

std::vector<int64_t> AllUpgrades::LeanCosts(const Rational& total) const {
  std::vector<int64_t> costs;
  for (size_t i = 0; i < upgrades_.size(); ++i) {
    if (Reaches(i, total) && IsLean(i, total)) {
      costs.push_back(upgrades_[i].cost);
    }
  }
  std::ranges::sort(costs);
  return costs;
}

bool AllUpgrades::Reaches(size_t index, const Rational& total) const {
  return upgrades_[index].allowed && upgrades_[index].total >= total;
}

bool AllUpgrades::IsLean(size_t index, const Rational& total) const {
  size_t stride = 1;
  for (size_t i = question_.items.size(); i-- > 0;) {
    const size_t choices = question_.items[i].choices.size();
    const bool raised = index / stride % choices > 0;
    if (raised && Reaches(index - stride, total)) return false;
    stride *= choices;
  }
  return true;
}

namespace {

// The least score of a level after downgrades of at most each size.
class LeastScores {
 public:
  LeastScores(const Question& question, int level)
      : question_(question), level_(level) {
    Fall(0, 0, question.now.level_scores[level - 1]);
    for (size_t size = 1; size < least_.size(); ++size) {
      least_[size] = std::min(least_[size], least_[size - 1]);
    }
  }

  const std::vector<Rational>& least() const { return least_; }

 private:
  void Fall(size_t item, size_t size, const Rational& score) {
    if (item == question_.items.size()) {
      // A size that nothing has counts as no fall.
      const Rational& now = question_.now.level_scores[level_ - 1];
      if (size >= least_.size()) least_.resize(size + 1, now);
      least_[size] = std::min(least_[size], score);
      return;
    }
    const Item& falling = question_.items[item];
    if (falling.level != level_) return Fall(item + 1, size, score);
    for (const Choice& choice : falling.choices) {
      Fall(item + 1, size + static_cast<size_t>(choice.cost),
           score - choice.change);
    }
  }

  const Question& question_;
  const int level_;
  std::vector<Rational> least_;
};

void Share(const Question& question,
           const std::vector<std::vector<Rational>>& least, int64_t size,
           std::vector<Rational>* scores, const Rational& bound,
           std::optional<int64_t>* best) {
  if (best->has_value() && size >= **best) return;
  const size_t k = scores->size();
  if (k == least.size()) {
    if (TotalFrom(question, *scores) < bound) *best = size;
    return;
  }
  for (size_t here = 0; here < least[k].size(); ++here) {
    scores->push_back(least[k][here]);
    Share(question, least, size + static_cast<int64_t>(here), scores, bound,
          best);
    scores->pop_back();
  }
}

}  // namespace

std::optional<int64_t> LeastFall(const Question& question, int level) {
  std::vector<std::vector<Rational>> least;
  for (int k = 1; k <= question.top; ++k) {
    least.push_back(LeastScores(question, k).least());
  }
  std::vector<Rational> scores;
  std::optional<int64_t> best;
  Share(question, least, 0, &scores, oracle::TotalOf(*question.model, level),
        &best);
  return best;
}

}  // namespace cmmm::test
