// The change of every level score from assessment a to assessment b, by cause.
//
// Per level k and sub-domain s, with x[i] the tenths of an answer by a's scale,
// w and n the weight and the number of items of the cell, and the common items
// those that count on both sides:
//
//   part      = w[k][s] · mean[k][s], so that Σ_s part = A[k]
//   change    = part in b - part in a
//   answers   = Σ over common items of w_a / n_a · (x_b - x_a) / 10
//   weights   = (v_b - v_a) · mean over common items of x_b / 10
//   structure = change - answers - weights
//
// where v_a and v_b are the weights of the sub-domain by a's and by b's
// percentages when only the common items exist. A cell that is empty and met
// on both sides is common, too. So `weights` is 0 when the percentages are the
// same and `structure` when the same items count at the same worth of grades.
// The parts add up exactly, over causes and over sub-domains
// (docs/scoring_math.md).
//
// Open questions count as not satisfied in all of this; between which every
// part lies while they are open is said beside it (open_attribution.h).
#ifndef CMMM_ENGINE_COMPARE_ATTRIBUTE_H_
#define CMMM_ENGINE_COMPARE_ATTRIBUTE_H_

#include <optional>
#include <string>
#include <vector>

#include "engine/base/signed_fraction.h"
#include "engine/compare/open_attribution.h"
#include "engine/compare/pair_items.h"

namespace cmmm {

struct Attribution {
  SignedFraction change;
  SignedFraction answers;
  SignedFraction weights;
  SignedFraction structure;
  std::optional<OpenAttribution> open;  // where questions it depends on are

  bool fits() const {
    return change.fits() && answers.fits() && weights.fits() &&
           structure.fits() && (!open.has_value() || open->fits());
  }
};

// An answer that differs. Its contribution is part of the level's `answers`.
struct ItemChange {
  int item = 0;  // index into the requirements of a's model
  GradeCode from = kOpen;
  GradeCode to = kOpen;
  SignedFraction contribution;
  std::optional<ChangeRange> open;  // of it, where `from` or `to` is open
};

struct SubdomainChange {
  std::string id;
  Attribution parts;
};

struct LevelChange {
  int level_index = 0;
  Attribution parts;  // the sum over the sub-domains
  // Greatest effect first, ties in model order.
  std::vector<ItemChange> items;
  // In a's model order, then those of b alone.
  std::vector<SubdomainChange> subdomains;

  // Whether every sum fits into 63 bits.
  bool fits() const;
};

// The levels assessed on both sides, lowest first. `same_answers`: what is open
// on both sides has one answer, since b took over those of a. REQUIRES: `pairs`
// are those of `a` and `b`.
std::vector<LevelChange> AttributeChanges(const ComparedSide& a,
                                          const ComparedSide& b,
                                          const PairedItems& pairs,
                                          bool same_answers);

}  // namespace cmmm

#endif  // CMMM_ENGINE_COMPARE_ATTRIBUTE_H_
