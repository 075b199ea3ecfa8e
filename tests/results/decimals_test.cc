// Decimals as the tables have them, against the plain way to cut and write
// them.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <random>
#include <string>

#include "engine/base/fraction.h"

namespace cmmm {
namespace {

// Decimals are cut off, however near the next one is.
TEST(DecimalsTest, DecimalsAreCutExactly) {
  std::mt19937_64 random(12);
  const auto check = [](int64_t numerator, int64_t denominator) {
    const auto exact = static_cast<unsigned __int128>(numerator) * 10'000 /
                       static_cast<unsigned __int128>(denominator);
    std::array<char, 40> expected{};
    (void)std::snprintf(expected.data(), expected.size(), "%lld.%04d",
                        static_cast<long long>(exact / 10'000),
                        static_cast<int>(exact % 10'000));
    const Ratio value{numerator, denominator};
    ASSERT_EQ(FormatDown(value, 4), expected.data())
        << numerator << "/" << denominator;
    std::array<char, kMostDecimalBytes> put{};
    ASSERT_EQ(std::string(put.data(), PutDown(value, 4, put.data())),
              expected.data());
    if (exact < (int64_t{1} << 62)) {
      ASSERT_EQ(UnitsDown(value, 4), static_cast<int64_t>(exact));
    }
  };
  for (int i = 0; i < 200'000; ++i) {
    const auto denominator =
        static_cast<int64_t>(1 + (random() >> (2 + i % 60)));
    const auto quotient = static_cast<int64_t>(random() % 50'000);
    // At quotient / 10,000 and on both sides of it.
    const auto at = static_cast<int64_t>(
        static_cast<unsigned __int128>(quotient) * denominator / 10'000);
    if (at > (int64_t{1} << 61)) continue;
    for (const int64_t numerator : {at - 1, at, at + 1}) {
      if (numerator >= 0) check(numerator, denominator);
    }
  }
  // Where doubles begin and end to be exact.
  constexpr int64_t kEdge = (int64_t{1} << 53) / 10'000;
  for (int64_t numerator = kEdge - 3; numerator < kEdge + 3; ++numerator) {
    for (int64_t denominator = 1; denominator < 1000; ++denominator) {
      check(numerator, denominator);
    }
    check(numerator, numerator + 1);
    check(numerator, (int64_t{1} << 53) - 1);
    check(numerator, int64_t{1} << 53);
  }
}

}  // namespace
}  // namespace cmmm
