// A scorecard from bytes made beforehand (engine/model/fixed_scorecard.h).
#ifndef CMMM_ENGINE_RESPONSE_FIXED_SCORECARD_BYTES_H_
#define CMMM_ENGINE_RESPONSE_FIXED_SCORECARD_BYTES_H_

#include "engine/response/wire_messages.h"
#include "engine/scoring/score_levels.h"

namespace cmmm {

// Writes the same bytes as WriteScorecard from MakeScorecard's rows, or nothing
// and returns false when more differs than numbers: not all levels are
// assessed, or an item is not applicable.
bool WriteFixedScorecard(const QuestionScope& questions,
                         const BoundAnswers& answers, const LevelScores& scores,
                         wire::ScoreResponse& out);

}  // namespace cmmm

#endif  // CMMM_ENGINE_RESPONSE_FIXED_SCORECARD_BYTES_H_
