// Exact fractions as integers, for programs over integers.
#ifndef CMMM_TESTS_PLAN_INTEGERS_H_
#define CMMM_TESTS_PLAN_INTEGERS_H_

#include <vector>

#include "tests/oracle/question.h"

namespace cmmm::test {

// By this all `values` become integers without a common divisor.
oracle::Rational ScaleToIntegers(const std::vector<oracle::Rational>& values);

// The least integer that is at least `value`, or more than it.
oracle::Int128 LeastInteger(const oracle::Rational& value, bool more);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_PLAN_INTEGERS_H_
