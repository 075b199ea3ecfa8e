// The fewest downgrades that lose a level: how much stricter a reviewer may be
// than the enterprise was with itself.
//
// Progressive reading: the result falls below level N when one of the levels
// 1 to N falls below what satisfies it, so each is a covering problem of its
// own, of losses instead of gains, and the least of them counts.
// Cumulative reading: any level can give way, and how far all fall together
// counts. f_k(c), the least that level k can contribute after c downgrades, is
// tabled for every c, and the tables are added up.
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
enum class DowngradeMeasure { kSteps, kAnswers };

// A graded answer that can fall: its options are its grades from its own down
// to `not`, each with its size and what it takes from `weighted` of its level.
struct FallingAnswer {
  int item = 0;  // index into CompiledModel::requirements
  int level_index = 0;
  std::vector<GradeCode> grades;
  CoverGroup options;
};

// In scope and better than `not`, in model order.
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
struct Margin {
  int64_t size = 0;
  std::vector<LostAnswer> downgrades;  // model order
};

// Why no fewer: per level that can give way.
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
