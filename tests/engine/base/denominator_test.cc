#include "engine/base/denominator.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace cmmm {
namespace {

TEST(DenominatorTest, BringsToLowestTerms) {
  const Denominator d(60'000'000);
  EXPECT_EQ(d.value(), 60'000'000);
  EXPECT_EQ(d.Reduce(47'999'852), (Fraction{11'999'963, 15'000'000}));
  EXPECT_EQ(d.Reduce(0), (Fraction{0, 1}));
  EXPECT_EQ(d.Reduce(60'000'000), (Fraction{1, 1}));
  EXPECT_EQ(d.Reduce(120'000'000), (Fraction{2, 1}));
}

TEST(DenominatorTest, TakesNoMorePowersThanTheDenominatorHas) {
  EXPECT_EQ(Denominator(6).Reduce(36), (Fraction{6, 1}));
  EXPECT_EQ(Denominator(1).Reduce(36), (Fraction{36, 1}));
  EXPECT_EQ(Denominator().Reduce(7), (Fraction{7, 1}));
}

// 1,000,003 is prime and above what is looked for.
TEST(DenominatorTest, LargePrimesAreReducedAsWell) {
  const Denominator d(int64_t{2} * 1'000'003);
  EXPECT_EQ(d.Reduce(1'000'003), (Fraction{1, 2}));
  EXPECT_EQ(d.Reduce(4), (Fraction{2, 1'000'003}));
}

TEST(DenominatorTest, EqualsTheGreatestCommonDivisorsWay) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 2000; ++i) {
    // Small factors make many common ones.
    int64_t value = 1;
    for (int f = 0; f < 8; ++f) {
      value *= 1 + static_cast<int64_t>(random() % 100);
    }
    const Denominator d(value);
    for (int j = 0; j < 20; ++j) {
      const int64_t numerator =
          static_cast<int64_t>(random() % 1000) *
          static_cast<int64_t>(random() % (uint64_t{1} << 40));
      ASSERT_EQ(d.Reduce(numerator), Fraction::Of(numerator, value))
          << numerator << "/" << value;
    }
  }
  const int64_t largest = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(Denominator(largest).Reduce(largest), (Fraction{1, 1}));
}

}  // namespace
}  // namespace cmmm
