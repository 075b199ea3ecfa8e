// Held covers against every choice and every way down that there is, and
// certificates that are checked as a stranger would check them.
#include "engine/cover/held_cover.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <random>
#include <vector>

#include "absl/numeric/int128.h"

namespace cmmm {
namespace {

using testing::ElementsAre;
using Wide = absl::int128;
using Numbers = std::vector<int64_t>;

// Groups as a plan has them: values that do not fall, of which an option has
// one and all below it.
std::vector<HeldGroup> RandomHeldGroups(std::mt19937_64* random) {
  const auto below = [&](uint64_t most) {
    return static_cast<int64_t>((*random)() % most);
  };
  std::vector<HeldGroup> groups(static_cast<size_t>(below(5)));
  for (HeldGroup& group : groups) {
    Numbers down = {below(4) - 3};
    HeldOption option;
    for (int64_t step = below(3); step > 0; --step) {
      down.insert(down.begin(), down.front() + below(4));
    }
    for (int64_t options = 1 + below(4); options > 0; --options) {
      option.gain = down;
      group.push_back(option);
      option.cost += below(5);
      down.insert(down.begin(), down.front() + below(5));
    }
  }
  return groups;
}

// The least that is left from group `g` on, by trying every way down.
int64_t LeastOfAll(const std::vector<HeldGroup>& groups,
                   const std::vector<int>& chosen, int hold, size_t g = 0) {
  if (g == groups.size()) return 0;
  const Numbers& gain = groups[g][static_cast<size_t>(chosen[g])].gain;
  std::optional<int64_t> least;
  for (int t = 0; t <= std::min(hold, static_cast<int>(gain.size()) - 1); ++t) {
    const int64_t left = gain[static_cast<size_t>(t)] +
                         LeastOfAll(groups, chosen, hold - t, g + 1);
    least = std::min(least.value_or(left), left);
  }
  return *least;
}

// Every choice of an option per group.
std::vector<std::vector<int>> AllChoices(const std::vector<HeldGroup>& groups) {
  std::vector<std::vector<int>> all = {{}};
  for (const HeldGroup& group : groups) {
    std::vector<std::vector<int>> next;
    for (const std::vector<int>& chosen : all) {
      for (int o = 0; o < static_cast<int>(group.size()); ++o) {
        next.push_back(chosen);
        next.back().push_back(o);
      }
    }
    all = std::move(next);
  }
  return all;
}

int64_t HeldCostOf(const std::vector<HeldGroup>& groups,
                   const std::vector<int>& chosen) {
  int64_t cost = 0;
  for (size_t g = 0; g < groups.size(); ++g) {
    cost += groups[g][static_cast<size_t>(chosen[g])].cost;
  }
  return cost;
}

std::optional<int64_t> LeastHeldCost(const std::vector<HeldGroup>& groups,
                                     int64_t need, int hold) {
  std::optional<int64_t> least;
  for (const std::vector<int>& chosen : AllChoices(groups)) {
    if (LeastOfAll(groups, chosen, hold) < need) continue;
    const int64_t cost = HeldCostOf(groups, chosen);
    least = std::min(least.value_or(cost), cost);
  }
  return least;
}

TEST(HeldCoverTest, LeastLeftIsTheLeastOfAllWaysDown) {
  std::mt19937_64 random(20260201);
  for (int round = 0; round < 500; ++round) {
    const std::vector<HeldGroup> groups = RandomHeldGroups(&random);
    for (int hold = 0; hold <= 4; ++hold) {
      for (const std::vector<int>& chosen : AllChoices(groups)) {
        ASSERT_EQ(LeastLeft(groups, chosen, hold),
                  LeastOfAll(groups, chosen, hold))
            << round;
      }
    }
  }
}

TEST(HeldCoverTest, FindsTheCheapestOfAllChoices) {
  std::mt19937_64 random(20260202);
  int found = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::vector<HeldGroup> groups = RandomHeldGroups(&random);
    const auto need = static_cast<int64_t>(random() % 20) - 4;
    const int hold = 1 + static_cast<int>(random() % 3);
    const auto expected = LeastHeldCost(groups, need, hold);
    WorkBudget budget;
    const auto cover = FindHeldCover(groups, need, hold, &budget);
    ASSERT_FALSE(budget.over());
    ASSERT_EQ(cover.has_value(), expected.has_value()) << round;
    if (!cover.has_value()) continue;
    ASSERT_EQ(cover->cost, *expected) << round;
    ASSERT_EQ(cover->chosen.size(), groups.size());
    ASSERT_EQ(HeldCostOf(groups, cover->chosen), cover->cost) << round;
    ASSERT_GE(LeastLeft(groups, cover->chosen, hold), need) << round;
    // A limit leaves out what costs more, and nothing else.
    const auto same = FindHeldCover(groups, need, hold, &budget, cover->cost);
    ASSERT_TRUE(same.has_value()) << round;
    ASSERT_EQ(same->cost, cover->cost) << round;
    ASSERT_FALSE(
        FindHeldCover(groups, need, hold, &budget, cover->cost - 1).has_value())
        << round;
    ++found;
  }
  EXPECT_GT(found, 500);
}

// A certificate as HeldProof says, and by nothing else; beside it that what is
// ruled out, or worse than something else, is not listed.
class ProofCheck {
 public:
  ProofCheck(const std::vector<HeldGroup>& groups, int64_t need, int hold,
             int64_t limit, const HeldProof& proof)
      : need_(need), hold_(hold), limit_(limit), proof_(proof) {
    for (const int g : proof.order) {
      sorted_.push_back(groups[static_cast<size_t>(g)]);
    }
    rest_.assign(sorted_.size() + 1, 0);
    for (size_t g = sorted_.size(); g-- > 0;) {
      std::optional<Wide> most;
      for (const HeldOption& option : sorted_[g]) {
        const Wide surplus = Surplus(option.cost, option.gain[0]);
        most = std::max(most.value_or(surplus), surplus);
      }
      rest_[g] = rest_[g + 1] + *most;
    }
  }

  void Run() const {
    ASSERT_EQ(proof_.stages.size(), sorted_.size());
    std::vector<Numbers> states = {Numbers(Width(), 0)};
    for (size_t g = 0; g < sorted_.size(); ++g) {
      const std::vector<Numbers> kept = Rows(proof_.stages[g]);
      ASSERT_NO_FATAL_FAILURE(CheckKept(kept, g));
      for (const Numbers& state : states) {
        for (const HeldOption& option : sorted_[g]) {
          const Numbers next = After(state, option);
          ASSERT_TRUE(
              IsRuledOut(next, g) ||
              std::any_of(kept.begin(), kept.end(), [&](const Numbers& one) {
                return IsWorse(next, one);
              }));
        }
      }
      states = kept;
    }
    for (const Numbers& state : states) ASSERT_LT(state.back(), need_);
  }

 private:
  size_t Width() const { return static_cast<size_t>(hold_) + 2; }

  Wide Surplus(int64_t cost, int64_t gain) const {
    return Wide{proof_.price.numerator} * gain -
           Wide{proof_.price.denominator} * cost;
  }

  std::vector<Numbers> Rows(const Numbers& numbers) const {
    std::vector<Numbers> rows;
    for (size_t at = 0; at < numbers.size(); at += Width()) {
      const auto from = numbers.begin() + static_cast<ptrdiff_t>(at);
      rows.emplace_back(from, from + static_cast<ptrdiff_t>(Width()));
    }
    return rows;
  }

  Numbers After(const Numbers& state, const HeldOption& option) const {
    Numbers next = {state[0] + option.cost};
    for (size_t j = 0; j < Width() - 1; ++j) {
      std::optional<int64_t> least;
      for (size_t t = 0; t <= std::min(j, option.gain.size() - 1); ++t) {
        const int64_t left = state[1 + j - t] + option.gain[t];
        least = std::min(least.value_or(left), left);
      }
      next.push_back(*least);
    }
    return next;
  }

  bool IsRuledOut(const Numbers& state, size_t g) const {
    return state[0] > limit_ || Wide{proof_.price.numerator} * need_ -
                                        Surplus(state[0], state.back()) -
                                        rest_[g + 1] >
                                    Wide{proof_.price.denominator} * limit_;
  }

  // In nothing better than `other`.
  static bool IsWorse(const Numbers& state, const Numbers& other) {
    if (other[0] > state[0]) return false;
    for (size_t j = 1; j < state.size(); ++j) {
      if (other[j] < state[j]) return false;
    }
    return true;
  }

  void CheckKept(const std::vector<Numbers>& kept, size_t g) const {
    for (size_t a = 0; a < kept.size(); ++a) {
      ASSERT_FALSE(IsRuledOut(kept[a], g));
      if (a > 0) {
        ASSERT_GE(kept[a][0], kept[a - 1][0]);
      }
      for (size_t b = 0; b < kept.size(); ++b) {
        ASSERT_TRUE(a == b || !IsWorse(kept[a], kept[b]));
      }
    }
  }

  const int64_t need_;
  const int hold_;
  const int64_t limit_;
  const HeldProof& proof_;
  std::vector<HeldGroup> sorted_;
  std::vector<Wide> rest_;
};

TEST(HeldCoverTest, ProvesThatNothingIsCheaper) {
  std::mt19937_64 random(20260203);
  int proved = 0;
  for (int round = 0; round < 2000; ++round) {
    const std::vector<HeldGroup> groups = RandomHeldGroups(&random);
    const auto need = static_cast<int64_t>(random() % 16) - 4;
    const int hold = 1 + static_cast<int>(random() % 3);
    WorkBudget budget;
    const auto cover = FindHeldCover(groups, need, hold, &budget);
    if (!cover.has_value() || cover->cost == 0) continue;
    const HeldProof proof =
        ProveNoHeldCover(groups, need, hold, *cover, &budget);
    std::vector<int> order = proof.order;
    std::sort(order.begin(), order.end());
    std::vector<int> all(groups.size());
    std::iota(all.begin(), all.end(), 0);
    ASSERT_EQ(order, all);
    ASSERT_NO_FATAL_FAILURE(
        ProofCheck(groups, need, hold, cover->cost - 1, proof).Run())
        << round;
    ++proved;
  }
  EXPECT_GT(proved, 300);
}

// What can lose most comes first, of equals the first.
TEST(HeldCoverTest, TakesFirstWhatCanLoseMost) {
  const std::vector<HeldGroup> groups = {{{0, {0}}, {9, {9}}},
                                         {{0, {0}}, {1, {3, 1, 0}}},
                                         {{0, {0, -3}}, {1, {1, 0, -1}}},
                                         {{0, {1, 0}}}};
  WorkBudget budget;
  const HeldProof proof =
      ProveNoHeldCover(groups, 9, 1, {9, 0, {1, 0, 0, 0}}, &budget);
  EXPECT_THAT(proof.order, ElementsAre(1, 2, 3, 0));
}

// A unit of what the known cover gathers: 1 + 4 = 5, of which the first three
// cost 2 and the others 3.
TEST(HeldCoverTest, ThePriceIsThatOfWhatTheCoverGathers) {
  const std::vector<HeldGroup> groups = {{{0, {0}}, {2, {3, 1}}},
                                         {{0, {1}}, {3, {4, 3}}}};
  WorkBudget budget;
  const auto price = [&](std::vector<int> chosen) {
    const CoverPrice found =
        ProveNoHeldCover(groups, 3, 1, {9, 0, std::move(chosen)}, &budget)
            .price;
    return std::vector<int64_t>{found.numerator, found.denominator};
  };
  EXPECT_THAT(price({0, 0}), ElementsAre(0, 1));
  EXPECT_THAT(price({1, 0}), ElementsAre(2, 3));
  EXPECT_THAT(price({0, 1}), ElementsAre(2, 3));
  EXPECT_THAT(price({1, 1}), ElementsAre(1, 1));
}

TEST(HeldCoverTest, OfEqualOptionsTheFirstIsTaken) {
  WorkBudget budget;
  const auto cover = FindHeldCover(
      {{{0, {0}}, {1, {3, 2}}, {1, {3, 2}}, {9, {9}}}}, 2, 1, &budget);
  ASSERT_TRUE(cover.has_value());
  EXPECT_THAT(cover->chosen, ElementsAre(1));
}

// The first option would do, too, for the same.
TEST(HeldCoverTest, WhatIsWorthMostStaysUnlessSomethingIsCheaper) {
  WorkBudget budget;
  const auto cover =
      FindHeldCover({{{0, {0}}, {1, {3, 2}}, {1, {3, 3}}}}, 2, 1, &budget);
  ASSERT_TRUE(cover.has_value());
  EXPECT_THAT(cover->chosen, ElementsAre(2));
}

// Worked out by hand. Nothing can fall: the ordinary cover takes 1 · 2 + 2 · 2
// steps and costs 3. Cheaper ones are looked for with 3 numbers a state: 2 · 3
// steps, and both states are ruled out at once.
TEST(HeldCoverTest, SpendsAStepForEachNumberOfAState) {
  const std::vector<HeldGroup> groups = {{{0, {0}}, {1, {1}}},
                                         {{0, {0}}, {2, {3}}}};
  WorkBudget enough(nullptr, 12);
  EXPECT_TRUE(FindHeldCover(groups, 4, 1, &enough).has_value());
  EXPECT_FALSE(enough.over());
  WorkBudget short_of_one(nullptr, 11);
  (void)FindHeldCover(groups, 4, 1, &short_of_one);
  EXPECT_TRUE(short_of_one.over());
}

TEST(HeldCoverTest, NothingIsLookedForOnceTheBudgetIsOver) {
  WorkBudget budget;
  budget.SpendAll();
  EXPECT_FALSE(FindHeldCover({{{0, {0}}}}, 1, 1, &budget).has_value());
  (void)FindHeldCover({{{0, {0}}, {3, {1}}}}, 1, 1, &budget);
  EXPECT_TRUE(budget.over());
}

// By hand. The ordinary cover of 3 costs 1 and has 2 left; one of 3 + 1 costs 2
// and holds, so that nothing is looked for above 1: 4 + 4 steps, then 4 · 3.
// The same when all is worth more, or less.
TEST(HeldCoverTest, RaisesAnOrdinaryCoverByWhatIsMissing) {
  for (const int64_t more : {0, 3, -2}) {
    const std::vector<HeldGroup> groups = {{{0, {more}},
                                            {1, {more + 3, more + 2}},
                                            {2, {more + 4, more + 3}},
                                            {7, {more + 5, more + 4}}}};
    WorkBudget enough(nullptr, 20);
    const auto cover = FindHeldCover(groups, more + 3, 1, &enough);
    EXPECT_FALSE(enough.over()) << more;
    ASSERT_TRUE(cover.has_value());
    EXPECT_THAT(cover->chosen, ElementsAre(2));
    WorkBudget short_of_one(nullptr, 19);
    (void)FindHeldCover(groups, more + 3, 1, &short_of_one);
    EXPECT_TRUE(short_of_one.over()) << more;
  }
}

// Two states of three numbers are found in 2 · 3 steps and 1 to compare them,
// four in 4 · 3 and 1 + 2 + 3; what is kept of a proof costs 256 a group and 8
// a number.
TEST(HeldCoverTest, AProofEndsWithItsBudget) {
  const std::vector<HeldGroup> groups = {{{0, {0}}, {1, {1}}},
                                         {{0, {0}}, {2, {3}}}};
  const auto stages = [&](int64_t steps) {
    WorkBudget budget(nullptr, steps);
    return ProveNoHeldCover(groups, 9, 1, {100, 0, {0, 0}}, &budget)
        .stages.size();
  };
  EXPECT_EQ(stages(25 + 304 + 352), 2u);
  EXPECT_EQ(stages(25 + 304 + 351), 1u);
  EXPECT_EQ(stages(25 + 303), 0u);
  // Over between finding the first two and comparing them.
  EXPECT_EQ(stages(6), 0u);
}

// 1,024 numbers a state; one of `first` options and one of `second`, every sum
// of which costs and is worth another number: all are kept.
int HeldStagesOf(int first, int second) {
  constexpr int kHold = 1022;
  std::vector<HeldGroup> groups(2);
  for (int i = 0; i < first; ++i) groups[0].push_back({i, {i}});
  for (int i = 0; i < second; ++i) {
    groups[1].push_back({int64_t{i} * first, {int64_t{i} * first}});
  }
  const int64_t all = int64_t{first} * second;
  WorkBudget budget;
  const HeldProof proof =
      ProveNoHeldCover(groups, all, kHold, {all + 1, 0, {0, 0}}, &budget);
  return budget.over() ? -1 : static_cast<int>(proof.stages.size());
}

// 32 and 32 · 31 states are 4 · 2^18 numbers; 32 more are too many.
TEST(HeldCoverTest, AsManyNumbersAsAreAllowedAndNoMore) {
  EXPECT_EQ(HeldStagesOf(32, 31), 2);
  EXPECT_EQ(HeldStagesOf(32, 32), -1);
}

}  // namespace
}  // namespace cmmm
