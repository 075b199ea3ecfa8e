#include "engine/base/fraction.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <numeric>
#include <string>

#include "absl/numeric/int128.h"

namespace cmmm {
namespace {

using Wide = absl::int128;

constexpr std::array<int64_t, 10> kPowersOfTen = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};

int64_t PowerOfTen(int places) {
  assert(places >= 0 && places <= 9);
  return kPowersOfTen[static_cast<size_t>(places)];
}

// The one cut of decimals: value = whole + (units + rest) / 10^places with
// units < 10^places and 0 <= rest < 1.
struct Decimal {
  int64_t whole;
  int64_t units;
  bool has_rest;
};

Decimal ToDecimal(const Ratio& value, int places) {
  const auto numerator = static_cast<uint64_t>(value.numerator);
  const auto denominator = static_cast<uint64_t>(value.denominator);
  const auto power = static_cast<uint64_t>(PowerOfTen(places));
  const uint64_t whole = numerator / denominator;
  const uint64_t rest = numerator - whole * denominator;
  uint64_t scaled = 0;
  if (!__builtin_mul_overflow(rest, power, &scaled)) {
    const uint64_t units = scaled / denominator;
    return {static_cast<int64_t>(whole), static_cast<int64_t>(units),
            units * denominator != scaled};
  }
  const absl::uint128 wide = absl::uint128{rest} * power;
  const auto units = static_cast<uint64_t>(wide / denominator);
  return {static_cast<int64_t>(whole), static_cast<int64_t>(units),
          absl::uint128{units} * denominator != wide};
}

char* PutInteger(int64_t value, char* at) {
  return std::to_chars(at, at + 19, value).ptr;
}

// A point and `places` digits; nothing without places.
char* PutPlaces(int64_t units, int places, char* at) {
  if (places == 0) return at;
  *at = '.';
  for (int i = places; i > 0; --i, units /= 10) {
    at[i] = static_cast<char>('0' + units % 10);
  }
  return at + 1 + places;
}

std::string Format(int64_t whole, int64_t units, int places) {
  std::array<char, kMostDecimalBytes + 1> text{};
  char* const end = PutPlaces(units, places, PutInteger(whole, text.data()));
  return {text.data(), end};
}

}  // namespace

Fraction Fraction::Of(int64_t numerator, int64_t denominator) {
  assert(numerator >= 0 && denominator >= 1);
  const int64_t divisor = std::gcd(numerator, denominator);
  return {{numerator / divisor, denominator / divisor}};
}

double Ratio::NearestDoubleOfLong() const {
  if (numerator == 0) return 0.0;
  // Scale to a quotient of 64 to 126 bits whose last bit is sticky: the
  // conversion then rounds once, correctly.
  absl::uint128 scaled = static_cast<uint64_t>(numerator);
  int shift = 0;
  while (absl::Uint128High64(scaled) >> 62 == 0) {
    scaled <<= 1;
    ++shift;
  }
  const absl::uint128 divisor = static_cast<uint64_t>(denominator);
  absl::uint128 quotient = scaled / divisor;
  bool sticky = scaled % divisor != 0;
  while (absl::Uint128High64(quotient) != 0) {
    sticky = sticky || (quotient & 1) != 0;
    quotient >>= 1;
    --shift;
  }
  uint64_t bits = absl::Uint128Low64(quotient);
  if (sticky) bits |= 1;
  return std::ldexp(static_cast<double>(bits), -shift);
}

bool operator<(const Ratio& a, const Ratio& b) {
  return Wide{a.numerator} * b.denominator < Wide{b.numerator} * a.denominator;
}

Fraction Shortfall(const Fraction& a, const Fraction& b) {
  if (!(b < a)) return {};
  const int64_t common = std::lcm(a.denominator, b.denominator);
  return Fraction::Of(a.numerator * (common / a.denominator) -
                          b.numerator * (common / b.denominator),
                      common);
}

std::string FormatDown(const Ratio& value, int places) {
  const Decimal decimal = ToDecimal(value, places);
  return Format(decimal.whole, decimal.units, places);
}

std::string FormatUp(const Ratio& value, int places) {
  const Decimal decimal = ToDecimal(value, places);
  const int64_t units = decimal.units + (decimal.has_rest ? 1 : 0);
  const int64_t one = PowerOfTen(places);
  return units == one ? Format(decimal.whole + 1, 0, places)
                      : Format(decimal.whole, units, places);
}

char* PutDown(const Ratio& value, int places, char* at) {
  const Decimal decimal = ToDecimal(value, places);
  return PutPlaces(decimal.units, places, PutInteger(decimal.whole, at));
}

int64_t UnitsDown(const Ratio& value, int places) {
  // One division, as nearly always, where ToDecimal has two.
  uint64_t scaled = 0;
  if (!__builtin_mul_overflow(static_cast<uint64_t>(value.numerator),
                              static_cast<uint64_t>(PowerOfTen(places)),
                              &scaled)) {
    return static_cast<int64_t>(scaled /
                                static_cast<uint64_t>(value.denominator));
  }
  const Decimal decimal = ToDecimal(value, places);
  return decimal.whole * PowerOfTen(places) + decimal.units;
}

int64_t UnitsDown(double nearest, int places) {
  constexpr double kSlack = 1e-9;
  return static_cast<int64_t>(
      std::floor(nearest * static_cast<double>(PowerOfTen(places)) + kSlack));
}

std::string FormatUnits(int64_t units, int places) {
  const int64_t one = PowerOfTen(places);
  return Format(units / one, units % one, places);
}

std::string FormatExact(const Fraction& value) {
  std::array<char, kMostExactBytes + 1> text{};
  return {text.data(), PutExact(value, text.data())};
}

char* PutExact(const Fraction& value, char* at) {
  at = PutInteger(value.numerator, at);
  if (value.denominator == 1) return at;
  *at++ = '/';
  return PutInteger(value.denominator, at);
}

}  // namespace cmmm
