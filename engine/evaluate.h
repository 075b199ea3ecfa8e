// The one door of the engine: a request in, a level with its reasons out.
//
// The server, the command line and the tests all come through here, so they
// cannot differ. Thread-safe for distinct outputs; nothing blocks, nothing is
// kept between calls.
//
//   Violations findings;
//   const Catalog catalog = Catalog::Load("models", &findings);
//   v1::ScoreResponse response;
//   if (auto refusal = Evaluate(catalog, request, &response)) {
//     // refusal->code, ->reason, ->violations
//   }
#ifndef CMMM_ENGINE_EVALUATE_H_
#define CMMM_ENGINE_EVALUATE_H_

#include <google/protobuf/arena.h>

#include <functional>
#include <optional>

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/refusal.h"
#include "engine/model/catalog.h"
#include "engine/response/wire.h"

namespace cmmm {

// Scores one assessment into `response`, which must be empty. On refusal the
// response is left empty. The same request gives the same response, bit for
// bit, in any process with the same catalog.
std::optional<Refusal> Evaluate(const Catalog& catalog,
                                const v1::ScoreRequest& request,
                                v1::ScoreResponse* response);

// The same with the response as bytes, added to `response`: exactly those of
// the message, at a fraction of the cost.
std::optional<Refusal> EvaluateToBytes(const Catalog& catalog,
                                       const v1::ScoreRequest& request,
                                       WireBuffer* response);

// The same from bytes to bytes, for requests as clients usually write them:
// their answers are not made into messages. False, with nothing done, for any
// other bytes (engine/request/read_bytes.h): parse them and call the above.
// What is parsed lives on `arena`.
bool EvaluateBytes(const Catalog& catalog, absl::string_view request,
                   google::protobuf::Arena* arena, WireBuffer* response,
                   std::optional<Refusal>* refusal);

// Most assessments in one block.
inline constexpr int kMaxBlockAssessments = 4096;
// Longest key, in bytes.
inline constexpr size_t kMaxKeyBytes = 256;

// Scores a block: one result per assessment, in order, each exactly what
// Evaluate gives for the same assessment alone (its `model` moved to the
// block's). A refused assessment carries its status; a refused `common` makes
// every assessment carry the same one. `cancelled` is asked every
// 16 assessments; when it says so the rest is left out, as nobody will read it.
// A block of too many assessments is refused as a whole.
std::optional<Refusal> EvaluateBlock(const Catalog& catalog,
                                     const v1::ScoreStreamRequest& block,
                                     const std::function<bool()>& cancelled,
                                     v1::ScoreStreamResponse* results);

// Results as bytes, those of a v1::ScoreStreamResponse.
struct BlockResults {
  WireBuffer bytes;
  int count = 0;

  void Clear() {
    bytes.Clear();
    count = 0;
  }
};

// The same with the results as bytes. REQUIRES: `results` is clear.
std::optional<Refusal> EvaluateBlockToBytes(
    const Catalog& catalog, const v1::ScoreStreamRequest& block,
    const std::function<bool()>& cancelled, BlockResults* results);

// The same from bytes to bytes, for blocks of packed assessments as clients
// usually write them; else false, as above.
bool EvaluateBlockBytes(const Catalog& catalog, absl::string_view block,
                        google::protobuf::Arena* arena,
                        const std::function<bool()>& cancelled,
                        BlockResults* results, std::optional<Refusal>* refusal);

// Makes `results` at most `max_bytes` long, so that it can be sent: results
// that do not fit are replaced by the status RESOURCE_EXHAUSTED, reason
// RESULT_TOO_LARGE (send smaller blocks, or ask for a smaller view). Nothing
// changes when all fit.
void KeepWithin(size_t max_bytes, v1::ScoreStreamResponse* results);

}  // namespace cmmm

#endif  // CMMM_ENGINE_EVALUATE_H_
