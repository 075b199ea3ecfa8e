// The tree that explains a number: what v1::Derivation says, as plain data.
#ifndef CMMM_ENGINE_EXPLAIN_DERIVATION_H_
#define CMMM_ENGINE_EXPLAIN_DERIVATION_H_

#include <optional>
#include <vector>

#include "engine/base/fraction.h"
#include "engine/base/grade_code.h"

namespace cmmm {

// The values are those of v1::Quantity, v1::Operation and v1::LeftOut.
enum class Quantity {
  kTotal = 1,
  kLevel,
  kNode,
  kMaturity,
  kGain,
  kCredit,
  kItem,
  kMissing,
  kShare,
  kPart
};

enum class Operation {
  kSumOfProducts = 1,
  kMean,
  kProgressiveSum,
  kCumulativeSum,
  kCredit,
  kProduct,
  kComplement,
  kGrade,
  kPercent,
  kOneOf,
  kMet,
  kLeftOut
};

enum class LeftOut {
  kNo,
  kDoesNotApply,
  kExcluded,
  kNoWeight,
  kNoItems,
  kNotReached
};

// What a derivation is about; indices into the model, -1 where there is none.
struct Subject {
  Quantity quantity = Quantity::kTotal;
  int level_index = -1;
  int node = -1;
  int item = -1;
};

struct Derivation {
  Subject subject;
  Operation operation = Operation::kLeftOut;
  Fraction value;
  Fraction weight;  // in the parent's sum
  int percent = 0;
  int siblings_percent = 0;
  LeftOut left_out = LeftOut::kNo;
  GradeCode grade = kOpen;
  Fraction threshold;
  int items = 0;
  std::vector<Derivation> children;
  int children_not_shown = 0;
  // Where an open question takes part: were they all fully satisfied.
  std::optional<Fraction> best;
};

// Adds the best values: those of `best`, which derives the same subject with
// every open question fully satisfied. A level that only `best` reaches gets
// one, too. REQUIRES: nothing was cut from either.
void AddBest(const Derivation& best, Derivation* step);

// Keeps nodes down to `max_depth` below the root (0: all), and at most
// `max_steps` of them, those nearest to the root first: of every node all
// children stay or none, and then it counts them. REQUIRES: max_steps >= 1.
void CutTo(int max_depth, int max_steps, Derivation* root);

}  // namespace cmmm

#endif  // CMMM_ENGINE_EXPLAIN_DERIVATION_H_
