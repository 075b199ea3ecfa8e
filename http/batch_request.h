// `POST /v1/score:batch`: what its query says of records that say nothing.
//
//   /v1/score:batch?weights=discrete&unanswered=not-satisfied&view=scorecard
//
//   model       ID or ID@VERSION            grades   words, scores, codes
//   weights     of records that name none   view     level, scorecard
//   exclude     domains, comma-separated    unanswered   refuse, not-satisfied
//   up_to       highest level; 0: all
//
// These are the options of `cmmm filter`, and mean the same.
#ifndef CMMM_HTTP_BATCH_REQUEST_H_
#define CMMM_HTTP_BATCH_REQUEST_H_

#include <optional>

#include "batch/filter.h"
#include "engine/base/refusal.h"
#include "http/message.h"

namespace cmmm::http {

inline constexpr char kBatchPath[] = "/v1/score:batch";

// What can be said against it before its body has come: another method of HTTP
// than POST, a type that is no JSON lines, a compression.
// 405 with Allow, 415 with Accept-Post, 501 UNKNOWN_ENCODING. Types taken are
// application/jsonl, application/x-ndjson and application/json.
std::optional<Reply> CheckBatchHead(const Request& head);

// The options; INVALID_ARGUMENT, MALFORMED_REQUEST, with all that is wrong by
// the name of the parameter (query.syntax, query.unknown_parameter,
// query.value); NOT_FOUND for a model that is not in `catalog`.
Outcome<batch::FilterOptions> ReadBatchRequest(const Request& request,
                                               const Catalog& catalog);

}  // namespace cmmm::http

#endif  // CMMM_HTTP_BATCH_REQUEST_H_
