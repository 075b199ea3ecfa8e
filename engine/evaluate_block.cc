#include <functional>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/compute_result.h"
#include "engine/evaluate.h"
#include "engine/request/parse_request.h"
#include "engine/request/resolve.h"
#include "engine/response/keep_within.h"
#include "engine/response/refusal_status.h"
#include "engine/response/write_response.h"
#include "engine/scoring/packed_sums.h"

namespace cmmm {
namespace {

// Assessments between two looks at whether the call is cancelled.
constexpr int kBetweenLooks = 16;

Refusal RefuseBlock(Violations violations) {
  return RefuseViolations("INVALID_BLOCK", "the block cannot be scored",
                          std::move(violations));
}

// Why the block is refused as a whole, if so.
std::optional<Refusal> CheckSize(const ParsedBlock& block) {
  const size_t count = block.assessments.size();
  if (count <= kMaxBlockAssessments) return std::nullopt;
  Violations violations;
  violations.Add("assessments", "block.too_many", absl::StrCat(count),
                 absl::StrCat("at most ", kMaxBlockAssessments,
                              " assessments a block, got ", count));
  return RefuseBlock(std::move(violations));
}

// Why no assessment of the block can be scored, if so.
std::optional<Refusal> CheckBlock(const ParsedBlock& block,
                                  Violations violations) {
  if (block.common->has_list() || block.common->has_packed()) {
    violations.Add("common.answers", "block.answers_in_common", "",
                   "answers belong to the assessments, not to `common`");
  }
  for (size_t i = 0; i < block.assessments.size(); ++i) {
    const absl::string_view key = block.assessments[i].key;
    if (key.size() <= kMaxKeyBytes) continue;
    violations.Add(
        absl::StrCat("assessments[", i, "].key"), "block.key_too_long", key,
        absl::StrCat("at most ", kMaxKeyBytes, " bytes, got ", key.size()));
  }
  if (violations.empty()) return std::nullopt;
  return RefuseBlock(std::move(violations));
}

// The status of `refusal` as bytes.
std::string StatusBytes(const Refusal& refusal) {
  return ToRpcStatus(refusal).SerializeAsString();
}

// Every assessment of a block whose `common` is refused carries the status.
void WriteRefused(const ParsedBlock& block, const Refusal& refusal,
                  const std::function<bool()>& cancelled,
                  BlockResults* results) {
  const std::string status = StatusBytes(refusal);
  WireMessage out(&results->bytes);
  for (const ParsedBlock::Assessment& assessment : block.assessments) {
    if (results->count % kBetweenLooks == 0 && cancelled()) return;
    WireMessage result(&out, v1::ScoreStreamResponse::kResultsFieldNumber);
    result.Bytes(v1::KeyedResult::kKeyFieldNumber, assessment.key);
    result.Bytes(v1::KeyedResult::kStatusFieldNumber, status);
    ++results->count;
  }
}

void WriteKeyed(absl::string_view key, const std::optional<Refusal>& refusal,
                const ScoreResult& scored, WireMessage* out) {
  WireMessage result(out, v1::ScoreStreamResponse::kResultsFieldNumber);
  result.Bytes(v1::KeyedResult::kKeyFieldNumber, key);
  if (refusal.has_value()) {
    result.Bytes(v1::KeyedResult::kStatusFieldNumber, StatusBytes(*refusal));
  } else {
    WireMessage response(&result, v1::KeyedResult::kResponseFieldNumber);
    WriteResult(scored, &response);
  }
}

// Scores the assessments one after the other.
void ScoreAll(const ParsedBlock& block, const ResolvedRequest& resolved,
              const std::function<bool()>& cancelled, BlockResults* results) {
  PackedSums sums(*resolved.model, *resolved.scope,
                  static_cast<int>(block.assessments.size()), [&block](int i) {
                    return block.assessments[i].answers.packed;
                  });
  WireMessage out(&results->bytes);
  {
    WireMessage model(&out, v1::ScoreStreamResponse::kModelFieldNumber);
    WriteModelRef(*resolved.model, &model);
  }
  ScoreResult scored;
  for (const ParsedBlock::Assessment& assessment : block.assessments) {
    if (results->count % kBetweenLooks == 0 && cancelled()) return;
    GivenAnswers given = assessment.answers;
    if (given.is_packed && given.packed_digest.empty()) {
      given.packed_digest = block.packed_model_digest;
    }
    const int64_t* known =
        resolved.view == View::kLevel ? sums.Of(results->count) : nullptr;
    const auto refusal = ComputeResult(resolved, given, {}, known, &scored);
    WriteKeyed(assessment.key, refusal, scored, &out);
    ++results->count;
  }
}

// Replaces `results` by the same cut down to `max_bytes`.
void CutDown(size_t max_bytes, google::protobuf::Arena* arena,
             WireBuffer* results) {
  auto* message =
      google::protobuf::Arena::CreateMessage<v1::ScoreStreamResponse>(arena);
  message->ParseFromArray(results->bytes().data(),
                          static_cast<int>(results->size()));
  KeepWithin(max_bytes, message);
  results->Assign(message->SerializeAsString());
}

}  // namespace

std::optional<Refusal> EvaluateBlock(const Catalog& catalog,
                                     absl::string_view block,
                                     google::protobuf::Arena* arena,
                                     const BlockOptions& options,
                                     BlockResults* results) {
  const auto parsed = ParseBlock(block, arena);
  if (!parsed.ok()) return parsed.refusal();
  if (auto refusal = CheckSize(parsed.value())) return refusal;
  Violations violations;
  const auto resolved =
      ResolveRequest(catalog, *parsed.value().common, "common.", &violations);
  const std::optional<Refusal> refused =
      resolved.ok() ? CheckBlock(parsed.value(), std::move(violations))
                    : std::optional<Refusal>(resolved.refusal());
  if (refused.has_value()) {
    WriteRefused(parsed.value(), *refused, options.cancelled, results);
  } else {
    ScoreAll(parsed.value(), resolved.value(), options.cancelled, results);
  }
  if (results->bytes.size() > options.max_bytes) {
    CutDown(options.max_bytes, arena, &results->bytes);
  }
  return std::nullopt;
}

}  // namespace cmmm
