// Which of equal upgrades is chosen, and what a search takes: the small
// problems are worked out by hand. That the cheapest is found is tested in
// tests/plan/.
#include "engine/plan/upgrade.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "engine/plan/next_upgrades.h"
#include "engine/plan/solve_goal.h"

namespace cmmm {
namespace {

using testing::ElementsAre;

// Levels of ten items each as far as weights go, all `not`; a tenth of an item
// is one of the 100 parts of its level.
class UpgradeTest : public testing::Test {
 protected:
  void SetUp() override { MakeLevels(1); }

  void MakeLevels(int count) {
    model_.levels.resize(static_cast<size_t>(count));
    model_.satisfied_at_percent = 8;
    model_.grade_tenths = {0, 0, 5, 8, 10, 0};
    weights_.whole = IntVector::Constant(count, 10);
    problem_.questions = {&model_, nullptr, count};
    problem_.scores.weights = &weights_;
    problem_.scores.weighted = IntVector::Zero(count);
  }

  // One that costs as much to raise to every grade; its index.
  int Add(int64_t cost, int level_index = 0) {
    UpgradeItem item;
    item.item = static_cast<int>(problem_.items.size());
    item.level_index = level_index;
    item.from = kNot;
    item.gain_per_tenth = 1;
    item.cost = {0, 0, cost, cost, cost, 0};
    item.allowed = 1u << kNot | 1u << kPartly | 1u << kMostly | 1u << kFully;
    problem_.items.push_back(item);
    return item.item;
  }

  void Wait(int item, int needs) {
    problem_.prerequisites.push_back({item, needs, kFully});
  }

  UpgradeSearch Find(int64_t percent, WorkBudget* budget) {
    SolvedThresholds solved;
    return FindUpgrade(problem_, {percent, 100}, AllowedGrades(problem_),
                       &solved, budget);
  }
  UpgradeSearch Find(int64_t percent) {
    WorkBudget budget;
    return Find(percent, &budget);
  }

  CompiledModel model_;
  LevelWeights weights_;
  UpgradeProblem problem_;
};

// Either B is raised, for 2, or C instead of A, for 2 as well.
TEST_F(UpgradeTest, OfEqualCasesTheOneBelowIsTaken) {
  model_.satisfied_at_percent = 80;
  const int a = Add(1);
  const int b = Add(2);
  Add(2);
  Wait(a, b);
  const UpgradeSearch search = Find(10);
  ASSERT_TRUE(search.best.has_value());
  EXPECT_EQ(search.best->cost, 2);
  EXPECT_EQ(search.best->steps, 3);
  EXPECT_THAT(search.best->to, ElementsAre(kNot, kNot, kFully));
  EXPECT_EQ(search.cases.size(), 2u);
}

// A and D wait for B and C, which are equally dear: the first rule splits the
// problem. Of the three cases of 6 the one split most often is taken.
TEST_F(UpgradeTest, OfEqualPrerequisitesTheFirstSplitsTheProblem) {
  model_.satisfied_at_percent = 80;
  const int a = Add(1);
  const int b = Add(5);
  const int c = Add(5);
  const int d = Add(1);
  Add(3);
  Add(3);
  Wait(a, b);
  Wait(d, c);
  const UpgradeSearch search = Find(20);
  ASSERT_TRUE(search.best.has_value());
  EXPECT_EQ(search.best->cost, 6);
  EXPECT_THAT(search.best->to,
              ElementsAre(kNot, kNot, kNot, kNot, kFully, kFully));
  ASSERT_EQ(search.cases.size(), 3u);
  ASSERT_EQ(search.cases[0].conditions.size(), 2u);
  EXPECT_EQ(search.cases[0].conditions[0].item, b);
  EXPECT_EQ(search.cases[0].conditions[1].item, c);
  EXPECT_FALSE(search.cases[0].conditions[1].at_least);
  EXPECT_TRUE(search.cases[1].conditions[1].at_least);
  EXPECT_EQ(search.cases[2].conditions.size(), 1u);
}

// A total of 1 is reached by either level when it is satisfied, at 8 of 100.
TEST_F(UpgradeTest, OfEqualGoalsTheOneOfTheFirstLevelIsTaken) {
  MakeLevels(2);
  model_.accumulation = Accumulation::kCumulative;
  Add(2, 0);
  Add(2, 1);
  const UpgradeSearch search = Find(100);
  ASSERT_TRUE(search.best.has_value());
  EXPECT_EQ(search.best->cost, 2);
  EXPECT_EQ(search.best->steps, 2);
  EXPECT_THAT(search.best->to, ElementsAre(kMostly, kNot));
}

// One level gives a total of 1 at most, whichever way it is read.
TEST_F(UpgradeTest, WhatNoAnswersReachIsOutOfReach) {
  for (const Accumulation accumulation :
       {Accumulation::kProgressive, Accumulation::kCumulative}) {
    model_.accumulation = accumulation;
    const UpgradeSearch search = Find(101);
    EXPECT_FALSE(search.best.has_value());
    EXPECT_FALSE(search.gave_up);
    EXPECT_EQ(search.cases.size(), 1u);
  }
}

// 1,024 steps a case, one for eight prerequisites, and those of its cover: one
// state and 1, 1 and 2 options.
TEST_F(UpgradeTest, SpendsStepsForACaseAndItsPrerequisites) {
  const int a = Add(1);
  const int b = Add(1);
  const int c = Add(1);
  problem_.items[static_cast<size_t>(a)].allowed = 1u << kNot;
  problem_.items[static_cast<size_t>(b)].allowed = 1u << kNot;
  problem_.items[static_cast<size_t>(c)].allowed = 1u << kNot | 1u << kFully;
  for (int i = 0; i < 16; ++i) Wait(a, b);
  WorkBudget enough(nullptr, 1024 + 2 + 4);
  EXPECT_TRUE(Find(8, &enough).best.has_value());
  WorkBudget short_of_one(nullptr, 1024 + 2 + 3);
  EXPECT_TRUE(Find(8, &short_of_one).gave_up);
}

// A is best, B the other: a case of two and four options, then, with B below
// `mostly`, of which only A at `partly` stays within the limit, one of two and
// two. Between them each item is asked for a raise to spare.
TEST_F(UpgradeTest, SpendsStepsForFurtherUpgrades) {
  Add(1);
  Add(2);
  const UpgradeSearch search = Find(8);
  ASSERT_TRUE(search.best.has_value());
  EXPECT_THAT(search.best->to, ElementsAre(kMostly, kNot));
  constexpr int64_t kSteps = (1024 + 2 + 2 * 4) + 2 * 8 + (1024 + 2 + 2);
  WorkBudget enough(nullptr, kSteps);
  const auto next = NextUpgrades(problem_, {8, 100}, *search.best, 1, &enough);
  ASSERT_EQ(next.size(), 1u);
  EXPECT_THAT(next[0].to, ElementsAre(kNot, kMostly));
  EXPECT_FALSE(enough.over());
  // In the last case, and while the second item is asked.
  for (const int64_t steps : {kSteps - 1, kSteps - 1028 - 1}) {
    WorkBudget short_of_one(nullptr, steps);
    NextUpgrades(problem_, {8, 100}, *search.best, 1, &short_of_one);
    EXPECT_TRUE(short_of_one.over());
  }
}

// Raised it must be, and to what is enough.
TEST_F(UpgradeTest, ThereMayBeNoFurtherUpgrade) {
  Add(1);
  problem_.items[0].allowed = 1u << kNot | 1u << kMostly;
  const UpgradeSearch search = Find(8);
  ASSERT_TRUE(search.best.has_value());
  WorkBudget budget;
  EXPECT_TRUE(
      NextUpgrades(problem_, {8, 100}, *search.best, 3, &budget).empty());
}

// A and B together are the cheapest. Each of the 70 others is enough alone, and
// with A beside it has a raise to spare: of those 64 are passed over, and then
// it ends.
TEST_F(UpgradeTest, UpgradesWithARaiseToSpareArePassedOver) {
  for (int i = 0; i < 72; ++i) {
    const int item = Add(i < 2 ? 1 : 10);
    problem_.items[static_cast<size_t>(item)].allowed =
        1u << kNot | 1u << (i < 2 ? kPartly : kMostly);
  }
  const UpgradeSearch search = Find(8);
  ASSERT_TRUE(search.best.has_value());
  EXPECT_EQ(search.best->cost, 2);
  WorkBudget budget;
  const auto next =
      NextUpgrades(problem_, {8, 100}, *search.best, 100, &budget);
  EXPECT_FALSE(budget.over());
  EXPECT_EQ(next.size(), 70u);
  for (const Upgrade& upgrade : next) EXPECT_EQ(upgrade.cost, 10);
}

// `mostly` is 8 of 100 parts.
TEST_F(UpgradeTest, AGoalIsMetByWhatItNeedsAndByNothingLess) {
  Add(1);
  Upgrade upgrade;
  upgrade.to = {kMostly};
  EXPECT_TRUE(MeetsGoal(problem_, {{{0}, {1}, 100, 8}}, upgrade));
  EXPECT_FALSE(MeetsGoal(problem_, {{{0}, {1}, 100, 9}}, upgrade));
}

}  // namespace
}  // namespace cmmm
