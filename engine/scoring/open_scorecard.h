// What open questions leave of a scorecard: how many there are in every cell,
// how high a score can still become, and how what was answered stands alone.
//
// A scorecard counts open questions as not satisfied. That is the lowest the
// numbers can be, and a fact of none of them: whoever shows a number of a part
// with open questions shows the range, or that nobody was asked.
//
//   part        lowest     highest                over what was answered
//   one item    0.00       1.00, open: 1 of 1     nothing: no value
//   two items   0.40       0.90, open: 1 of 2     0.80
#ifndef CMMM_ENGINE_SCORING_OPEN_SCORECARD_H_
#define CMMM_ENGINE_SCORING_OPEN_SCORECARD_H_

#include <vector>

#include "absl/container/inlined_vector.h"
#include "engine/scoring/scorecard.h"

namespace cmmm {

struct OpenNodeLevel {
  int items = 0;           // open ones
  Ratio best_score{0, 0};  // were they fully satisfied
};

// A row of the scorecard, beside it.
struct OpenNodeResult {
  int items = 0;  // open ones, all levels assessed
  Ratio best_maturity;
  // Of a sub-domain, over what was answered alone; 0/0 when nothing was, and of
  // other nodes, whose weights would be those of no scope there is.
  Ratio answered_maturity{0, 0};
  int answered_levels = 0;  // up to the highest one with an answer
  absl::InlinedVector<OpenNodeLevel, 5> levels;
};

// One row per row of MakeScorecard, in its order. A scorecard more is computed,
// so ask only when questions are open. REQUIRES: `answers` bound with
// `questions` without violations.
std::vector<OpenNodeResult> MakeOpenScorecard(const QuestionScope& questions,
                                              const BoundAnswers& answers);

}  // namespace cmmm

#endif  // CMMM_ENGINE_SCORING_OPEN_SCORECARD_H_
