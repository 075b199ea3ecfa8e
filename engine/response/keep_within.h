// Results of a block cut down to what can be sent.
#ifndef CMMM_ENGINE_RESPONSE_KEEP_WITHIN_H_
#define CMMM_ENGINE_RESPONSE_KEEP_WITHIN_H_

#include <cstddef>

#include "cmmm/v1/scoring_service.pb.h"

namespace cmmm {

// Makes `results` at most `max_bytes` long: results that do not fit are
// replaced by the status RESOURCE_EXHAUSTED, reason RESULT_TOO_LARGE (send
// smaller blocks, or ask for a smaller view). Nothing changes when all fit.
void KeepWithin(size_t max_bytes, v1::ScoreStreamResponse* results);

}  // namespace cmmm

#endif  // CMMM_ENGINE_RESPONSE_KEEP_WITHIN_H_
