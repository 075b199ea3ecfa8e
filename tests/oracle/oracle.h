// The independent oracle: scores an assessment straight from the model as
// written, with exact fractions and plain loops. It is slow on purpose and
// shares nothing with the engine it is used to test.
//
// It trusts its input: the model is valid, the weight set exists, the domains
// may be excluded and the items may be answered `not applicable`.
#ifndef CMMM_TESTS_ORACLE_ORACLE_H_
#define CMMM_TESTS_ORACLE_ORACLE_H_

#include <compare>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "cmmm/v1/scoring_service.pb.h"

namespace cmmm::oracle {

__extension__ typedef __int128 Int128;

// An assert that release builds keep.
inline void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "oracle: %s\n", what);
  std::abort();
}

inline Int128 Magnitude(Int128 a) { return a < 0 ? -a : a; }

inline Int128 Gcd(Int128 a, Int128 b) {
  const auto fits = [](Int128 x) { return Magnitude(x) <= INT64_MAX; };
  if (fits(a) && fits(b)) {  // only quicker
    return std::gcd(static_cast<int64_t>(a), static_cast<int64_t>(b));
  }
  return b == 0 ? Magnitude(a) : Gcd(b, a % b);
}

// Products stay below 2^125, so that the sum of two of them fits as well.
inline Int128 Times(Int128 a, Int128 b) {
  Int128 product = 0;
  const bool overflow = __builtin_mul_overflow(a, b, &product);
  Require(!overflow && Magnitude(product) < Int128{1} << 125, "overflow");
  return product;
}

// An exact fraction, always in lowest terms with d >= 1. Aborts rather than
// overflow.
struct Rational {
  Rational() = default;
  Rational(Int128 whole) : n(whole) {}  // NOLINT: implicit, as it is exact
  Rational(Int128 numerator, Int128 denominator) {
    Require(denominator != 0, "division by zero");
    const Int128 gcd = Gcd(numerator, denominator);
    const Int128 sign = denominator < 0 ? -1 : 1;
    n = sign * numerator / gcd;
    d = sign * denominator / gcd;
  }

  std::string ToString() const {  // "n/d", or "n" when d is 1
    return d == 1 ? Digits(n) : Digits(n) + "/" + Digits(d);
  }

  Int128 n = 0;
  Int128 d = 1;

 private:
  static std::string Digits(Int128 value) {
    if (value < 0) return "-" + Digits(-value);
    const std::string last(1, static_cast<char>('0' + value % 10));
    return value < 10 ? last : Digits(value / 10) + last;
  }
};

inline Rational operator+(const Rational& a, const Rational& b) {
  const Int128 gcd = Gcd(a.d, b.d);
  return Rational(Times(a.n, b.d / gcd) + Times(b.n, a.d / gcd),
                  Times(a.d, b.d / gcd));
}

inline Rational operator-(const Rational& a, const Rational& b) {
  return a + Rational(-b.n, b.d);
}

inline Rational operator*(const Rational& a, const Rational& b) {
  const Rational left(a.n, b.d);  // reduced before the product, not after
  const Rational right(b.n, a.d);
  return Rational(Times(left.n, right.n), Times(left.d, right.d));
}

inline Rational operator/(const Rational& a, const Rational& b) {
  return a * Rational(b.d, b.n);
}

inline bool operator==(const Rational& a, const Rational& b) {
  return a.n == b.n && a.d == b.d;
}

inline std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  const Int128 difference = (a - b).n;
  return difference <=> Int128{0};
}

inline std::ostream& operator<<(std::ostream& out, const Rational& value) {
  return out << value.ToString();
}

// A node at one level; the levels of a node are 1, 2, ... as assessed.
struct NodeLevel {
  int items = 0;    // applicable items
  Rational score;   // means nothing (and is 0) unless has_items
  Rational weight;  // share of A[level]
  bool has_items = false;
};

struct Node {
  std::string tier;  // element, domain or subdomain
  std::string id;
  Rational weight;  // share of the whole after tailoring
  Rational maturity;
  std::vector<NodeLevel> levels;
};

struct Gap {
  int level = 0;
  std::string requirement_id;
  Rational gain;
};

struct Result {
  // By the reading the model decides with, and by the other one.
  int level = 0;
  Rational total;
  int other_level = 0;
  Rational other_total;
  // A[1], A[2], ... as far as assessed. A level without any item in scope is
  // satisfied with score 1.
  std::vector<Rational> level_scores;
  std::vector<bool> satisfied;
  // Nodes in scope: all elements, all domains, all sub-domains; model order.
  std::vector<Node> nodes;
  // Level 1 up to the target; in rank order within a level.
  std::vector<Gap> gaps;
  int answered = 0;
  int unanswered = 0;
  int not_applicable = 0;
  int out_of_scope = 0;
};

// `codes`: one byte per requirement in model order: 0 open (counts as not
// satisfied), 1 not, 2 partly, 3 mostly, 4 fully, 5 not applicable.
// `assess_up_to_level` 0: all levels. `target_level` 0: the level above the
// one reached, at most the highest assessed.
Result Score(const v1::ModelDefinition& model, const std::string& weight_set_id,
             const std::set<std::string>& excluded_domains,
             int assess_up_to_level, const std::string& codes,
             int target_level);

// Only `level` to `satisfied` of that, many times as fast.
Result Decide(const v1::ModelDefinition& model,
              const std::string& weight_set_id,
              const std::set<std::string>& excluded_domains,
              int assess_up_to_level, const std::string& codes);

}  // namespace cmmm::oracle

#endif  // CMMM_TESTS_ORACLE_ORACLE_H_
