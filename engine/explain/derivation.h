// The tree that explains a number: what v1::Derivation says, as plain data.
//
//   A[2] = 0.6                          kLevel, kSumOfProducts
//   ├─ 1/2 · element "production" 0.8   kNode, kSumOfProducts, percent 50
//   │   └─ …                            down to items: kItem, kGrade
//   └─ 1/2 · element "logistics" 0.4
//
// A step's value follows from its children's values and weights by its
// operation alone, in exact fractions: nothing is rounded on the way.
//
// The values are those of v1::Quantity, v1::Operation and v1::LeftOut; where
// they come from: derive.h, docs/scoring_math.md.
#ifndef CMMM_ENGINE_EXPLAIN_DERIVATION_H_
#define CMMM_ENGINE_EXPLAIN_DERIVATION_H_

#include <optional>
#include <vector>

#include "engine/base/fraction.h"
#include "engine/base/grade_code.h"

namespace cmmm {

// Which number. Callers ask for the first five; the others are steps below.
// Scores, shares and gains are 0 to 1, totals and maturities 0 to K, the levels
// assessed.
enum class Quantity {
  kTotal = 1,  // S, 0 to K
  kLevel,      // A[k], 0 to 1
  kNode,       // score of a node at a level, 0 to 1
  kMaturity,   // of a node, 0 to K
  kGain,       // what `fully` for an item would add to A[k]
  kCredit,     // what a level counts in a sum of levels: 1 when satisfied
  kItem,       // score of an item: tenths / 10
  kMissing,    // 1 - that
  kShare,      // of a node in its parent, at a level
  kPart        // of an item in the mean of its sub-domain: 1 / n
};

// How the value comes of the children's values v and weights w.
// Every one is exact in fractions. docs/scoring_math.md, "Replaying a number",
// says which is used for what.
enum class Operation {
  kSumOfProducts = 1,  // Σ w · v, Σ w = 1
  kMean,               // the same, every w 1/n or 0
  kProgressiveSum,     // Σ w · v; w = 1 up to the first level not satisfied
  kCumulativeSum,      // Σ v
  kCredit,             // v >= threshold ? 1 : v
  kProduct,            // Π v
  kComplement,         // 1 - v
  kGrade,              // a leaf: what the model says `grade` is worth
  kPercent,            // a leaf: percent / siblings_percent
  kOneOf,              // a leaf: 1 / items
  kMet,                // a leaf: 1, an empty cell that counts as met
  kLeftOut             // a leaf that counts nothing; `left_out` says why
};

// Why a child counts nothing: its weight is 0.
// A reader sees so that the part was looked at and not forgotten.
enum class LeftOut {
  kNo,
  kDoesNotApply,  // the item was answered so
  kExcluded,      // its domain is
  kNoWeight,      // by the weight set
  kNoItems,    // no applicable item at the level: its siblings have its weight
  kNotReached  // a level below it is not satisfied
};

// What a derivation is about; indices into the model, -1 where there is none.
// A total has none of the three, a level its level, a node node and level, a
// maturity its node, a gain and an item both level and item.
struct Subject {
  Quantity quantity = Quantity::kTotal;
  int level_index = -1;
  int node = -1;
  int item = -1;
};

// A step of the tree, with all below it.
// A leaf has no children: its operation says where its value comes from.
struct Derivation {
  Subject subject;
  Operation operation = Operation::kLeftOut;
  Fraction value;
  Fraction weight;           // in the parent's sum, 0 to 1
  int percent = 0;           // of the parent, as the weight set says
  int siblings_percent = 0;  // of the children together that count
  LeftOut left_out = LeftOut::kNo;
  GradeCode grade = kOpen;           // of kGrade
  Fraction threshold;                // of kCredit
  int items = 0;                     // of kOneOf: n
  std::vector<Derivation> children;  // all, or none
  int children_not_shown = 0;        // cut off; `value` stands for them
  // Where an open question takes part: were they all fully satisfied.
  std::optional<Fraction> best;
};

// Adds the best values: those of `best`, which derives the same subject with
// every open question fully satisfied. A level that only `best` reaches gets
// one, too. REQUIRES: nothing was cut from either.
// Sets `best` of a step that is an open item or has one below it, and of a
// level that was left out as not reached and is not in the other tree.
void AddBest(const Derivation& best, Derivation* step);

// Keeps nodes down to `max_depth` below the root (0: all), and at most
// `max_steps` of them, those nearest to the root first: of every node all
// children stay or none, and then it counts them. REQUIRES: max_steps >= 1.
// Breadth first: what is kept is looked at once, and nothing else.
void CutTo(int max_depth, int max_steps, Derivation* root);

}  // namespace cmmm

#endif  // CMMM_ENGINE_EXPLAIN_DERIVATION_H_
