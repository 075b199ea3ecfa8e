// Exact arithmetic of the tests' own: shares no code with the engine.
#ifndef CMMM_TESTS_LAWS_RATIONAL_H_
#define CMMM_TESTS_LAWS_RATIONAL_H_

#include <cstdlib>

namespace cmmm::test {

// In lowest terms, denominator >= 1. Ends the test when it would overflow.
class Rational {
 public:
  Rational() = default;
  Rational(long long value) : n_(value) {}  // NOLINT: numbers are rationals
  Rational(__int128 numerator, __int128 denominator)
      : n_(numerator), d_(denominator) {
    if (d_ == 0) std::abort();
    __int128 a = n_ < 0 ? -n_ : n_;
    __int128 b = d_ < 0 ? -d_ : d_;
    while (b != 0) {
      const __int128 rest = a % b;
      a = b;
      b = rest;
    }
    if (d_ < 0) a = -a;
    n_ /= a;
    d_ /= a;
  }

  friend Rational operator+(const Rational& x, const Rational& y) {
    return {Checked(Times(x.n_, y.d_), Times(y.n_, x.d_)), Times(x.d_, y.d_)};
  }
  friend Rational operator-(const Rational& x, const Rational& y) {
    return x + Rational(-y.n_, y.d_);
  }
  friend Rational operator*(const Rational& x, const Rational& y) {
    return {Times(x.n_, y.n_), Times(x.d_, y.d_)};
  }
  friend bool operator==(const Rational& x, const Rational& y) {
    return x.n_ == y.n_ && x.d_ == y.d_;
  }
  friend bool operator!=(const Rational& x, const Rational& y) {
    return !(x == y);
  }
  friend bool operator<(const Rational& x, const Rational& y) {
    return Times(x.n_, y.d_) < Times(y.n_, x.d_);
  }
  Rational Magnitude() const { return n_ < 0 ? Rational(-n_, d_) : *this; }

 private:
  static __int128 Times(__int128 x, __int128 y) {
    __int128 product = 0;
    if (__builtin_mul_overflow(x, y, &product)) std::abort();
    return product;
  }
  static __int128 Checked(__int128 x, __int128 y) {
    __int128 sum = 0;
    if (__builtin_add_overflow(x, y, &sum)) std::abort();
    return sum;
  }

  __int128 n_ = 0;
  __int128 d_ = 1;
};

// Of a v1::Score or a v1::Change.
template <typename Message>
Rational ToRational(const Message& exact) {
  return {exact.numerator(), exact.denominator()};
}

}  // namespace cmmm::test

#endif  // CMMM_TESTS_LAWS_RATIONAL_H_
