// An exact difference of scores.
//
// Unlike a Fraction, whose size the linter bounds, a sum of differences mixes
// the denominators of two models. Whether it fits is checked here, and a value
// that does not fit spoils every sum it is part of:
//
//   SignedFraction change = Signed(b) - Signed(a);
//   if (!change.fits()) ...  // neither numerator nor denominator is of use
#ifndef CMMM_ENGINE_BASE_SIGNED_FRACTION_H_
#define CMMM_ENGINE_BASE_SIGNED_FRACTION_H_

#include <cstdint>

#include "engine/base/fraction.h"

namespace cmmm {

// numerator / denominator in lowest terms, denominator >= 1.
struct SignedFraction {
  int64_t numerator = 0;
  int64_t denominator = 1;  // 0: the value does not fit into 63 bits

  // REQUIRES: denominator >= 1.
  static SignedFraction Of(int64_t numerator, int64_t denominator);

  bool fits() const { return denominator != 0; }

  // The double nearest to the exact value, ties to even. REQUIRES: fits().
  double NearestDouble() const;

  friend bool operator==(const SignedFraction& a, const SignedFraction& b) {
    return a.numerator == b.numerator && a.denominator == b.denominator;
  }
};

SignedFraction Signed(const Ratio& value);

// Worked out in 128 bits and brought to lowest terms; what does not fit into 63
// bits then has the denominator 0, as has any sum or product with it.
SignedFraction operator+(const SignedFraction& a, const SignedFraction& b);
SignedFraction operator-(const SignedFraction& a, const SignedFraction& b);
SignedFraction operator*(const SignedFraction& a, const SignedFraction& b);

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_SIGNED_FRACTION_H_
