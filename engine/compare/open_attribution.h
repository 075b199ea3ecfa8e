// What open questions leave of a change and its causes.
//
// An open answer that becomes the grade g adds to the parts of its sub-domain,
// against open, with c_a and c_b what a tenth adds to the score of a side, x_a
// and x_b the tenths of g by the scale of a side, and v the change of the
// weight per tenth, (v_b - v_a) / (10 · common items):
//
//   open                        change            answers      weights
//   in a, counts in both        -c_a·x_a          -c_a·x_a     0
//   in b, counts in both        c_b·x_b           c_a·x_a      v·x_a
//   in both, one answer         c_b·x_b - c_a·x_a 0            v·x_a
//   in a or b, counts there     -c_a·x_a, c_b·x_b 0            0
//
// and to the structure the rest. Every part is a sum over the items, so its
// ends are the sums of the least and of the most that any grade makes of each.
#ifndef CMMM_ENGINE_COMPARE_OPEN_ATTRIBUTION_H_
#define CMMM_ENGINE_COMPARE_OPEN_ATTRIBUTION_H_

#include <array>
#include <optional>

#include "engine/base/signed_fraction.h"
#include "engine/compare/pair_items.h"

namespace cmmm {

// Between which a change lies while questions are open. Both ends are reached.
// lowest <= highest; equal where no open question matters. When one of the two
// does not fit into 63 bits the comparison is refused (CHANGE_TOO_FINE).
struct ChangeRange {
  SignedFraction lowest;
  SignedFraction highest;

  bool fits() const { return lowest.fits() && highest.fits(); }
};

// The same of a change and its causes; not all ends by the same answers.
// So these four ranges do not add up as the parts themselves do.
struct OpenAttribution {
  ChangeRange change;
  ChangeRange answers;
  ChangeRange weights;
  ChangeRange structure;

  bool fits() const {
    return change.fits() && answers.fits() && weights.fits() &&
           structure.fits();
  }
};

// An open answer of a level. Where both sides are named it is one answer.
struct OpenItem {
  int a = -1;  // the requirement in a's model, when it is open there
  int b = -1;  // in b's
  // The requirement in a's model, when it counts on both sides; -1: on one.
  int common = -1;
};

// What the open answers of a sub-domain, or of a level, may add to its parts.
// Sums over the items: of each the least and the most that a grade from `not`
// to `fully` makes of every part.
class OpenEffects {
 public:
  // `weight` is the v of the item's sub-domain.
  void Add(const ComparedSide& a, const ComparedSide& b, const OpenItem& item,
           const SignedFraction& weight);
  // What the sub-domains of a level leave open is what the level does.
  void Add(const OpenEffects& others);

  // Around the parts with open counted as not satisfied; nothing when no
  // answer is open.
  std::optional<OpenAttribution> Around(const SignedFraction& change,
                                        const SignedFraction& answers,
                                        const SignedFraction& weights,
                                        const SignedFraction& structure) const;

 private:
  static constexpr int kParts = 4;  // change, answers, weights, structure

  bool any_ = false;
  std::array<SignedFraction, kParts> less_;  // sums, each <= 0
  std::array<SignedFraction, kParts> more_;  // sums, each >= 0
};

}  // namespace cmmm

#endif  // CMMM_ENGINE_COMPARE_OPEN_ATTRIBUTION_H_
