#include "engine/base/signed_fraction.h"

#include <cassert>
#include <cstdint>
#include <limits>
#include <numeric>

#include "absl/numeric/int128.h"

namespace cmmm {
namespace {

using Wide = absl::int128;

constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
constexpr SignedFraction kDoesNotFit{0, 0};

Wide Magnitude(Wide value) { return value < 0 ? -value : value; }

Wide GreatestDivisor(Wide a, Wide b) {
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

// Lowest terms, if those fit.
SignedFraction Reduce(Wide numerator, Wide denominator) {
  const Wide divisor = GreatestDivisor(denominator, Magnitude(numerator));
  numerator /= divisor;
  denominator /= divisor;
  if (Magnitude(numerator) > kMost || denominator > kMost) return kDoesNotFit;
  return {static_cast<int64_t>(numerator), static_cast<int64_t>(denominator)};
}

}  // namespace

SignedFraction SignedFraction::Of(int64_t numerator, int64_t denominator) {
  assert(denominator >= 1);
  return Reduce(numerator, denominator);
}

double SignedFraction::NearestDouble() const {
  if (numerator < 0) return -Ratio{-numerator, denominator}.NearestDouble();
  return Ratio{numerator, denominator}.NearestDouble();
}

SignedFraction Signed(const Ratio& value) {
  return SignedFraction::Of(value.numerator, value.denominator);
}

// Numerators and denominators are below 2^63, so that no product here reaches
// 2^126 and no sum 2^127.
SignedFraction operator+(const SignedFraction& a, const SignedFraction& b) {
  if (!a.fits() || !b.fits()) return kDoesNotFit;
  const int64_t divisor = std::gcd(a.denominator, b.denominator);
  const int64_t times_a = b.denominator / divisor;
  const int64_t times_b = a.denominator / divisor;
  return Reduce(Wide{a.numerator} * times_a + Wide{b.numerator} * times_b,
                Wide{a.denominator} * times_a);
}

SignedFraction operator-(const SignedFraction& a, const SignedFraction& b) {
  return a + SignedFraction{-b.numerator, b.denominator};
}

SignedFraction operator*(const SignedFraction& a, const SignedFraction& b) {
  if (!a.fits() || !b.fits()) return kDoesNotFit;
  return Reduce(Wide{a.numerator} * b.numerator,
                Wide{a.denominator} * b.denominator);
}

}  // namespace cmmm
