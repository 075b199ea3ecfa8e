// The fewest downgrades that lose a level: how much stricter a reviewer may be
// than the enterprise was with itself.
//
// Progressive reading: the result falls below level N when one of the levels
// 1 to N falls below what satisfies it, so each is a covering problem of its
// own, of losses instead of gains, and the least of them counts.
// Cumulative reading: any level can give way, and how far all fall together
// counts. f_k(c), the least that level k can contribute after c downgrades, is
// tabled for every c, and the tables are added up.
//
//   loss needed of k = weighted[k] - ⌈whole[k] · full mean · 80 / 100⌉ + 1
//   margin           = min over k of the least size of answers that fall
//                      with Σ losses >= loss needed
//
// with the model's `satisfied_at_percent` in place of 80. All are integers. The
// searches are engine/cover/cover.h's; exact, not the greedy choice.
#ifndef CMMM_ENGINE_MARGIN_FIND_MARGIN_H_
#define CMMM_ENGINE_MARGIN_FIND_MARGIN_H_

#include <optional>
#include <vector>

#include "engine/answers/bind.h"
#include "engine/cover/cover.h"
#include "engine/levels/decide.h"
#include "engine/scoring/score_levels.h"

namespace cmmm {

// What counts as one: a step, fully to mostly; or an answer, however far.
// The size of a margin counts these.
enum class DowngradeMeasure { kSteps, kAnswers };

// A graded answer that can fall: its options are its grades from its own down
// to `not`, each with its size and what it takes from `weighted` of its level.
// The first option is its own grade: size 0, loss 0. No option is smaller than
// the one before it.
struct FallingAnswer {
  int item = 0;  // index into CompiledModel::requirements
  int level_index = 0;
  std::vector<GradeCode> grades;
  CoverGroup options;
};

// In scope and better than `not`, in model order.
// Open, not applicable and `not` cannot fall and are not among them.
std::vector<FallingAnswer> FallingAnswers(const QuestionScope& questions,
                                          const BoundAnswers& answers,
                                          const LevelScores& scores,
                                          DowngradeMeasure measure);

// A downgrade.
struct LostAnswer {
  int item = 0;
  GradeCode to = kNot;
};

// The fewest downgrades after which the result is below a level.
// Of several sets of that size one is shown, always the same.
struct Margin {
  int64_t size = 0;
  std::vector<LostAnswer> downgrades;  // model order
};

// Why no fewer: per level that can give way.
// `least_size` downgrades do it; `proof` shows that one fewer does not
// (engine/cover/cover.h), and `impossible` that none do.
struct MarginProof {
  int level_index = 0;
  int64_t whole = 1;  // of which the loss and the answers' losses are parts
  int64_t need = 0;   // the loss that makes the level unsatisfied
  bool impossible = false;
  int64_t least_size = 0;
  std::vector<int> answers;  // the groups, indices into the falling answers
  CoverProof proof;
};

// `level` is held. Nothing: no downgrade at all loses it. Once `budget` is over
// the result means nothing.
// REQUIRES: 1 <= level <= the level of the decision.
std::optional<Margin> FindMargin(const QuestionScope& questions,
                                 const LevelScores& scores,
                                 const std::vector<FallingAnswer>& answers,
                                 int level, WorkBudget* budget);

// REQUIRES: a progressive model. One proof per level 1 to `level`;
// incomplete once `budget` is over.
std::vector<MarginProof> ProveMargin(const QuestionScope& questions,
                                     const LevelScores& scores,
                                     const std::vector<FallingAnswer>& answers,
                                     int level, WorkBudget* budget);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MARGIN_FIND_MARGIN_H_
