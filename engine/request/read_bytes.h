// Requests read straight from their bytes: half of ParseScoreRequest.
//
// What is large in a request is its answers, and they are only looked at: so
// they are not made into messages, but read as views into the bytes. The rest
// is small and parsed as ever. Every function returns false for bytes that
// clients do not usually write: fields unknown, repeated or out of order, notes
// and evidence, text that is not ASCII, malformed messages. Nothing is decided
// about such bytes here; the general parser reads, or refuses, them.
#ifndef CMMM_ENGINE_REQUEST_READ_BYTES_H_
#define CMMM_ENGINE_REQUEST_READ_BYTES_H_

#include "absl/strings/string_view.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/request/given_answers.h"
#include "engine/request/parse_request.h"

namespace cmmm {

// A v1::ScoreRequest: its answers apart, all else into `rest`, which must be
// empty.
bool ReadRequestBytes(absl::string_view bytes, v1::ScoreRequest* rest,
                      GivenAnswers* answers);

// A v1::ScoreStreamRequest whose assessments are all packed: what is common to
// them into `common`, which must be empty, the rest into `block`, whose
// `common` is left alone.
bool ReadBlockBytes(absl::string_view bytes, v1::ScoreRequest* common,
                    ParsedBlock* block);

}  // namespace cmmm

#endif  // CMMM_ENGINE_REQUEST_READ_BYTES_H_
