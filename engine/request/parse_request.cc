#include "engine/request/parse_request.h"

#include <utility>

#include "engine/request/parse_message.h"
#include "engine/request/read_answers.h"
#include "engine/request/read_bytes.h"

namespace cmmm {

using google::protobuf::Arena;

Outcome<ParsedRequest> ParseScoreRequest(absl::string_view bytes,
                                         Arena* arena) {
  ParsedRequest parsed;
  auto* rest = Arena::CreateMessage<v1::ScoreRequest>(arena);
  if (ReadRequestBytes(bytes, rest, &parsed.answers)) {
    parsed.request = rest;
    return parsed;
  }
  auto* request = Arena::CreateMessage<v1::ScoreRequest>(arena);
  if (auto refusal = ParseMessage(bytes, request)) return *std::move(refusal);
  parsed.request = request;
  parsed.answers = ReadAnswersOf(*request);
  return parsed;
}

Outcome<ParsedBlock> ParseBlock(absl::string_view bytes, Arena* arena) {
  ParsedBlock parsed;
  auto* common = Arena::CreateMessage<v1::ScoreRequest>(arena);
  if (ReadBlockBytes(bytes, common, &parsed)) {
    parsed.common = common;
    return parsed;
  }
  auto* block = Arena::CreateMessage<v1::ScoreStreamRequest>(arena);
  if (auto refusal = ParseMessage(bytes, block)) return *std::move(refusal);
  parsed.common = &block->common();
  parsed.packed_model_digest = block->packed_model_digest();
  parsed.assessments.clear();
  parsed.assessments.reserve(block->assessments_size());
  for (const v1::KeyedAssessment& keyed : block->assessments()) {
    parsed.assessments.push_back({keyed.key(), ReadAnswersOf(keyed)});
  }
  return parsed;
}

}  // namespace cmmm
