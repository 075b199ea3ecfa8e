// Which requirements count in both of two assessments, and which in one only:
// what moved a score is told apart by that (attribute.h). The two may be of
// different models, editions or weight sets.
//
//   a: data.1.a answered       b: answered          common
//   a: data.1.b answered       b: not applicable    only a, kDoesNotApply
//   a: the model has no sales  b: sales.1.a         only b, kMissing
#ifndef CMMM_ENGINE_COMPARE_PAIR_ITEMS_H_
#define CMMM_ENGINE_COMPARE_PAIR_ITEMS_H_

#include <vector>

#include "engine/answers/bind.h"
#include "engine/scoring/score_levels.h"

namespace cmmm {

// One of the two assessments: bound and scored without violations.
struct ComparedSide {
  QuestionScope questions;
  const BoundAnswers* answers;
  const LevelScores* scores;

  const CompiledModel& model() const { return *questions.model; }
};

// Why a requirement does not count; kCounts: it does, graded or open.
// Looked for in this order, and the first that holds is said.
enum class Absence {
  kCounts,
  kMissing,      // the model has no such id
  kOutOfScope,   // its sub-domain has no weight or is excluded, or its level is
                 // above those assessed
  kDoesNotApply  // answered so
};

// Of requirement `item` of the side's model; -1: the model does not have it.
Absence AbsenceOf(const ComparedSide& side, int item);

// A requirement that counts on both sides.
// They have the same id; their texts and places may differ by edition.
struct ItemPair {
  int a = 0;  // index into the requirements of a's model
  int b = 0;
};

struct OneSidedItem {
  int item = 0;                         // index on the side where it counts
  Absence absence = Absence::kMissing;  // on the other side
};

// What counts on neither side is in none of the three.
struct PairedItems {
  std::vector<ItemPair> common;      // count on both sides, in a's model order
  std::vector<OneSidedItem> only_a;  // in a's model order
  std::vector<OneSidedItem> only_b;  // in b's
};

// By requirement id, which says the sub-domain and the level, too.
PairedItems PairItems(const ComparedSide& a, const ComparedSide& b);

// Whether any requirement id is in both models; else nothing can be compared.
// A comparison of two that are not is refused: UNRELATED_MODELS.
bool Related(const CompiledModel& a, const CompiledModel& b);

}  // namespace cmmm

#endif  // CMMM_ENGINE_COMPARE_PAIR_ITEMS_H_
