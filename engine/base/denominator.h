// A denominator whose prime factors are known, so that fractions over it come
// to lowest terms without a greatest common divisor: a division by each prime
// that both sides have, and dividing exactly is one multiplication.
//
// A second way to Fraction::Of, for the floor "stream of 256 ÷ empty calls ≥
// 14": a decision has six fractions, each 10 ns this way and 110 ns by a
// greatest common divisor, of the 600 to 1,300 ns of a server that an
// assessment in a stream takes. tests/engine/base/denominator_test.cc holds
// both equal.
//
//   const Denominator d(60'000'000);
//   d.Reduce(47'999'852);  // 11,999,963/15,000,000, as Fraction::Of gives
#ifndef CMMM_ENGINE_BASE_DENOMINATOR_H_
#define CMMM_ENGINE_BASE_DENOMINATOR_H_

#include <cstdint>
#include <vector>

#include "engine/base/fraction.h"

namespace cmmm {

// Immutable once made, and so thread-safe.
class Denominator {
 public:
  // 1.
  Denominator() = default;
  // REQUIRES: value >= 1. Takes longer than many calls of Reduce; meant to be
  // done once.
  explicit Denominator(int64_t value);

  int64_t value() const { return value_; }

  // numerator / value() in lowest terms. REQUIRES: numerator >= 0.
  Fraction Reduce(int64_t numerator) const;

 private:
  // An odd prime p. q is a multiple of p when q · inverse mod 2^64 is at most
  // `most`, and that product is q / p then.
  struct OddPrime {
    uint64_t inverse = 1;
    uint64_t most = 0;
    int exponent = 0;
  };

  int64_t value_ = 1;
  int twos_ = 0;               // the exponent of 2
  std::vector<OddPrime> odd_;  // the other primes
  bool only_small_ = true;     // no prime factor is above kLargestPrime
};

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_DENOMINATOR_H_
