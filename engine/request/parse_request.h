// First stage of a request: from bytes to what was said.
//
//   bytes ──┬── as clients usually write them: views into them
//           └── any other: the general parser, then views of its message
//
// Which way is taken is decided here, and both say the same. Nothing is checked
// but that the bytes are well formed; resolve.h and answers/bind.h do the rest.
//
// What is large in a request is its answers, and they are only looked at: so
// they are not made into messages, but read as views. What is small beside them
// is parsed as ever.
#ifndef CMMM_ENGINE_REQUEST_PARSE_REQUEST_H_
#define CMMM_ENGINE_REQUEST_PARSE_REQUEST_H_

#include <google/protobuf/arena.h>

#include <vector>

#include "absl/base/attributes.h"
#include "absl/strings/string_view.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/refusal.h"
#include "engine/request/given_answers.h"

namespace cmmm {

// A v1::ScoreRequest. Its message lives on the arena; its views point into the
// bytes or onto the arena.
// Ids and texts are not copied: a request of 208 answers is 208 views.
struct ParsedRequest {
  // Everything but the answers, which may be missing in it.
  const v1::ScoreRequest* request = nullptr;
  GivenAnswers answers;
};

// Refused as ParseMessage does. The result is valid as long as `bytes` and
// `arena` are.
// Time and memory grow with the bytes; their number is bounded by the door.
Outcome<ParsedRequest> ParseScoreRequest(
    absl::string_view bytes ABSL_ATTRIBUTE_LIFETIME_BOUND,
    google::protobuf::Arena* arena ABSL_ATTRIBUTE_LIFETIME_BOUND);

// A v1::ScoreStreamRequest, in the same way: `common` is what all of its
// assessments share, whose own answers stand in `assessments`, in their order.
// `packed_model_digest` is that of all assessments given as packed grades.
struct ParsedBlock {
  struct Assessment {
    absl::string_view key;
    GivenAnswers answers;
  };
  const v1::ScoreRequest* common = nullptr;
  absl::string_view packed_model_digest;
  std::vector<Assessment> assessments;
};

// Refused and valid as ParseScoreRequest is. A block without assessments is
// well formed.
Outcome<ParsedBlock> ParseBlock(
    absl::string_view bytes ABSL_ATTRIBUTE_LIFETIME_BOUND,
    google::protobuf::Arena* arena ABSL_ATTRIBUTE_LIFETIME_BOUND);

// The first of the two ways, alone; callers take the functions above. False for
// bytes that clients do not usually write: fields unknown, repeated or out of
// order, notes and evidence, text that is not ASCII, malformed messages.
// Nothing is decided about such bytes here; the general parser reads, or
// refuses, them.

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

#endif  // CMMM_ENGINE_REQUEST_PARSE_REQUEST_H_
