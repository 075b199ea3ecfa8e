// Every threshold at -1, 0 and +1 of the smallest step.
//
// All items of a level `mostly` score exactly the threshold of 0.8. One grade
// down on the item that weighs least is the smallest step below it; one grade
// up the smallest step above.
#include <gtest/gtest.h>

#include <string>

#include "engine/evaluate.h"
#include "tests/oracle/compare.h"
#include "tests/oracle/oracle.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

constexpr char kFullyCode = 4;
constexpr char kMostlyCode = 3;
constexpr char kPartlyCode = 2;
constexpr char kNotCode = 1;

// Levels below `level` fully satisfied, `level` itself exactly on the
// threshold, nothing above.
std::string OnThreshold(const v1::ModelDefinition& model, int level) {
  std::string codes;
  for (const auto& item : model.requirements()) {
    codes.push_back(item.level() < level    ? kFullyCode
                    : item.level() == level ? kMostlyCode
                                            : kNotCode);
  }
  return codes;
}

v1::LevelDecision Decide(const std::string& weight_set,
                         const std::string& codes) {
  v1::ScoreRequest request = PackedRequest(RealCatalog(), weight_set, codes);
  request.set_view(v1::VIEW_LEVEL);
  v1::ScoreResponse response;
  EXPECT_FALSE(Evaluate(RealCatalog(), request, &response).has_value());
  return response.decision();
}

// Index of the item of `level` in scope that weighs least.
int LightestItem(const std::string& weight_set, int level) {
  const auto& model = RealDefinition();
  std::string none(model.requirements_size(), kNotCode);
  const auto result = oracle::Score(model, weight_set, {}, 0, none, level);
  std::string lightest;
  for (const auto& gap : result.gaps) {
    if (gap.level == level) lightest = gap.requirement_id;  // last: least gain
  }
  for (int i = 0; i < model.requirements_size(); ++i) {
    if (model.requirements(i).id() == lightest) return i;
  }
  return -1;
}

class ThresholdTest
    : public ::testing::TestWithParam<std::tuple<const char*, int>> {};

TEST_P(ThresholdTest, DecidesExactlyAndOnBothSides) {
  const auto [weight_set, level] = GetParam();
  const std::string on = OnThreshold(RealDefinition(), level);
  const int item = LightestItem(weight_set, level);
  ASSERT_GE(item, 0);
  std::string below = on;
  below[item] = kPartlyCode;
  std::string above = on;
  above[item] = kFullyCode;

  const v1::LevelDecision at = Decide(weight_set, on);
  EXPECT_EQ(at.level(), level);
  EXPECT_EQ(at.levels(level - 1).score().numerator(), 4);
  EXPECT_EQ(at.levels(level - 1).score().denominator(), 5);
  EXPECT_EQ(Decide(weight_set, below).level(), level - 1);
  EXPECT_LT(Decide(weight_set, below).levels(level - 1).score().value(), 0.8);
  EXPECT_EQ(Decide(weight_set, above).level(), level);
  EXPECT_GT(Decide(weight_set, above).levels(level - 1).score().value(), 0.8);
  for (const std::string& codes : {below, on, above}) {
    ExpectSameDecision(RealCatalog(), {weight_set, {}, 0, codes});
  }
}

INSTANTIATE_TEST_SUITE_P(EveryLevel, ThresholdTest,
                         ::testing::Combine(::testing::Values("discrete",
                                                              "process"),
                                            ::testing::Range(1, 6)));

}  // namespace
}  // namespace cmmm::test
