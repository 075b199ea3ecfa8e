// An exact non-negative score.
//
// Every score that decides is a Fraction. Whether the integers below can
// overflow is settled once, when a model is compiled: the linter refuses a
// model whose scores could have a denominator above 2^63 / levels
// (engine/model/arithmetic_bound.h).
//
//   Fraction score = Fraction::Of(8, 10);    // 4/5
//   score.AtLeastPercent(80);                // true: equality satisfies
#ifndef CMMM_ENGINE_BASE_FRACTION_H_
#define CMMM_ENGINE_BASE_FRACTION_H_

#include <cstdint>
#include <string>

#include "absl/numeric/int128.h"

namespace cmmm {

// Whole numbers below are exact as doubles.
inline constexpr int64_t kExactInDouble = int64_t{1} << 53;

// An exact value in any terms: numerator >= 0, denominator >= 1. For scores
// that are only compared with a threshold or shown.
struct Ratio {
  int64_t numerator = 0;
  int64_t denominator = 1;

  // numerator/denominator >= percent/100, exactly.
  bool AtLeastPercent(int64_t percent) const {
    return absl::int128{numerator} * 100 >= absl::int128{denominator} * percent;
  }

  // The double nearest to the exact value, ties to even.
  double NearestDouble() const {
    if (numerator >= kExactInDouble || denominator >= kExactInDouble) {
      return NearestDoubleOfLong();
    }
    // Both are exact as doubles, so the division rounds once, correctly.
    return static_cast<double>(numerator) / static_cast<double>(denominator);
  }

 private:
  double NearestDoubleOfLong() const;
};

// A Ratio in lowest terms: equal values are equal fractions.
struct Fraction : Ratio {
  // REQUIRES: numerator >= 0, denominator >= 1.
  static Fraction Of(int64_t numerator, int64_t denominator);

  friend bool operator==(const Fraction& a, const Fraction& b) {
    return a.numerator == b.numerator && a.denominator == b.denominator;
  }
  friend bool operator!=(const Fraction& a, const Fraction& b) {
    return !(a == b);
  }
};

bool operator<(const Ratio& a, const Ratio& b);

// max(0, a - b). REQUIRES: over their common denominator both fit into 63 bits.
Fraction Shortfall(const Fraction& a, const Fraction& b);

// Decimals that never contradict a verdict: `places` digits, cut off, so that
// a value below a threshold of as many digits is never shown as reaching it
// (0.79999 is shown as 0.7999). `places` is 0 to 9.
std::string FormatDown(const Ratio& value, int places);

// The same, but rounded up, for shortfalls: what is missing is never shown
// as nothing.
std::string FormatUp(const Ratio& value, int places);

// FormatDown at `at`, which has room for kMostDecimalBytes; gives where it
// ends.
inline constexpr int kMostDecimalBytes = 19 + 1 + 9;
char* PutDown(const Ratio& value, int places, char* at);

// The same as a whole number of 10^-places, for those who count or compare what
// is shown: 7999 for 0.79999 and 4 places. REQUIRES: it fits into 63 bits.
int64_t UnitsDown(const Ratio& value, int places);

// Of a double that is nearest to an exact value, such as a maturity in a
// response: one that close below a unit is taken for it (0.29 is 29 hundredths,
// though the double nearest to it is less). The steps of exact values are far
// larger than 10^-9 units.
int64_t UnitsDown(double nearest, int places);

// `units` of 10^-places as FormatDown shows them.
std::string FormatUnits(int64_t units, int places);

// `n/d`, or `n` when the denominator is 1.
std::string FormatExact(const Fraction& value);

// The same at `at`, which has room for kMostExactBytes; gives where it ends.
inline constexpr int kMostExactBytes = 19 + 1 + 19;
char* PutExact(const Fraction& value, char* at);

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_FRACTION_H_
