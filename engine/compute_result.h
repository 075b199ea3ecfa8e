// The stages between a request and its response, for one assessment.
//
//   BindAnswers → ScoreLevels → DecideLevel → MakeScorecard → FindGaps
//               → FindNotices
//
// each only if the view shows it. The order of docs/life_of_an_evaluation.md.
#ifndef CMMM_ENGINE_COMPUTE_RESULT_H_
#define CMMM_ENGINE_COMPUTE_RESULT_H_

#include <cstdint>
#include <optional>

#include "engine/base/refusal.h"
#include "engine/base/violations.h"
#include "engine/request/given_answers.h"
#include "engine/request/resolve.h"
#include "engine/response/score_result.h"

namespace cmmm {

// Binds, scores, decides and finds the gaps: everything that a response to
// `resolved` shows goes into `result`, whose earlier contents do not matter.
// `violations` are what was found wrong with the request; with them, or with
// those of the answers, it is refused. `known_sums`: [K], the weighted sums of
// these answers when they are known (scoring/packed_sums.h), or null; for the
// view LEVEL alone.
// INVALID_ASSESSMENT with every violation of request and answers, or that of
// BindAnswers for grades packed for another model.
std::optional<Refusal> ComputeResult(const ResolvedRequest& resolved,
                                     const GivenAnswers& given,
                                     Violations violations,
                                     const int64_t* known_sums,
                                     ScoreResult* result);

}  // namespace cmmm

#endif  // CMMM_ENGINE_COMPUTE_RESULT_H_
