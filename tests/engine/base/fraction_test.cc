#include "engine/base/fraction.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace cmmm {
namespace {

TEST(FractionTest, IsInLowestTerms) {
  EXPECT_EQ(Fraction::Of(8, 10), (Fraction{4, 5}));
  EXPECT_EQ(Fraction::Of(0, 7), (Fraction{0, 1}));
}

TEST(FractionTest, EqualitySatisfiesAThreshold) {
  EXPECT_TRUE(Fraction::Of(8, 10).AtLeastPercent(80));
  EXPECT_FALSE(Fraction::Of(799999999, 1000000000).AtLeastPercent(80));
  EXPECT_TRUE(Fraction::Of(800000001, 1000000000).AtLeastPercent(80));
}

TEST(FractionTest, ComparesBeyond64Bits) {
  const int64_t big = std::numeric_limits<int64_t>::max();
  EXPECT_TRUE(Fraction::Of(big - 1, big) < (Fraction{1, 1}));
  EXPECT_FALSE(Fraction::Of(big - 1, big).AtLeastPercent(100));
}

TEST(FractionTest, SubtractsExactly) {
  EXPECT_EQ(Shortfall(Fraction::Of(4, 5), Fraction::Of(1, 2)),
            (Fraction{3, 10}));
  EXPECT_EQ(Shortfall(Fraction::Of(1, 2), Fraction::Of(4, 5)), (Fraction{}));
}

TEST(FractionTest, CutsDecimalsSoThatTheyNeverReachAThreshold) {
  EXPECT_EQ(FormatDown(Fraction::Of(79999, 100000), 4), "0.7999");
  EXPECT_EQ(FormatDown(Fraction::Of(4, 5), 4), "0.8000");
  EXPECT_EQ(FormatDown(Fraction::Of(5, 1), 2), "5.00");
  EXPECT_EQ(FormatDown(Fraction::Of(7, 2), 0), "3");
}

TEST(FractionTest, CutsDecimalsAlikeWhereNumbersBecomeLong) {
  // Around the denominators up to which 64 bits are enough.
  for (const int places : {1, 4, 9}) {
    uint64_t power = 1;
    for (int i = 0; i < places; ++i) power *= 10;
    const uint64_t border = std::numeric_limits<uint64_t>::max() / power;
    for (int64_t step = -2; step <= 2; ++step) {
      const auto denominator = static_cast<int64_t>(
          std::min(border, uint64_t{1} << 62) + static_cast<uint64_t>(step));
      for (const int64_t numerator :
           {int64_t{0}, int64_t{1}, denominator / 7, denominator / 10,
            denominator - 1, denominator, denominator + denominator / 3}) {
        const absl::int128 exact =
            absl::int128{numerator} * power / denominator;
        EXPECT_EQ(absl::int128{UnitsDown({numerator, denominator}, places)},
                  exact);
        const bool whole =
            exact * denominator == absl::int128{numerator} * power;
        EXPECT_EQ(FormatUp({numerator, denominator}, places) ==
                      FormatDown({numerator, denominator}, places),
                  whole);
      }
    }
  }
}

TEST(FractionTest, RoundsShortfallsUp) {
  EXPECT_EQ(FormatUp(Fraction::Of(1, 100000), 4), "0.0001");
  EXPECT_EQ(FormatUp(Fraction::Of(3, 10), 4), "0.3000");
  EXPECT_EQ(FormatUp(Fraction{}, 4), "0.0000");
  EXPECT_EQ(FormatUp(Fraction::Of(99999, 100000), 4), "1.0000");
  EXPECT_EQ(FormatUp(Fraction::Of(7, 2), 0), "4");
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(FormatDown({kMost, 1}, 9), "9223372036854775807.000000000");
  EXPECT_EQ(FormatDown({kMost - 1, kMost}, 9), "0.999999999");
  EXPECT_EQ(FormatUp({1, kMost}, 9), "0.000000001");
}

TEST(FractionTest, NearestDoubleOfSmallParts) {
  EXPECT_EQ(Fraction::Of(4, 5).NearestDouble(), 0.8);
  EXPECT_EQ(Fraction::Of(29633, 31250).NearestDouble(), 0.948256);
}

TEST(FractionTest, NearestDoubleOfLargePartsRoundsOnce) {
  // 2^53 + 1 over 1 is a tie between 2^53 and 2^53 + 2; even wins.
  const int64_t two53 = int64_t{1} << 53;
  EXPECT_EQ(Fraction::Of(two53 + 1, 1).NearestDouble(),
            static_cast<double>(two53));
  EXPECT_EQ(Fraction::Of(two53 + 3, 1).NearestDouble(),
            static_cast<double>(two53 + 4));
  // Just above the tie.
  EXPECT_EQ(Fraction::Of(4 * (two53 + 1) + 1, 4).NearestDouble(),
            static_cast<double>(two53 + 2));
  EXPECT_EQ(Fraction::Of(int64_t{3} << 60, int64_t{5} << 0).NearestDouble(),
            static_cast<double>(int64_t{3} << 60) / 5.0);
}

TEST(FractionTest, ShowsTheExactValue) {
  EXPECT_EQ(FormatExact(Fraction::Of(3, 2)), "3/2");
  EXPECT_EQ(FormatExact(Fraction::Of(10, 5)), "2");
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(FormatExact(Fraction::Of(kMost - 1, kMost)),
            "9223372036854775806/9223372036854775807");
}

}  // namespace
}  // namespace cmmm
