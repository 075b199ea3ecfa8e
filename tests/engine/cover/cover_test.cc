// Covers against every choice there is, prices against every price there can
// be, and certificates that are checked as a stranger would check them.
#include "engine/cover/cover.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "absl/numeric/int128.h"

namespace cmmm {
namespace {

using testing::ElementsAre;
using Wide = absl::int128;

bool Better(const CoverOption& a, const CoverOption& b) {
  return a.cost != b.cost ? a.cost < b.cost : a.gain > b.gain;
}

// The cheapest of all choices that gain `need`, of those what gains most.
std::optional<CoverOption> BestOfAll(const std::vector<CoverGroup>& groups,
                                     int64_t need) {
  std::vector<CoverOption> sums = {{0, 0}};
  for (const CoverGroup& group : groups) {
    std::vector<CoverOption> next;
    for (const CoverOption& sum : sums) {
      for (const CoverOption& option : group) {
        next.push_back({sum.cost + option.cost, sum.gain + option.gain});
      }
    }
    sums = std::move(next);
  }
  std::optional<CoverOption> best;
  for (const CoverOption& sum : sums) {
    if (sum.gain < need) continue;
    if (!best.has_value() || Better(sum, *best)) best = sum;
  }
  return best;
}

std::vector<CoverGroup> RandomGroups(std::mt19937_64* random) {
  const auto below = [&](uint64_t most) {
    return static_cast<int64_t>((*random)() % most);
  };
  std::vector<CoverGroup> groups(static_cast<size_t>(below(5)));
  for (CoverGroup& group : groups) {
    group.resize(static_cast<size_t>(1 + below(4)));
    for (CoverOption& option : group) option = {below(7), below(7)};
  }
  return groups;
}

// What `cover` chooses is what it says.
CoverOption SumOf(const std::vector<CoverGroup>& groups, const Cover& cover) {
  CoverOption sum;
  for (size_t g = 0; g < groups.size(); ++g) {
    const CoverOption& option = groups[g][static_cast<size_t>(cover.chosen[g])];
    sum = {sum.cost + option.cost, sum.gain + option.gain};
  }
  return sum;
}

// What the linear relaxation of the cover costs at least when a unit of gain is
// sold at λ = price: λ · need - Σ max (λ · gain - cost), times its denominator.
Wide BoundAt(const std::vector<CoverGroup>& groups, int64_t need,
             const CoverPrice& price) {
  Wide bound = Wide{price.numerator} * need;
  for (const CoverGroup& group : groups) {
    std::optional<Wide> most;
    for (const CoverOption& option : group) {
      const Wide surplus = Wide{price.numerator} * option.gain -
                           Wide{price.denominator} * option.cost;
      most = std::max(most.value_or(surplus), surplus);
    }
    bound -= *most;
  }
  return bound;
}

TEST(CoverTest, FindsTheCheapestOfAllChoices) {
  std::mt19937_64 random(20260101);
  for (int round = 0; round < 4000; ++round) {
    const std::vector<CoverGroup> groups = RandomGroups(&random);
    const auto need = static_cast<int64_t>(random() % 26) - 1;
    const auto expected = BestOfAll(groups, need);
    WorkBudget budget;
    const auto cover = FindCheapestCover(groups, need, &budget);
    ASSERT_EQ(cover.has_value(), expected.has_value()) << round;
    if (!cover.has_value()) continue;
    ASSERT_EQ(cover->cost, expected->cost) << round;
    // Without groups nothing is chosen.
    ASSERT_EQ(cover->chosen.size(), groups.size());
    ASSERT_EQ(cover->gain, expected->gain) << round;
    ASSERT_EQ(SumOf(groups, *cover), *expected) << round;
  }
}

// Always the same one of equal covers: the least options of the last groups.
TEST(CoverTest, OfEqualOptionsTheFirstIsTaken) {
  WorkBudget budget;
  const auto cover = FindCheapestCover(
      {{{0, 0}, {1, 2}, {1, 2}}, {{0, 0}, {1, 2}}}, 2, &budget);
  ASSERT_TRUE(cover.has_value());
  EXPECT_THAT(cover->chosen, ElementsAre(1, 0));
  const auto both = FindCheapestCover({{{0, 0}, {1, 2}, {1, 2}}}, 2, &budget);
  ASSERT_TRUE(both.has_value());
  EXPECT_THAT(both->chosen, ElementsAre(1));
}

// Worked out by hand. The steps of the first group are 4 for 2 and 1 for 1, the
// second's is 3 for 3; a unit of the last that is needed costs 1.
TEST(CoverTest, ThePriceIsThatOfTheLastUnitBought) {
  const std::vector<CoverGroup> groups = {{{0, 0}, {2, 4}, {3, 5}},
                                          {{0, 0}, {3, 3}}};
  const auto price = [&](int64_t need) {
    const CoverPrice found = PriceOfCover(groups, need);
    return std::vector<int64_t>{found.numerator, found.denominator};
  };
  EXPECT_THAT(price(-1), ElementsAre(0, 1));
  EXPECT_THAT(price(0), ElementsAre(0, 1));
  EXPECT_THAT(price(1), ElementsAre(1, 2));
  EXPECT_THAT(price(4), ElementsAre(1, 2));
  EXPECT_THAT(price(5), ElementsAre(1, 1));
  EXPECT_THAT(price(8), ElementsAre(1, 1));
  EXPECT_THAT(price(9), ElementsAre(0, 1));
}

// At the price where it stops buying no other price bounds the cost better, as
// the relaxation's dual says.
TEST(CoverTest, NoOtherPriceGivesABetterBound) {
  std::mt19937_64 random(20260102);
  for (int round = 0; round < 2000; ++round) {
    const std::vector<CoverGroup> groups = RandomGroups(&random);
    const auto need = static_cast<int64_t>(random() % 20);
    const CoverPrice found = PriceOfCover(groups, need);
    ASSERT_GE(found.denominator, 1);
    if (!BestOfAll(groups, need).has_value()) {
      ASSERT_EQ(found.numerator, 0) << round;
      continue;
    }
    const Wide bound = BoundAt(groups, need, found);
    for (int64_t cost = 0; cost <= 7; ++cost) {
      for (int64_t gain = 1; gain <= 7; ++gain) {
        ASSERT_LE(BoundAt(groups, need, {cost, gain}) * found.denominator,
                  bound * gain)
            << round << ": " << cost << "/" << gain;
      }
    }
  }
}

// The certificate, checked as the header says and by nothing else.
void CheckProof(const std::vector<CoverGroup>& groups, int64_t need,
                int64_t limit, const CoverProof& proof) {
  ASSERT_EQ(proof.stages.size(), groups.size());
  std::vector<Wide> rest(groups.size() + 1, 0);
  const auto surplus = [&](const CoverOption& option) {
    return Wide{proof.price_numerator} * option.gain -
           Wide{proof.price_denominator} * option.cost;
  };
  for (size_t g = groups.size(); g-- > 0;) {
    Wide most = surplus(groups[g].front());
    for (const CoverOption& option : groups[g]) {
      most = std::max(most, surplus(option));
    }
    rest[g] = rest[g + 1] + most;
  }
  std::vector<CoverOption> states = {{0, 0}};
  for (size_t g = 0; g < groups.size(); ++g) {
    const std::vector<CoverOption>& kept = proof.stages[g];
    for (size_t s = 0; s < kept.size(); ++s) {
      // None of them is worse than another.
      if (s > 0) {
        ASSERT_GT(kept[s].cost, kept[s - 1].cost);
        ASSERT_GT(kept[s].gain, kept[s - 1].gain);
      }
      ASSERT_LE(kept[s].cost, limit);
    }
    for (const CoverOption& state : states) {
      for (const CoverOption& option : groups[g]) {
        const CoverOption sum{state.cost + option.cost,
                              state.gain + option.gain};
        const bool is_ruled_out =
            sum.cost > limit ||
            Wide{proof.price_numerator} * need - surplus(sum) - rest[g + 1] >
                Wide{proof.price_denominator} * limit;
        const bool is_worse =
            std::any_of(kept.begin(), kept.end(), [&](const CoverOption& one) {
              return one.cost <= sum.cost && one.gain >= sum.gain;
            });
        ASSERT_TRUE(is_ruled_out || is_worse);
      }
    }
    states = kept;
  }
  for (const CoverOption& state : states) ASSERT_LT(state.gain, need);
}

TEST(CoverTest, ProvesThatNothingIsCheaper) {
  std::mt19937_64 random(20260103);
  int proved = 0;
  for (int round = 0; round < 2000; ++round) {
    const std::vector<CoverGroup> groups = RandomGroups(&random);
    const auto need = static_cast<int64_t>(random() % 20);
    const auto best = BestOfAll(groups, need);
    if (!best.has_value() || best->cost == 0) continue;
    WorkBudget budget;
    const CoverProof proof =
        ProveNoCover(groups, need, best->cost - 1, &budget);
    ASSERT_NO_FATAL_FAILURE(CheckProof(groups, need, best->cost - 1, proof))
        << round;
    ++proved;
  }
  EXPECT_GT(proved, 500);
}

// One of `first` options and one of `second`, every sum of which costs and
// gains another number: all are kept, as there is no price.
int StagesOf(int first, int second) {
  std::vector<CoverGroup> groups(2);
  for (int i = 0; i < first; ++i) groups[0].push_back({i, i});
  for (int i = 0; i < second; ++i) {
    groups[1].push_back({int64_t{i} * first, int64_t{i} * first});
  }
  const int64_t all = int64_t{first} * second;
  WorkBudget budget;
  const auto proof = ProveNoCover(groups, all, all, &budget);
  return budget.over() ? -1 : static_cast<int>(proof.stages.size());
}

// 512 and 512 · 511 are 2^18 states; 512 more are too many.
TEST(CoverTest, AsManyStatesAsAreAllowedAndNoMore) {
  EXPECT_EQ(StagesOf(512, 511), 2);
  EXPECT_EQ(StagesOf(512, 512), -1);
}

// A step for each state before and each option: 1 · 2, then 2 · 2.
TEST(CoverTest, SpendsAStepForEachStateAndOption) {
  const std::vector<CoverGroup> groups = {{{0, 0}, {1, 1}}, {{0, 0}, {2, 3}}};
  WorkBudget enough(nullptr, 6);
  EXPECT_TRUE(FindCheapestCover(groups, 4, &enough).has_value());
  EXPECT_FALSE(enough.over());
  WorkBudget short_of_one(nullptr, 1);
  EXPECT_FALSE(FindCheapestCover(groups, 4, &short_of_one).has_value());
  EXPECT_TRUE(short_of_one.over());
}

// The greedy cover costs 2, so the state that costs 3 is dropped at once: 1 · 3
// steps, then 2 · 2.
TEST(CoverTest, DropsWhatCostsMoreThanACoverThatIsKnown) {
  const std::vector<CoverGroup> groups = {{{0, 0}, {2, 3}, {3, 4}},
                                          {{0, 0}, {9, 1}}};
  WorkBudget enough(nullptr, 7);
  const auto cover = FindCheapestCover(groups, 1, &enough);
  ASSERT_TRUE(cover.has_value());
  EXPECT_EQ(cover->cost, 2);
}

// By hand, with the price 3/5 and a limit of 4, so 20 in fifths: the second
// group has 3 · 5 - 5 · 2 = 5 to offer. Without any option 3 · 7 - 5 = 16 are
// missing behind the first group, and 21 behind the second.
TEST(CoverTest, DropsWhatCannotStayWithinTheLimit) {
  WorkBudget budget;
  const CoverProof proof = ProveNoCover(
      {{{0, 0}, {3, 4}, {3, 5}}, {{0, 0}, {2, 5}, {3, 2}}}, 7, 4, &budget);
  EXPECT_EQ(proof.price_numerator, 3);
  EXPECT_EQ(proof.price_denominator, 5);
  ASSERT_EQ(proof.stages.size(), 2u);
  EXPECT_THAT(proof.stages[0],
              ElementsAre(CoverOption{0, 0}, CoverOption{3, 5}));
  EXPECT_THAT(proof.stages[1], ElementsAre(CoverOption{2, 5}));
}

// What is kept of a proof costs steps, too: 256 a group and 16 a state.
TEST(CoverTest, AProofEndsWithItsBudget) {
  const std::vector<CoverGroup> groups = {{{0, 0}, {1, 1}}, {{0, 0}, {2, 3}}};
  const auto stages = [&](int64_t steps) {
    WorkBudget budget(nullptr, steps);
    return ProveNoCover(groups, 9, 100, &budget).stages.size();
  };
  // 1 · 2 + 2 · 2 to find them; then 256 + 16 · 2, and 256 + 16 · 4.
  EXPECT_EQ(stages(6 + 288 + 320), 2u);
  EXPECT_EQ(stages(6 + 288 + 319), 1u);
  EXPECT_EQ(stages(6 + 287), 0u);
}

}  // namespace
}  // namespace cmmm
