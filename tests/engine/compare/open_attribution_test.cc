// What open answers may add, and that what does not fit is never lost: small
// sides worked out by hand. The ranges themselves are tested in tests/laws/.
#include "engine/compare/open_attribution.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "engine/compare/attribute.h"

namespace cmmm {
namespace {

constexpr SignedFraction kDoesNotFit{0, 0};

// One requirement, all of its level: a grade is worth its tenths of 10.
class OpenAttributionTest : public testing::Test {
 protected:
  void SetUp() override {
    model_.grade_tenths = {0, 0, 5, 7, 10, 0};
    model_.requirements.resize(1);
    weights_.weight = IntMatrix::Constant(1, 1, 1);
    weights_.whole = IntVector::Constant(1, 1);
    scores_.weights = &weights_;
    scores_.items = items_.data();
  }

  ComparedSide Side() const {
    return {{&model_, nullptr, 1}, nullptr, &scores_};
  }

  CompiledModel model_;
  LevelWeights weights_;
  std::vector<int> items_ = {1};
  LevelScores scores_;
};

// One answer of both sides, so nothing changes; a weight of 1 in 20 explains
// 0 to 10 twentieths, which the structure takes back.
TEST_F(OpenAttributionTest, OneAnswerOfBothSidesMovesWeightAndStructure) {
  OpenEffects effects;
  effects.Add(Side(), Side(), {0, 0, 0}, {1, 20});
  const auto around = effects.Around({}, {}, {}, {});
  ASSERT_TRUE(around.has_value());
  EXPECT_EQ(around->change.lowest, SignedFraction());
  EXPECT_EQ(around->change.highest, SignedFraction());
  EXPECT_EQ(around->answers.highest, SignedFraction());
  EXPECT_EQ(around->weights.lowest, SignedFraction());
  EXPECT_EQ(around->weights.highest, (SignedFraction{1, 2}));
  EXPECT_EQ(around->structure.lowest, (SignedFraction{-1, 2}));
  EXPECT_EQ(around->structure.highest, SignedFraction());
  EXPECT_TRUE(around->fits());
}

// Open in b, where it is the whole level, and half of it in a; the structure is
// what is left of 1 in 20 a tenth. 5/20 and 10/20 less as many parts of 2^62
// fit, 7/20 less 7 of them has five times that denominator.
TEST_F(OpenAttributionTest, WhatDoesNotFitIsNotForgotten) {
  LevelWeights half = weights_;
  half.whole = IntVector::Constant(1, 2);
  LevelScores scores = scores_;
  scores.weights = &half;
  const ComparedSide a = {{&model_, nullptr, 1}, nullptr, &scores};
  OpenEffects effects;
  effects.Add(a, Side(), {-1, 0, 0}, {1, int64_t{1} << 62});
  const auto around = effects.Around({}, {}, {}, {});
  ASSERT_TRUE(around.has_value());
  EXPECT_EQ(around->change.highest, (SignedFraction{1, 1}));
  EXPECT_EQ(around->answers.highest, (SignedFraction{1, 2}));
  EXPECT_TRUE(around->weights.fits());
  EXPECT_FALSE(around->structure.lowest.fits());
  EXPECT_FALSE(around->structure.highest.fits());
}

TEST_F(OpenAttributionTest, OnePartThatDoesNotFitIsEnough) {
  const OpenAttribution open;
  EXPECT_TRUE(open.fits());
  for (ChangeRange OpenAttribution::*part :
       {&OpenAttribution::change, &OpenAttribution::answers,
        &OpenAttribution::weights, &OpenAttribution::structure}) {
    OpenAttribution lowest;
    (lowest.*part).lowest = kDoesNotFit;
    EXPECT_FALSE(lowest.fits());
    OpenAttribution highest;
    (highest.*part).highest = kDoesNotFit;
    EXPECT_FALSE(highest.fits());
  }
  for (SignedFraction Attribution::*part :
       {&Attribution::change, &Attribution::answers, &Attribution::weights,
        &Attribution::structure}) {
    LevelChange level;
    level.parts.open = OpenAttribution();
    level.subdomains.resize(2);
    EXPECT_TRUE(level.fits());
    level.subdomains[1].parts.*part = kDoesNotFit;
    EXPECT_FALSE(level.fits());
    level.subdomains.clear();
    level.parts.*part = kDoesNotFit;
    EXPECT_FALSE(level.fits());
  }
  LevelChange level;
  level.parts.open = OpenAttribution();
  level.parts.open->weights.highest = kDoesNotFit;
  EXPECT_FALSE(level.fits());
}

}  // namespace
}  // namespace cmmm
