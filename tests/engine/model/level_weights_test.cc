#include "engine/model/level_weights.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/compiled_model.h"

namespace cmmm {
namespace {

using testing::ElementsAre;

// Percent of the parent, by node:
//
//   e1 60 ── d1 100 ─┬─ s0 70     0.6 · 1.0  · 0.7 = 0.42
//                    └─ s1 30     0.6 · 1.0  · 0.3 = 0.18
//   e2 40 ─┬─ d2  75 ── s2 100    0.4 · 0.75 · 1.0 = 0.30
//          └─ d3  25 ── s3 100    0.4 · 0.25 · 1.0 = 0.10
const std::vector<int> kPercent = {60, 40, 100, 75, 25, 70, 30, 100, 100};

void MakeTwoElements(CompiledModel* out) {
  CompiledModel& model = *out;
  const auto add = [&](ModelTier tier, const char* id, int parent, int first,
                       int count) {
    model.nodes.push_back({tier, id, {}, parent, first, count});
  };
  add(ModelTier::kElement, "e1", -1, 0, 2);
  add(ModelTier::kElement, "e2", -1, 2, 2);
  add(ModelTier::kDomain, "d1", 0, 0, 2);
  add(ModelTier::kDomain, "d2", 1, 2, 1);
  add(ModelTier::kDomain, "d3", 1, 3, 1);
  add(ModelTier::kSubdomain, "s0", 2, 0, 1);
  add(ModelTier::kSubdomain, "s1", 2, 1, 1);
  add(ModelTier::kSubdomain, "s2", 3, 2, 1);
  add(ModelTier::kSubdomain, "s3", 4, 3, 1);
  model.element_count = 2;
  model.domain_count = 3;
  model.subdomain_count = 4;
  model.levels.resize(1);
}

// The weights of a level whose sub-domains with `counts` count, and at the
// end what they are parts of.
std::vector<int64_t> Row(const std::vector<uint8_t>& counts,
                         const std::vector<int>& percent = kPercent) {
  CompiledModel model;
  MakeTwoElements(&model);
  std::vector<int64_t> row(4, -1);
  const int64_t whole = DeriveWeightRow(model, percent, counts, row.data());
  row.push_back(whole);
  return row;
}

// 0.42, 0.18, 0.30, 0.10: 21, 9, 15 and 5 of 50.
TEST(WeightRowTest, MultipliesTheTiers) {
  EXPECT_THAT(Row({1, 1, 1, 1}), ElementsAre(21, 9, 15, 5, 50));
}

// s1 empty: s0 takes all of d1. 0.60, 0, 0.30, 0.10.
TEST(WeightRowTest, PassesAnEmptyCellToItsSiblings) {
  EXPECT_THAT(Row({1, 0, 1, 1}), ElementsAre(6, 0, 3, 1, 10));
}

// s2 empty, so d2 is, so d3 takes all of e2. 0.42, 0.18, 0, 0.40.
TEST(WeightRowTest, PassesAnEmptyDomainToItsSiblings) {
  EXPECT_THAT(Row({1, 1, 0, 1}), ElementsAre(21, 9, 0, 20, 50));
}

// s2 and s3 empty, so e2 is, so e1 takes all. 0.7, 0.3, 0, 0.
TEST(WeightRowTest, PassesAnEmptyElementToItsSiblings) {
  EXPECT_THAT(Row({1, 1, 0, 0}), ElementsAre(7, 3, 0, 0, 10));
}

// s0 alone is left of e1, s3 alone of e2. 0.6, 0, 0, 0.4.
TEST(WeightRowTest, PassesWeightUpSeveralTiersAtOnce) {
  EXPECT_THAT(Row({1, 0, 0, 1}), ElementsAre(3, 0, 0, 2, 5));
  EXPECT_THAT(Row({0, 0, 0, 1}), ElementsAre(0, 0, 0, 1, 1));
}

TEST(WeightRowTest, IsNothingWhenNothingCounts) {
  EXPECT_THAT(Row({0, 0, 0, 0}), ElementsAre(0, 0, 0, 0, 0));
}

// A weight of 0 never comes back, even with all siblings gone.
TEST(WeightRowTest, LeavesOutWhatHasNoWeight) {
  std::vector<int> percent = kPercent;
  percent[5] = 100;  // s0
  percent[6] = 0;    // s1
  EXPECT_THAT(Row({1, 1, 1, 1}, percent), ElementsAre(6, 0, 3, 1, 10));
  EXPECT_THAT(Row({0, 1, 1, 1}, percent), ElementsAre(0, 0, 3, 1, 4));
}

TEST(WeightRowTest, LeavesOutWhatIsBelowAParentWithoutWeight) {
  std::vector<int> percent = kPercent;
  percent[0] = 0;    // e1
  percent[1] = 100;  // e2
  EXPECT_THAT(Row({1, 1, 1, 1}, percent), ElementsAre(0, 0, 3, 1, 4));
  EXPECT_THAT(Row({1, 1, 0, 0}, percent), ElementsAre(0, 0, 0, 0, 0));
}

// The largest products there are: 99/100 · 97/100 of primes and their rests.
TEST(WeightRowTest, IsExactForAwkwardWeights) {
  const std::vector<int> percent = {97, 3, 100, 89, 11, 83, 17, 100, 100};
  // 0.97·0.83, 0.97·0.17, 0.03·0.89, 0.03·0.11 in parts of 10,000.
  EXPECT_THAT(Row({1, 1, 1, 1}, percent),
              ElementsAre(8051, 1649, 267, 33, 10000));
}

// Level 1 has all items, level 2 none in s1, level 3 none below e2, level 4
// none at all.
const int kItems[] = {2, 1, 1, 3,  //
                      1, 0, 4, 1,  //
                      1, 5, 0, 0,  //
                      0, 0, 0, 0};

LevelWeights Derive(EmptyCell empty_cell,
                    const std::vector<uint8_t>& subdomain_counts) {
  CompiledModel model;
  MakeTwoElements(&model);
  model.levels.resize(4);
  model.empty_cell = empty_cell;
  return DeriveLevelWeights(model, kPercent, subdomain_counts, kItems);
}

IntMatrix Matrix(const std::vector<std::vector<int64_t>>& rows) {
  IntMatrix matrix(rows.size(), rows[0].size());
  for (size_t i = 0; i < rows.size(); ++i) {
    for (size_t j = 0; j < rows[i].size(); ++j) {
      matrix(static_cast<int>(i), static_cast<int>(j)) = rows[i][j];
    }
  }
  return matrix;
}

TEST(LevelWeightsTest, RenormaliseEachLevelOnItsOwn) {
  const LevelWeights weights = Derive(EmptyCell::kRenormalise, {1, 1, 1, 1});
  EXPECT_EQ(weights.weight, Matrix({{21, 9, 15, 5},  //
                                    {6, 0, 3, 1},
                                    {7, 3, 0, 0},
                                    {0, 0, 0, 0}}));
  EXPECT_EQ(weights.whole, IntVector(Matrix({{50}, {10}, {10}, {0}})));
}

TEST(LevelWeightsTest, KeepTheWeightOfEmptyCellsUnderMet) {
  const LevelWeights weights = Derive(EmptyCell::kMet, {1, 1, 1, 1});
  EXPECT_EQ(
      weights.weight,
      Matrix({{21, 9, 15, 5}, {21, 9, 15, 5}, {21, 9, 15, 5}, {21, 9, 15, 5}}));
  EXPECT_EQ(weights.whole, IntVector(Matrix({{50}, {50}, {50}, {50}})));
}

// d3 dropped: s2 takes all of e2, at every level and under both policies.
TEST(LevelWeightsTest, RenormaliseWhatIsOutOfScopeUnderBothPolicies) {
  const std::vector<uint8_t> without_d3 = {1, 1, 1, 0};
  EXPECT_EQ(Derive(EmptyCell::kRenormalise, without_d3).weight,
            Matrix({{21, 9, 20, 0},  //
                    {3, 0, 2, 0},
                    {7, 3, 0, 0},
                    {0, 0, 0, 0}}));
  EXPECT_EQ(
      Derive(EmptyCell::kMet, without_d3).weight,
      Matrix({{21, 9, 20, 0}, {21, 9, 20, 0}, {21, 9, 20, 0}, {21, 9, 20, 0}}));
}

}  // namespace
}  // namespace cmmm
