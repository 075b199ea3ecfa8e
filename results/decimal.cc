#include "results/decimal.h"

#include <cstdint>
#include <cstring>

#include "absl/numeric/int128.h"

namespace cmmm::results {
namespace {

constexpr int64_t kFourPlaces = 10000;  // of four places

// value in units of four places, cut off.
int64_t UnitsOf(const Ratio& value) {
  const auto [numerator, denominator] = value;
  if (numerator < kExactInDouble / kFourPlaces &&
      denominator < kExactInDouble) {
    // Dividing doubles is faster, and as exact: a quotient n - e below a whole
    // number n has e >= 1/denominator, which is more than its rounding,
    // numerator/denominator / 2^53 at most.
    return static_cast<int64_t>(static_cast<double>(numerator * kFourPlaces) /
                                static_cast<double>(denominator));
  }
  return static_cast<int64_t>(absl::int128(numerator) * kFourPlaces /
                              denominator);
}

uint64_t PlacesOf(int64_t units) {
  return static_cast<uint64_t>(units % kFourPlaces);
}

// The whole part of `units`, a point, and the four digits in the lower half of
// `places`.
inline char* PutUnits(int64_t units, uint64_t places, char* at) {
  at = PutNumber(static_cast<uint64_t>(units / kFourPlaces), at);
  *at = '.';
  std::memcpy(at + 1, &places, 4);
  return at + 5;
}

}  // namespace

char* PutExact(const Fraction& value, char* at) {
  at = PutNumber(static_cast<uint64_t>(value.numerator), at);
  if (value.denominator == 1) return at;
  *at++ = '/';
  return PutNumber(static_cast<uint64_t>(value.denominator), at);
}

char* PutDecimal(const Ratio& value, char* at) {
  const int64_t units = UnitsOf(value);
  return PutUnits(units, TwiceFourDigits(PlacesOf(units), 0), at);
}

char* PutTwoDecimals(const Ratio& first, const Ratio& second, char between,
                     char* at) {
  const int64_t units = UnitsOf(first);
  const int64_t second_units = UnitsOf(second);
  const uint64_t places =
      TwiceFourDigits(PlacesOf(units), PlacesOf(second_units));
  *at++ = between;
  at = PutUnits(units, places, at);
  *at++ = between;
  return PutUnits(second_units, places >> 32, at);
}

}  // namespace cmmm::results
