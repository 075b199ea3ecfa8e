// Scores as tables show them: decimals of four places, cut off, so that they
// never contradict a verdict, and exact fractions.
//
// Each writes at `at` and gives where it ends: there is room for kNumberBytes
// for every number.
#ifndef CMMM_RESULTS_DECIMAL_H_
#define CMMM_RESULTS_DECIMAL_H_

#include <cstddef>

#include "engine/base/fraction.h"
#include "results/digits.h"

namespace cmmm::results {

// A fraction of two numbers of 20 digits, and what stands between and behind.
inline constexpr size_t kNumberBytes = 2 * 20 + 1 + kDigitsBehind;

// `n/d`, or `n` when the denominator is 1.
char* PutExact(const Fraction& value, char* at);

// `0.8000`.
char* PutDecimal(const Ratio& value, char* at);

// The same of two, with `between` before each, in less than twice the time.
char* PutTwoDecimals(const Ratio& first, const Ratio& second, char between,
                     char* at);

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_DECIMAL_H_
