#include "engine/base/fraction.h"

#include <cassert>
#include <cmath>
#include <numeric>
#include <string>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"

namespace cmmm {
namespace {

using Wide = absl::int128;

// Units of 10^-places in `value`, and whether a remainder is left.
struct Decimal {
  absl::uint128 units;
  bool remainder;
};

Decimal ToDecimal(const Fraction& value, int places) {
  assert(places >= 0 && places <= 9);
  absl::uint128 scale = 1;
  for (int i = 0; i < places; ++i) scale *= 10;
  const absl::uint128 scaled = scale * static_cast<uint64_t>(value.numerator);
  const auto denominator = static_cast<uint64_t>(value.denominator);
  return {scaled / denominator, scaled % denominator != 0};
}

std::string FormatUnits(absl::uint128 units, int places) {
  std::string digits;
  for (; units != 0 || static_cast<int>(digits.size()) <= places; units /= 10) {
    digits.insert(digits.begin(),
                  static_cast<char>('0' + static_cast<int>(units % 10)));
  }
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  return digits;
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

Fraction operator+(const Fraction& a, const Fraction& b) {
  if (a.numerator == 0) return b;
  if (b.numerator == 0) return a;
  const int64_t common = std::lcm(a.denominator, b.denominator);
  return Fraction::Of(a.numerator * (common / a.denominator) +
                          b.numerator * (common / b.denominator),
                      common);
}

Fraction Shortfall(const Fraction& a, const Fraction& b) {
  if (!(b < a)) return {};
  const int64_t common = std::lcm(a.denominator, b.denominator);
  return Fraction::Of(a.numerator * (common / a.denominator) -
                          b.numerator * (common / b.denominator),
                      common);
}

std::string FormatDown(const Fraction& value, int places) {
  return FormatUnits(ToDecimal(value, places).units, places);
}

std::string FormatUp(const Fraction& value, int places) {
  const Decimal decimal = ToDecimal(value, places);
  return FormatUnits(decimal.units + (decimal.remainder ? 1 : 0), places);
}

std::string FormatExact(const Fraction& value) {
  if (value.denominator == 1) return absl::StrCat(value.numerator);
  return absl::StrCat(value.numerator, "/", value.denominator);
}

}  // namespace cmmm
