// Margins of the cumulative reading, of one answer: every fall there is, in
// larger models, is tested in tests/plan/.
#include <gtest/gtest.h>

#include "engine/margin/falls.h"

namespace cmmm {
namespace {

// One level of one item that is `fully`, satisfied and held from 0.75 on; a
// tenth is one of its ten parts.
class CumulativeMarginTest : public testing::Test {
 protected:
  void SetUp() override {
    model_.levels.resize(1);
    model_.levels[0].band_from_percent = 75;
    model_.satisfied_at_percent = 75;
    model_.accumulation = Accumulation::kCumulative;
    weights_.whole = IntVector::Constant(1, 1);
    scores_.weights = &weights_;
    scores_.weighted = IntVector::Constant(1, 10);
  }

  std::optional<Margin> Find(WorkBudget* budget) const {
    const FallingAnswer answer{0,
                               0,
                               {kFully, kMostly, kPartly, kNot},
                               {{0, 0}, {1, 3}, {2, 5}, {3, 10}}};
    return FindCumulativeMargin({&model_, nullptr, 1}, scores_, {answer}, 1,
                                budget);
  }

  CompiledModel model_;
  LevelWeights weights_;
  LevelScores scores_;
};

// 0.7 is less than 0.75.
TEST_F(CumulativeMarginTest, APartLessIsEnough) {
  WorkBudget budget;
  const auto margin = Find(&budget);
  ASSERT_TRUE(margin.has_value());
  EXPECT_EQ(margin->size, 1);
  ASSERT_EQ(margin->downgrades.size(), 1u);
  EXPECT_EQ(margin->downgrades[0].to, kMostly);
}

TEST_F(CumulativeMarginTest, WhatIsHeldFromZeroOnIsNeverLost) {
  model_.levels[0].band_from_percent = 0;
  WorkBudget budget;
  EXPECT_FALSE(Find(&budget).has_value());
  EXPECT_FALSE(budget.over());
}

TEST_F(CumulativeMarginTest, SpendsAStepForEachDowngrade) {
  WorkBudget enough(nullptr, 3);
  EXPECT_TRUE(Find(&enough).has_value());
  WorkBudget short_of_one(nullptr, 2);
  EXPECT_FALSE(Find(&short_of_one).has_value());
  EXPECT_TRUE(short_of_one.over());
}

}  // namespace
}  // namespace cmmm
