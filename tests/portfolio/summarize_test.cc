#include "portfolio/summarize.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "portfolio/assessments.h"
#include "portfolio/groups.h"

namespace cmmm::portfolio {
namespace {

using ::testing::ElementsAre;

TEST(ResultTableTest, ReadsDecimalsWithoutRounding) {
  EXPECT_EQ(results::ParseUnits("1.7999"), 17999);
  EXPECT_EQ(results::ParseUnits("1.79999"), 17999);
  EXPECT_EQ(results::ParseUnits("5"), 50000);
  EXPECT_EQ(results::ParseUnits("0.8"), 8000);
  for (const char* bad :
       {"", ".5", "-1", "1e3", "1,5", "nan", "1.2.3", " 1", "99999999999"}) {
    EXPECT_EQ(results::ParseUnits(bad), results::kNoValue) << bad;
  }
  EXPECT_EQ(results::ToUnits(0.8), 8000);
  EXPECT_EQ(results::ToUnits(1.79999999), 17999);
}

TEST(QuantilesTest, AreValuesThatOccur) {
  const auto quantiles = QuantilesOf({50000, 10000, 20000, 40000, 30000}, 5, 5);
  ASSERT_TRUE(quantiles.has_value());
  EXPECT_EQ(quantiles->p25(), 2.0);
  EXPECT_EQ(quantiles->p50(), 3.0);
  EXPECT_EQ(quantiles->p75(), 4.0);
  EXPECT_FALSE(quantiles->has_p10());
  EXPECT_FALSE(quantiles->has_p90());
}

TEST(QuantilesTest, OuterOnesNeedEnoughBeyondThem) {
  std::vector<int32_t> values(41);
  std::iota(values.begin(), values.end(), 1);
  const auto enough = QuantilesOf(values, 5, 41);
  EXPECT_EQ(enough->p10(), 0.0005);
  EXPECT_EQ(enough->p90(), 0.0037);  // five of 41 at or above it
  values.pop_back();
  EXPECT_FALSE(QuantilesOf(values, 5, 40)->has_p10());
}

TEST(QuantilesTest, NothingOfTooFew) {
  EXPECT_FALSE(QuantilesOf({1, 2, 3, 4}, 5, 4).has_value());
  EXPECT_FALSE(QuantilesOf({1, 2, 3, 4, results::kNoValue}, 5, 4).has_value());
  EXPECT_FALSE(QuantilesOf({}, 1, 0).has_value());
}

// Against the definition: the smallest value with at least q of them <= it.
TEST(QuantilesTest, FollowTheDefinition) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<int32_t> values(1 + random() % 60);
    for (int32_t& value : values) value = static_cast<int32_t>(random() % 20);
    const auto quantiles =
        QuantilesOf(values, 1, static_cast<int32_t>(values.size()));
    const auto expected = [&](int percent) {
      for (int32_t candidate = 0;; ++candidate) {
        const auto at_most =
            std::count_if(values.begin(), values.end(),
                          [&](int32_t value) { return value <= candidate; });
        if (static_cast<size_t>(at_most) * 100 >=
            values.size() * static_cast<size_t>(percent)) {
          return candidate / 10000.0;
        }
      }
    };
    EXPECT_EQ(quantiles->p10(), expected(10));
    EXPECT_EQ(quantiles->p25(), expected(25));
    EXPECT_EQ(quantiles->p50(), expected(50));
    EXPECT_EQ(quantiles->p75(), expected(75));
    EXPECT_EQ(quantiles->p90(), expected(90));
  }
}

results::TextColumn ColumnOf(
    const std::vector<std::pair<std::string, int>>& counts) {
  results::TextColumn column("c");
  for (const auto& [text, count] : counts) {
    for (int i = 0; i < count; ++i) column.Add(text);
  }
  return column;
}

TEST(GroupsTest, JoinsSmallOnes) {
  const auto groups =
      GroupRows(ColumnOf({{"a", 9}, {"b", 3}, {"c", 2}, {"d", 7}}), {}, 5);
  ASSERT_EQ(groups.size(), 3u);
  EXPECT_EQ(groups[0].value, "a");
  EXPECT_EQ(groups[1].value, "d");
  EXPECT_TRUE(groups[2].others);
  EXPECT_THAT(groups[2].rows, ElementsAre(9, 10, 11, 12, 13));
}

// One small group alone could be computed from the whole.
TEST(GroupsTest, HidesASmallOneBehindAnother) {
  const auto groups =
      GroupRows(ColumnOf({{"a", 9}, {"b", 6}, {"c", 1}}), {}, 5);
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].value, "a");
  EXPECT_TRUE(groups[1].others);
  EXPECT_EQ(groups[1].rows.size(), 7u);
}

TEST(GroupsTest, NoGroupIsSmallAndNoneIsLost) {
  std::mt19937 random(3);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::pair<std::string, int>> counts;
    int rows = 0;
    for (unsigned value = 0; value < 1 + random() % 8; ++value) {
      const int count = static_cast<int>(random() % 12);
      counts.emplace_back("v" + std::to_string(value), count);
      rows += count;
    }
    const auto groups = GroupRows(ColumnOf(counts), {}, 5);
    size_t found = 0;
    for (const Group& group : groups) {
      EXPECT_GE(group.rows.size(), 5u);
      found += group.rows.size();
    }
    EXPECT_EQ(found, rows < 5 ? 0u : static_cast<size_t>(rows));
  }
}

results::ResultTable TableOf(const std::vector<int32_t>& levels) {
  results::ResultTable table;
  table.highest_level = 5;
  table.levels = levels;
  for (const int32_t level : levels) table.totals.push_back(level * 10000);
  return table;
}

TEST(SummarizeTest, CountsLevels) {
  v1::Portfolio summary;
  Summarize(TableOf({0, 1, 1, 2, 2, 2}), 1, &summary);
  EXPECT_EQ(summary.enterprises(), 6);
  ASSERT_EQ(summary.all().levels_size(), 6);
  EXPECT_EQ(summary.all().levels(0).enterprises(), 1);
  EXPECT_EQ(summary.all().levels(2).enterprises(), 3);
  EXPECT_EQ(summary.all().levels(5).enterprises(), 0);
}

TEST(SummarizeTest, SaysNothingOfTooFew) {
  v1::Portfolio summary;
  Summarize(TableOf({0, 1, 2, 3}), 5, &summary);
  EXPECT_TRUE(summary.withheld());
  EXPECT_FALSE(summary.has_all());
  EXPECT_EQ(summary.enterprises(), 0);
}

// 1 at level 3 is below 5; alone it could be computed, so the 6 go as well.
TEST(SummarizeTest, WithholdsSmallCountsTogether) {
  v1::Portfolio summary;
  Summarize(TableOf({0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 3}), 5, &summary);
  const auto& levels = summary.all().levels();
  EXPECT_EQ(levels[0].enterprises(), 7);
  EXPECT_TRUE(levels[1].withheld());
  EXPECT_EQ(levels[1].enterprises(), 0);
  EXPECT_FALSE(levels[2].withheld());
  EXPECT_TRUE(levels[3].withheld());
}

// Five rows about two enterprises are fewer than five.
TEST(SummarizeTest, RepeatedEnterprisesCountOnceAgainstTheMinimum) {
  results::ResultTable table = TableOf({0, 1, 1, 2, 2});
  table.enterprise = {0, 1, 1, 0, 1};
  v1::Portfolio summary;
  Summarize(table, 5, &summary);
  EXPECT_TRUE(summary.withheld());
  Summarize(table, 2, &summary);
  EXPECT_EQ(summary.enterprises(), 5);
}

// The counts of all less those of the other groups would be the small one.
TEST(SummarizeTest, WithheldGroupsCannotBeComputedFromTheirNeighbours) {
  results::ResultTable table;
  table.highest_level = 2;
  table.columns.emplace_back("region");
  const auto add = [&](const char* region, int level, int count) {
    for (int i = 0; i < count; ++i) {
      table.levels.push_back(level);
      table.totals.push_back(level * 10000);
      table.columns[0].Add(region);
    }
  };
  add("north", 0, 20);
  add("north", 1, 12);
  add("south", 0, 18);
  add("south", 1, 3);
  v1::Portfolio summary;
  Summarize(table, 5, &summary);
  ASSERT_EQ(summary.columns(0).groups_size(), 2);
  for (const v1::PortfolioGroup& group : summary.columns(0).groups()) {
    EXPECT_TRUE(group.levels(0).withheld()) << group.value();
    EXPECT_TRUE(group.levels(1).withheld()) << group.value();
  }
  EXPECT_EQ(summary.all().levels(1).enterprises(), 15);
}

TEST(SummarizeTest, WhatIsOpenIsInNoLevelAndNoQuantile) {
  results::ResultTable table = TableOf({0, 1, 1, 2, 2, 2});
  table.levels[0] = table.totals[0] = results::kNoValue;
  v1::Portfolio summary;
  Summarize(table, 1, &summary);
  EXPECT_EQ(summary.enterprises(), 6);
  EXPECT_EQ(summary.all().levels(0).enterprises(), 0);
  EXPECT_EQ(summary.all().undecided().enterprises(), 1);
  EXPECT_EQ(summary.all().total().enterprises(), 5);
}

// So many rows with something open and so many without.
results::ResultTable OpenTable(int open, int answered) {
  results::ResultTable table =
      TableOf(std::vector<int32_t>(static_cast<size_t>(open + answered), 1));
  table.counted_as_not.resize(table.levels.size());
  std::fill_n(table.counted_as_not.begin(), open, true);
  table.rows_counted_as_not = open;
  return table;
}

// What is said of all, where it is known row by row and where it is not: so
// many, kNoValue where it is withheld, 0 where nothing is.
std::vector<int32_t> SaidOf(results::ResultTable table) {
  std::vector<int32_t> said;
  for (int i = 0; i < 2; ++i) {
    v1::Portfolio summary;
    Summarize(table, 5, &summary);
    EXPECT_FALSE(summary.counted_as_not_unknown());
    const v1::LevelCount& count = summary.all().counted_as_not();
    said.push_back(count.withheld() ? results::kNoValue : count.enterprises());
    table.counted_as_not.clear();
  }
  return said;
}

// Neither few with something open are told, nor few without.
TEST(SummarizeTest, SaysHowManyCountedOpenAnswersAsNotSatisfied) {
  EXPECT_THAT(SaidOf(OpenTable(7, 5)), ElementsAre(7, 7));
  EXPECT_THAT(SaidOf(OpenTable(12, 0)), ElementsAre(12, 12));
  EXPECT_THAT(SaidOf(OpenTable(0, 12)), ElementsAre(0, 0));
  EXPECT_THAT(SaidOf(OpenTable(3, 9)), ElementsAre(-1, -1));
  EXPECT_THAT(SaidOf(OpenTable(9, 3)), ElementsAre(-1, -1));
  // Seven rows of three enterprises.
  results::ResultTable repeated = OpenTable(7, 5);
  repeated.enterprise = {0, 1, 2, 0, 1, 2, 0, 3, 4, 5, 6, 7};
  repeated.repeated_ids = 4;
  EXPECT_THAT(SaidOf(repeated), ElementsAre(-1, -1));
}

// 11 of 20: 6 + 5. The 4 of the north that answered all are few, so its 6 are
// not told, nor the 5 of the south, from which they could be computed.
TEST(SummarizeTest, CountedAsNotCannotBeComputedFromNeighbours) {
  const auto summarize = [](int open_in_north) {
    results::ResultTable table = OpenTable(11, 9);
    table.columns.emplace_back("region");
    for (int row = 0; row < 20; ++row) {
      const bool is_open = row < 11;
      const int at = is_open ? row : row - 11;
      table.columns[0].Add(at < (is_open ? open_in_north : 10 - open_in_north)
                               ? "north"
                               : "south");
    }
    v1::Portfolio summary;
    Summarize(table, 5, &summary);
    EXPECT_EQ(summary.all().counted_as_not().enterprises(), 11);
    EXPECT_EQ(summary.columns(0).groups_size(), 2);
    return summary;
  };
  const v1::Portfolio hidden = summarize(6);
  for (const v1::PortfolioGroup& group : hidden.columns(0).groups()) {
    EXPECT_EQ(group.enterprises(), 10);
    EXPECT_TRUE(group.counted_as_not().withheld()) << group.value();
    EXPECT_EQ(group.counted_as_not().enterprises(), 0) << group.value();
  }
  // 5 + 5 of ten each in the north, 6 + 4 in the south: the same way round.
  EXPECT_TRUE(summarize(5).columns(0).groups(0).counted_as_not().withheld());
}

TEST(SummarizeTest, WhatIsNotKnownOfOpenAnswersIsNoZero) {
  results::ResultTable table = TableOf({0, 1, 1, 2, 2, 2});
  table.rows_counted_as_not = results::kNoValue;
  v1::Portfolio summary;
  Summarize(table, 1, &summary);
  EXPECT_TRUE(summary.counted_as_not_unknown());
  EXPECT_FALSE(summary.all().has_counted_as_not());
}

TEST(LiftTest, LeavesOutWhatOpenQuestionsDecide) {
  LiftPlanner planner(2, 1);
  v1::PlanUpgradeResponse open;
  open.set_reachable(true);
  open.set_cheapest_cost(7);
  open.set_total_cost(7);
  open.mutable_open()->set_cheapest_cost(1);
  planner.Add("open", open);
  EXPECT_EQ(planner.Solve(1, true).undecided(), 1);
  EXPECT_EQ(planner.Solve(1, true).reachable(), 0);
}

v1::PlanUpgradeResponse PlanOf(int cost) {
  v1::PlanUpgradeResponse plan;
  plan.set_reachable(cost >= 0);
  plan.set_already_reached(cost == 0);
  plan.set_total_cost(std::max(0, cost));
  plan.add_raises()->set_requirement_id("x");
  return plan;
}

TEST(LiftTest, TakesTheCheapest) {
  LiftPlanner planner(2, 4);
  planner.Add("dear", PlanOf(9));
  planner.Add("holds", PlanOf(0));
  planner.Add("cheap", PlanOf(1));
  planner.Add("never", PlanOf(-1));
  planner.Add("middling", PlanOf(3));
  planner.Add("also", PlanOf(3));
  const v1::Lift lift = planner.Solve(1, true);
  EXPECT_EQ(lift.holding(), 1);
  EXPECT_EQ(lift.reachable(), 4);
  EXPECT_EQ(lift.raised(), 3);
  EXPECT_EQ(lift.total_cost(), 7);
  ASSERT_EQ(lift.chosen_size(), 3);
  EXPECT_EQ(lift.chosen(0).enterprise(), "cheap");
  EXPECT_EQ(lift.chosen(1).enterprise(), "middling");
  EXPECT_EQ(lift.raises(0).enterprises(), 3);
}

TEST(LiftTest, WithholdsWhatIsAboutFew) {
  LiftPlanner planner(2, 2);
  for (int i = 0; i < 9; ++i) planner.Add("e", PlanOf(i + 1));
  const v1::Lift lift = planner.Solve(5, false);
  EXPECT_TRUE(lift.withheld());
  EXPECT_EQ(lift.total_cost(), 0);
  EXPECT_TRUE(lift.chosen().empty());
}

TEST(LiftTest, SaysWhenItIsImpossible) {
  LiftPlanner planner(2, 3);
  planner.Add("a", PlanOf(1));
  planner.Add("b", PlanOf(-1));
  EXPECT_FALSE(planner.Solve(1, true).possible());
}

}  // namespace
}  // namespace cmmm::portfolio
