#include "tests/plan/integers.h"

#include <algorithm>

namespace cmmm::test {

using oracle::Gcd;
using oracle::Int128;
using oracle::Rational;

Rational ScaleToIntegers(const std::vector<Rational>& values) {
  Int128 whole = 1;
  for (const Rational& value : values) {
    whole = whole / Gcd(whole, value.d) * value.d;
  }
  Int128 divisor = 0;
  for (const Rational& value : values) {
    divisor = Gcd((value * whole).n, divisor);
  }
  return Rational(whole, std::max<Int128>(divisor, 1));
}

Int128 LeastInteger(const Rational& value, bool more) {
  const Int128 below = value.n / value.d - (value.n % value.d < 0 ? 1 : 0);
  return more || value.d > 1 ? below + 1 : below;
}

}  // namespace cmmm::test
