// Everything that a ScoreResponse shows, computed before anything is written:
// what the stages give, and what WriteResult (write_response.h) takes. It holds
// integers and fractions only; nothing is divided or formatted before that.
//
//   view        scorecard   gaps
//   LEVEL       no          no
//   SCORECARD   yes         no
//   FULL        yes         yes
#ifndef CMMM_ENGINE_RESPONSE_SCORE_RESULT_H_
#define CMMM_ENGINE_RESPONSE_SCORE_RESULT_H_

#include <optional>
#include <vector>

#include "engine/answers/bind.h"
#include "engine/gaps/find_gaps.h"
#include "engine/levels/decide.h"
#include "engine/levels/decision_range.h"
#include "engine/response/notices.h"
#include "engine/scoring/open_scorecard.h"
#include "engine/scoring/scorecard.h"

namespace cmmm {

// Of one assessment. Valid as long as the catalog. In the order in which the
// stages give it:
struct ScoreResult {
  QuestionScope questions{};
  BoundAnswers answers;
  Decision decision;
  // One row per node in scope; not when the view is LEVEL.
  std::optional<std::vector<NodeResult>> scorecard;
  // Beside it, row by row, only when questions are open.
  std::optional<std::vector<OpenNodeResult>> open_scorecard;
  // Only when the view is FULL.
  std::optional<Gaps> gaps;
  // What open questions leave possible, only when the request asks for it.
  std::optional<DecisionRange> range;
  std::vector<Notice> notices;
};

}  // namespace cmmm

#endif  // CMMM_ENGINE_RESPONSE_SCORE_RESULT_H_
