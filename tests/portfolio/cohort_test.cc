#include "portfolio/cohort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace cmmm::portfolio {
namespace {

results::ResultTable RandomResults(int rows, unsigned seed) {
  std::mt19937 random(seed);
  results::ResultTable table;
  table.subdomain_ids = {"data", "rare"};
  table.maturity.resize(2);
  for (int i = 0; i < rows; ++i) {
    table.levels.push_back(0);
    table.totals.push_back(static_cast<int32_t>(random() % 50001));
    table.maturity[0].push_back(static_cast<int32_t>(random() % 7) * 5000);
    table.maturity[1].push_back(i < 4 ? 0 : results::kNoValue);
  }
  return table;
}

TEST(CohortTest, BinsAreNeverSmallAndAddUp) {
  for (const int rows : {5, 6, 11, 100, 431, 3000}) {
    const v1::Cohort cohort =
        MakeCohort(RandomResults(rows, static_cast<unsigned>(rows)), 5);
    EXPECT_FALSE(CheckCohort(cohort).has_value()) << rows;
    EXPECT_EQ(cohort.enterprises(), rows);
    EXPECT_LE(cohort.total().bins_size(), 100);
    for (const v1::CohortBin& bin : cohort.total().bins()) {
      EXPECT_GE(bin.enterprises(), 5);
    }
    // Fewer than five values: not in the cohort at all.
    ASSERT_EQ(cohort.subdomains_size(), 1);
    EXPECT_EQ(cohort.subdomains(0).subdomain_id(), "data");
  }
}

// How many are really below and equal lies within the range that is called
// sure.
TEST(CohortTest, PlacesAreRight) {
  for (const int rows : {5, 50, 431, 2000}) {
    const results::ResultTable table = RandomResults(rows, 99);
    const v1::Cohort cohort = MakeCohort(table, 5);
    for (const auto* values : {&table.totals, &table.maturity[0]}) {
      const v1::CohortSketch& sketch = values == &table.totals
                                           ? cohort.total()
                                           : cohort.subdomains(0).maturity();
      for (int32_t value = 0; value <= 50000; value += 50) {
        const auto below =
            std::count_if(values->begin(), values->end(),
                          [&](int32_t other) { return other < value; });
        const auto equal = std::count(values->begin(), values->end(), value);
        const Place place = PlaceIn(sketch, value);
        EXPECT_LE(place.below_least, below);
        EXPECT_GE(place.below_most, below);
        EXPECT_LE(place.equal_least, equal);
        EXPECT_GE(place.equal_most, equal);
        EXPECT_EQ(place.enterprises, rows);
      }
    }
  }
}

// Forty of one value between others: nobody is told to be above them.
TEST(CohortTest, EqualValuesHaveABinOfTheirOwn) {
  results::ResultTable table;
  for (int i = 0; i < 40; ++i) table.totals.push_back(10000);
  for (int i = 0; i < 20; ++i) table.totals.push_back(2000 + i * 137);
  for (int i = 0; i < 20; ++i) table.totals.push_back(20000 + i * 711);
  table.levels.resize(table.totals.size());
  const v1::Cohort cohort = MakeCohort(table, 5);
  ASSERT_FALSE(CheckCohort(cohort).has_value());
  const Place same = PlaceIn(cohort.total(), 10000);
  EXPECT_EQ(same.below_least, 20);
  EXPECT_EQ(same.below_most, 20);
  EXPECT_EQ(same.equal_least, 40);
  EXPECT_EQ(same.equal_most, 40);
  const Place above = PlaceIn(cohort.total(), 10001);
  EXPECT_EQ(above.below_least, 60);
  EXPECT_LE(above.equal_most, 5);  // some of the next bin, for all it says
}

TEST(CohortTest, ARangeIsPlacedFromItsLowToItsHighEnd) {
  results::ResultTable table;
  for (int i = 0; i < 100; ++i) table.totals.push_back(i / 10 * 1000);
  table.levels.resize(100);
  const v1::Cohort cohort = MakeCohort(table, 5);
  const Place place = PlaceIn(cohort.total(), 2000, 5000);
  EXPECT_EQ(place.below_least, 20);
  EXPECT_EQ(place.below_most, 50);
  EXPECT_EQ(place.equal_least, 0);
}

// Thirty rows about three enterprises say nothing of anybody.
TEST(CohortTest, RepeatedEnterprisesCountOnce) {
  results::ResultTable table;
  for (int i = 0; i < 30; ++i) {
    table.totals.push_back(i * 100);
    table.levels.push_back(0);
    table.enterprise.push_back(i % 3);
  }
  EXPECT_EQ(MakeCohort(table, 5).total().bins_size(), 0);
  for (int i = 0; i < 30; ++i) table.enterprise[static_cast<size_t>(i)] = i / 2;
  const v1::Cohort cohort = MakeCohort(table, 5);
  EXPECT_GT(cohort.total().bins_size(), 0);
  for (const v1::CohortBin& bin : cohort.total().bins()) {
    EXPECT_GE(bin.enterprises(), 8);  // 1 + 2 + 2 + 2 + 1
  }
}

TEST(CohortTest, BinsAreAHundredthOrTheMinimum) {
  const v1::Cohort cohort = MakeCohort(RandomResults(20000, 5), 5);
  for (const v1::CohortBin& bin : cohort.total().bins()) {
    // A hundredth, what one cell of the grid has beyond it, and in the last
    // bin what was too little for one more.
    EXPECT_LE(bin.enterprises(), 200 + 100 + 200);
  }
}

TEST(CohortTest, ValuesBeyondEveryoneArePlacedAtTheEnds) {
  results::ResultTable table;
  for (int i = 0; i < 10; ++i) {
    table.levels.push_back(1);
    table.totals.push_back(10000);
  }
  const v1::Cohort cohort = MakeCohort(table, 5);
  EXPECT_EQ(PlaceIn(cohort.total(), 50000).below_least, 10);
  EXPECT_EQ(PlaceIn(cohort.total(), 0).below_most, 0);
  EXPECT_FALSE(PlaceSubdomain(cohort, "data", 0, 0).has_value());
}

TEST(CohortTest, RefusesFilesThatAreNone) {
  const v1::Cohort good = MakeCohort(RandomResults(100, 1), 5);
  ASSERT_FALSE(CheckCohort(good).has_value());
  v1::Cohort bad = good;
  bad.set_min_group(4);
  EXPECT_TRUE(CheckCohort(bad).has_value());
  bad = good;
  bad.mutable_total()->mutable_bins(0)->set_enterprises(4);
  EXPECT_TRUE(CheckCohort(bad).has_value());
  bad = good;
  bad.mutable_total()->mutable_bins(0)->set_to(0);
  EXPECT_TRUE(CheckCohort(bad).has_value());
  bad = good;
  bad.mutable_total()->set_enterprises(99);
  EXPECT_TRUE(CheckCohort(bad).has_value());
  bad = good;
  bad.mutable_subdomains(0)->mutable_maturity()->clear_bins();
  EXPECT_TRUE(CheckCohort(bad).has_value());
  for (const int counted : {-1, 0, 4, 101}) {
    bad = good;
    bad.mutable_counted_as_not()->set_enterprises(counted);
    EXPECT_TRUE(CheckCohort(bad).has_value()) << counted;
    bad.mutable_counted_as_not()->set_withheld(true);
    EXPECT_FALSE(CheckCohort(bad).has_value()) << counted;
  }
  EXPECT_TRUE(CheckCohort(v1::Cohort()).has_value());
}

}  // namespace
}  // namespace cmmm::portfolio
