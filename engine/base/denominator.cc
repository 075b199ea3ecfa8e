#include "engine/base/denominator.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <limits>

namespace cmmm {
namespace {

// Weights are percents of siblings, so that primes stay small. A denominator
// with a larger one is reduced by the greatest common divisor.
constexpr uint64_t kLargestPrime = 1000;

// 1/odd mod 2^64: every step doubles the number of right bits, from three.
uint64_t InverseOf(uint64_t odd) {
  uint64_t inverse = odd;
  for (int bits = 3; bits < 64; bits *= 2) inverse *= 2 - odd * inverse;
  return inverse;
}

}  // namespace

Denominator::Denominator(int64_t value) : value_(value) {
  assert(value >= 1);
  auto rest = static_cast<uint64_t>(value);
  twos_ = std::countr_zero(rest);
  rest >>= twos_;
  for (uint64_t p = 3; rest > 1 && p <= kLargestPrime; p += 2) {
    if (rest % p != 0) continue;
    OddPrime prime{InverseOf(p), std::numeric_limits<uint64_t>::max() / p};
    for (; rest % p == 0; rest /= p) ++prime.exponent;
    odd_.push_back(prime);
  }
  only_small_ = rest == 1;
}

Fraction Denominator::Reduce(int64_t numerator) const {
  assert(numerator >= 0);
  if (numerator == 0 || !only_small_) return Fraction::Of(numerator, value_);
  auto above = static_cast<uint64_t>(numerator);
  auto below = static_cast<uint64_t>(value_);
  const int twos = std::min(twos_, std::countr_zero(above));
  above >>= twos;
  below >>= twos;
  for (const OddPrime& prime : odd_) {
    for (int i = 0; i < prime.exponent; ++i) {
      const uint64_t quotient = above * prime.inverse;
      if (quotient > prime.most) break;
      above = quotient;
      below *= prime.inverse;
    }
  }
  return {{static_cast<int64_t>(above), static_cast<int64_t>(below)}};
}

}  // namespace cmmm
