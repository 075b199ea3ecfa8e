// Numbers as the tables have them, against the plain ways to write them.
#include "results/digits.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "engine/base/fraction.h"
#include "results/write_result.h"

namespace cmmm::results {
namespace {

std::string Number(uint64_t value) {
  std::array<char, 20 + kDigitsBehind> text{};
  return {text.data(), PutNumber(value, text.data())};
}

// Numbers of every length, and those at which the length changes.
std::vector<uint64_t> Numbers(int64_t count) {
  std::vector<uint64_t> numbers = {0, std::numeric_limits<uint64_t>::max()};
  for (uint64_t power = 1; power <= 1'000'000'000'000'000'000; power *= 10) {
    for (const uint64_t near : {power - 1, power, power + 1, 9 * power}) {
      numbers.push_back(near);
    }
  }
  std::mt19937_64 random(11);
  for (int64_t i = 0; i < count; ++i) {
    numbers.push_back(random() >> (i % 64));
  }
  return numbers;
}

TEST(DigitsTest, NumbersAreWrittenAsTheyAre) {
  for (const uint64_t value : Numbers(100'000)) {
    ASSERT_EQ(Number(value), std::to_string(value));
  }
}

TEST(DigitsTest, EightDigitsKeepTheirZeros) {
  for (const uint64_t value : Numbers(100'000)) {
    const uint64_t eight = EightDigits(value % kEightDigits);
    std::array<char, 9> expected{};
    (void)std::snprintf(expected.data(), expected.size(), "%08u",
                        static_cast<unsigned>(value % kEightDigits));
    ASSERT_EQ(std::memcmp(&eight, expected.data(), 8), 0) << value;
  }
}

TEST(DigitsTest, TwiceFourDigitsAreTwoNumbers) {
  for (uint64_t value = 0; value < 10'000; ++value) {
    const uint64_t other = (value * 7 + 3) % 10'000;
    const uint64_t eight = TwiceFourDigits(value, other);
    std::array<char, 9> expected{};
    (void)std::snprintf(expected.data(), expected.size(), "%04u%04u",
                        static_cast<unsigned>(value),
                        static_cast<unsigned>(other));
    ASSERT_EQ(std::memcmp(&eight, expected.data(), 8), 0) << value;
  }
}

// Decimals are cut off, however near the next one is.
TEST(DigitsTest, DecimalsAreCutExactly) {
  std::mt19937_64 random(12);
  const auto check = [](int64_t numerator, int64_t denominator) {
    std::string text;
    AppendDecimal({numerator, denominator}, &text);
    ASSERT_EQ(text, FormatDown(Fraction::Of(numerator, denominator), 4))
        << numerator << "/" << denominator;
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
  // Where dividing doubles begins and ends to be exact.
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
}  // namespace cmmm::results
