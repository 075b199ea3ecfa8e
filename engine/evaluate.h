// The door for scores: assessments in, levels with their reasons out.
//
// The server, the command line and the tests all come through here, so they
// cannot differ. Thread-safe for distinct outputs; nothing blocks, nothing is
// kept between calls, nothing is compiled. The same request gives the same
// response, bit for bit, in any process with the same catalog.
//
//   Violations findings;
//   const Catalog catalog = Catalog::Load("models", &findings);
//   v1::ScoreResponse response;
//   if (auto refusal = Evaluate(catalog, request, &response)) {
//     // refusal->code, ->reason, ->violations
//   }
//
// The other doors: score_rows.h (tables), analyze.h (questions about an
// assessment), describe_model.h (models and programmes), model/catalog.h
// (loading them), sign_result.h (signing).
#ifndef CMMM_ENGINE_EVALUATE_H_
#define CMMM_ENGINE_EVALUATE_H_

#include <google/protobuf/arena.h>

#include <functional>
#include <limits>
#include <optional>

#include "absl/strings/string_view.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/refusal.h"
#include "engine/model/catalog.h"
#include "engine/response/wire.h"

namespace cmmm {

// Scores one assessment: the bytes of a v1::ScoreRequest in, those of a
// v1::ScoreResponse added to `response`. Nothing is added on refusal:
//   INVALID_ARGUMENT     MALFORMED_REQUEST, the bytes are no request;
//                        INVALID_ASSESSMENT, with every rule it breaks
//   NOT_FOUND            no such model or weight set
//   FAILED_PRECONDITION  the answers are packed for another model
// `arena` is the call's memory.
std::optional<Refusal> EvaluateBytes(const Catalog& catalog,
                                     absl::string_view request,
                                     google::protobuf::Arena* arena,
                                     WireBuffer* response);

// The same with messages, for callers that look into them. `response` must be
// empty and is left empty on refusal.
std::optional<Refusal> Evaluate(const Catalog& catalog,
                                const v1::ScoreRequest& request,
                                v1::ScoreResponse* response);

// Most assessments in one block.
inline constexpr int kMaxBlockAssessments = 4096;
// Longest key, in bytes.
inline constexpr size_t kMaxKeyBytes = 256;

struct BlockOptions {
  // Asked every 16 assessments; when it says so the rest is left out, as nobody
  // will read it.
  std::function<bool()> cancelled = [] { return false; };
  // Results that would make the block longer are replaced by the status
  // RESOURCE_EXHAUSTED, RESULT_TOO_LARGE.
  size_t max_bytes = std::numeric_limits<size_t>::max();
};

// Results as bytes, those of a v1::ScoreStreamResponse.
struct BlockResults {
  WireBuffer bytes;
  int count = 0;

  void Clear() {
    bytes.Clear();
    count = 0;
  }
};

// Scores a block, the bytes of a v1::ScoreStreamRequest: one result per
// assessment, in order, each exactly what Evaluate gives for the same
// assessment alone (its `model` moved to the block's). A refused assessment
// carries its status; a refused `common` makes every assessment carry the same
// one. Refused as a whole are bytes that are no block (MALFORMED_REQUEST) and a
// block of too many assessments (INVALID_BLOCK). REQUIRES: `results` is clear.
std::optional<Refusal> EvaluateBlock(const Catalog& catalog,
                                     absl::string_view block,
                                     google::protobuf::Arena* arena,
                                     const BlockOptions& options,
                                     BlockResults* results);

}  // namespace cmmm

#endif  // CMMM_ENGINE_EVALUATE_H_
