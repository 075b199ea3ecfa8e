// Every upgrade, and every way to fall, one after the other.
#ifndef CMMM_TESTS_PLAN_BRUTE_FORCE_H_
#define CMMM_TESTS_PLAN_BRUTE_FORCE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "tests/oracle/question.h"

namespace cmmm::test {

// All upgrades of a question of few items, whether its prerequisites allow
// them or not.
class AllUpgrades {
 public:
  struct Upgrade {
    int64_t cost = 0;
    int steps = 0;  // single grades
    bool allowed = true;
    oracle::Rational total;
  };

  explicit AllUpgrades(const oracle::Question& question);

  size_t size() const { return upgrades_.size(); }

  // The least cost, and of that the fewest steps; nothing: out of reach.
  const Upgrade* Cheapest(const oracle::Rational& total) const;
  // The greatest total within the budget, and of that the least cost. Without a
  // budget: of all.
  const Upgrade& Best(std::optional<int64_t> budget) const;
  // The costs of the upgrades to `total` without a raise to spare: each of
  // their raises one grade less falls short or breaks a prerequisite.
  // Increasing.
  std::vector<int64_t> LeanCosts(const oracle::Rational& total) const;

 private:
  void Add(size_t item, Upgrade upgrade, std::vector<int>* chosen,
           std::vector<oracle::Rational>* scores);
  bool IsAllowed(const std::vector<int>& chosen) const;
  bool Reaches(size_t index, const oracle::Rational& total) const;
  bool IsLean(size_t index, const oracle::Rational& total) const;

  const oracle::Question& question_;
  // The last item changes fastest.
  std::vector<Upgrade> upgrades_;
};

// The least size of downgrades after which the result is below `level`; nothing
// when there is none. Goes through all falls of each level, and then through
// all ways of sharing a size between the levels.
std::optional<int64_t> LeastFall(const oracle::Question& question, int level);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_PLAN_BRUTE_FORCE_H_
