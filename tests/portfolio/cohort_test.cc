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
    EXPECT_EQ(CheckCohort(cohort), "") << rows;
    EXPECT_EQ(cohort.enterprises(), rows);
    EXPECT_LE(cohort.total().bins_size(), 100);
    for (const v1::CohortBin& bin : cohort.total().bins()) {
      EXPECT_GE(bin.enterprises(), 5);
      EXPECT_EQ(bin.from() % 100, 0);
      EXPECT_EQ(bin.to() % 100, 0);
    }
    // Fewer than five values: not in the cohort at all.
    ASSERT_EQ(cohort.subdomains_size(), 1);
    EXPECT_EQ(cohort.subdomains(0).subdomain_id(), "data");
  }
}

// The share that is really below lies within the range that is called sure.
TEST(CohortTest, PlacesAreRight) {
  for (const int rows : {5, 50, 431, 2000}) {
    const results::ResultTable table = RandomResults(rows, 99);
    const v1::Cohort cohort = MakeCohort(table, 5);
    for (int32_t value = 0; value <= 50000; value += 77) {
      const auto below = static_cast<double>(
          std::count_if(table.totals.begin(), table.totals.end(),
                        [&](int32_t total) { return total < value; }));
      const Place place = PlaceIn(cohort.total(), value);
      EXPECT_LE(place.least, below / rows);
      EXPECT_GE(place.most, below / rows);
      EXPECT_LE(place.least, place.about);
      EXPECT_LE(place.about, place.most);
      EXPECT_EQ(place.enterprises, rows);
    }
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
  EXPECT_EQ(PlaceIn(cohort.total(), 50000).least, 1);
  EXPECT_EQ(PlaceIn(cohort.total(), 0).about, 0);
  EXPECT_FALSE(PlaceSubdomain(cohort, "data", 0).has_value());
}

TEST(CohortTest, RefusesFilesThatAreNone) {
  const v1::Cohort good = MakeCohort(RandomResults(100, 1), 5);
  ASSERT_EQ(CheckCohort(good), "");
  v1::Cohort bad = good;
  bad.set_min_group(4);
  EXPECT_NE(CheckCohort(bad), "");
  bad = good;
  bad.mutable_total()->mutable_bins(0)->set_enterprises(4);
  EXPECT_NE(CheckCohort(bad), "");
  bad = good;
  bad.mutable_total()->mutable_bins(0)->set_to(0);
  EXPECT_NE(CheckCohort(bad), "");
  bad = good;
  bad.mutable_total()->set_enterprises(99);
  EXPECT_NE(CheckCohort(bad), "");
  bad = good;
  bad.mutable_subdomains(0)->mutable_maturity()->clear_bins();
  EXPECT_NE(CheckCohort(bad), "");
  EXPECT_NE(CheckCohort(v1::Cohort()), "");
}

}  // namespace
}  // namespace cmmm::portfolio
