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

#include <functional>
#include <optional>

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/refusal.h"
#include "engine/model/catalog.h"
#include "engine/report/wire.h"

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

// Most assessments in one block.
inline constexpr int kMaxBlockAssessments = 4096;
// Longest key, in bytes.
inline constexpr size_t kMaxKeyBytes = 256;

// Scores a block: one result per assessment, in order, each exactly what
// Evaluate gives for the same assessment alone (its `model` moved to the
// block's). A refused assessment carries its status; a refused `common` makes
// every assessment carry the same one. `cancelled` is asked between
// assessments; when it says so the rest is left out, as nobody will read it.
// A block of too many assessments is refused as a whole.
std::optional<Refusal> EvaluateBlock(const Catalog& catalog,
                                     const v1::ScoreStreamRequest& block,
                                     const std::function<bool()>& cancelled,
                                     v1::ScoreStreamResponse* results);

// The same with the results as bytes, added to `results`.
std::optional<Refusal> EvaluateBlockToBytes(
    const Catalog& catalog, const v1::ScoreStreamRequest& block,
    const std::function<bool()>& cancelled, WireBuffer* results);

// Makes `results` at most `max_bytes` long, so that it can be sent: results
// that do not fit are replaced by the status RESOURCE_EXHAUSTED, reason
// RESULT_TOO_LARGE (send smaller blocks, or ask for a smaller view). Nothing
// changes when all fit.
void KeepWithin(size_t max_bytes, v1::ScoreStreamResponse* results);

}  // namespace cmmm

#endif  // CMMM_ENGINE_EVALUATE_H_
