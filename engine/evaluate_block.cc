#include <algorithm>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/evaluate.h"
#include "engine/request/read_answers.h"
#include "engine/request/read_bytes.h"
#include "engine/response/refusal_status.h"
#include "engine/response/wire_messages.h"
#include "engine/score_assessment.h"
#include "engine/scoring/score_block.h"

namespace cmmm {
namespace {

// Assessments between two looks at whether the call is cancelled.
constexpr int kBetweenLooks = 16;

// A block, whether it is a message or bytes.
struct Block {
  const v1::ScoreRequest* common = nullptr;
  absl::string_view packed_model_digest;
  int size = 0;
  std::function<absl::string_view(int)> key;
  std::function<GivenAnswers(int)> answers;
  std::function<absl::string_view(int)> packed;  // empty for a list
};

Block ViewOf(const v1::ScoreStreamRequest& block) {
  return {&block.common(),
          block.packed_model_digest(),
          block.assessments_size(),
          [&block](int i) -> absl::string_view {
            return block.assessments(i).key();
          },
          [&block](int i) { return ReadAnswersOf(block.assessments(i)); },
          [&block](int i) -> absl::string_view {
            return block.assessments(i).packed().grades();
          }};
}

Block ViewOf(const v1::ScoreRequest& common, const BlockBytes& block) {
  return {
      &common,
      block.packed_model_digest,
      static_cast<int>(block.assessments.size()),
      [&block](int i) -> absl::string_view { return block.assessments[i].key; },
      [&block](int i) { return block.assessments[i].answers; },
      [&block](int i) { return block.assessments[i].answers.packed; }};
}

// Why no assessment of the block can be scored, if so.
std::optional<Refusal> CheckBlock(const Block& block, Violations violations) {
  if (block.common->has_list() || block.common->has_packed()) {
    violations.Add("common.answers", "block.answers_in_common", "",
                   "answers belong to the assessments, not to `common`");
  }
  for (int i = 0; i < block.size; ++i) {
    const absl::string_view key = block.key(i);
    if (key.size() <= kMaxKeyBytes) continue;
    violations.Add(
        absl::StrCat("assessments[", i, "].key"), "block.key_too_long", key,
        absl::StrCat("at most ", kMaxKeyBytes, " bytes, got ", key.size()));
  }
  if (violations.empty()) return std::nullopt;
  return RefuseViolations("INVALID_BLOCK", "the block cannot be scored",
                          std::move(violations));
}

Refusal TooMany(int assessments) {
  Violations violations;
  violations.Add("assessments", "block.too_many", absl::StrCat(assessments),
                 absl::StrCat("at most ", kMaxBlockAssessments,
                              " assessments a block, got ", assessments));
  return RefuseViolations("INVALID_BLOCK", "the block cannot be scored",
                          std::move(violations));
}

void SetStatus(const google::rpc::Status& status, v1::KeyedResult* result) {
  *result->mutable_status() = status;
}
void SetStatus(const google::rpc::Status& status, wire::KeyedResult& result) {
  result.set_status(status.SerializeAsString());
}

// The weighted sums of packed assessments, some at a time with vectors.
class PackedSums {
 public:
  PackedSums(const ResolvedRequest& resolved, const Block& block)
      : block_(block),
        levels_(resolved.model->level_count()),
        plan_(resolved.view == View::kLevel && resolved.scope->plan.has_value()
                  ? &*resolved.scope->plan
                  : nullptr) {
    if (plan_ == nullptr) return;
    rows_.resize(static_cast<size_t>(kAtOnce) * plan_->row_bytes);
    weighted_.resize(static_cast<size_t>(kAtOnce) * levels_);
    graded_.resize(kAtOnce);
  }

  // [K] of assessment `i`, or null when it must be scored by itself. To be
  // asked for one after the other.
  const int64_t* Of(int i) {
    if (plan_ == nullptr) return nullptr;
    const int row = i % kAtOnce;
    if (row == 0) ScoreFrom(i);
    return graded_[row] != 0 ? &weighted_[static_cast<size_t>(row) * levels_]
                             : nullptr;
  }

 private:
  static constexpr int kAtOnce = 32;

  void ScoreFrom(int first) {
    const int count = std::min(kAtOnce, block_.size - first);
    const auto bytes = static_cast<size_t>(plan_->row_bytes);
    for (int i = 0; i < count; ++i) {
      const absl::string_view packed = block_.packed(first + i);
      uint8_t* row = &rows_[i * bytes];
      if (packed.size() == bytes) {
        std::memcpy(row, packed.data(), bytes);
      } else {
        std::memset(row, kOpen, bytes);
      }
    }
    ScoreBlock(*plan_, rows_.data(), count, weighted_.data(), graded_.data());
  }

  const Block& block_;
  const int levels_;
  const BlockPlan* plan_;
  std::vector<uint8_t> rows_;
  std::vector<int64_t> weighted_;
  std::vector<uint8_t> graded_;
};

// Scores assessment `i` into `result`. `assessment` lends its memory.
template <typename Out>
void ScoreOne(const ResolvedRequest& resolved, const Block& block, int i,
              const int64_t* weighted, Assessment* assessment, Out& result) {
  GivenAnswers given = block.answers(i);
  if (given.is_packed && given.packed_digest.empty()) {
    given.packed_digest = block.packed_model_digest;
  }
  const auto refusal =
      AssessForScore(resolved, given, {}, weighted, assessment);
  if (refusal.has_value()) {
    SetStatus(ToRpcStatus(*refusal), result);
  } else {
    WriteAssessment(*assessment, result->mutable_response());
  }
}

// EvaluateBlock, for the message or the wire message. Counts the results.
template <typename Out>
std::optional<Refusal> EvaluateInto(const Catalog& catalog, const Block& block,
                                    const std::function<bool()>& cancelled,
                                    Out&& results, int* count) {
  if (block.size > kMaxBlockAssessments) return TooMany(block.size);
  Violations violations;
  const auto resolved =
      ResolveRequest(catalog, *block.common, "common.", &violations);
  std::optional<Refusal> refused =
      resolved.ok() ? CheckBlock(block, std::move(violations))
                    : std::optional<Refusal>(resolved.refusal());
  google::rpc::Status shared;
  if (refused.has_value()) {
    shared = ToRpcStatus(*refused);
  } else {
    WriteModelRef(*resolved.value().model, results->mutable_model());
  }
  Assessment assessment;
  std::optional<PackedSums> sums;
  if (!refused.has_value()) sums.emplace(resolved.value(), block);
  for (int& i = *count; i < block.size; ++i) {
    if (i % kBetweenLooks == 0 && cancelled()) return std::nullopt;
    auto result = results->add_results();
    const absl::string_view key = block.key(i);
    result->set_key({key.data(), key.size()});
    if (refused.has_value()) {
      SetStatus(shared, result);
    } else {
      ScoreOne(resolved.value(), block, i, sums->Of(i), &assessment, result);
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> EvaluateBlock(const Catalog& catalog,
                                     const v1::ScoreStreamRequest& block,
                                     const std::function<bool()>& cancelled,
                                     v1::ScoreStreamResponse* results) {
  int count = 0;
  return EvaluateInto(catalog, ViewOf(block), cancelled, results, &count);
}

std::optional<Refusal> EvaluateBlockToBytes(
    const Catalog& catalog, const v1::ScoreStreamRequest& block,
    const std::function<bool()>& cancelled, BlockResults* results) {
  return EvaluateInto(catalog, ViewOf(block), cancelled,
                      wire::ScoreStreamResponse(&results->bytes),
                      &results->count);
}

bool EvaluateBlockBytes(const Catalog& catalog, absl::string_view block,
                        google::protobuf::Arena* arena,
                        const std::function<bool()>& cancelled,
                        BlockResults* results,
                        std::optional<Refusal>* refusal) {
  auto* common =
      google::protobuf::Arena::CreateMessage<v1::ScoreRequest>(arena);
  BlockBytes bytes;
  if (!ReadBlockBytes(block, common, &bytes)) return false;
  *refusal =
      EvaluateInto(catalog, ViewOf(*common, bytes), cancelled,
                   wire::ScoreStreamResponse(&results->bytes), &results->count);
  return true;
}

void KeepWithin(size_t max_bytes, v1::ScoreStreamResponse* results) {
  if (results->ByteSizeLong() <= max_bytes) return;
  const google::rpc::Status too_large = ToRpcStatus(Refuse(
      absl::StatusCode::kResourceExhausted, "RESULT_TOO_LARGE",
      absl::StrCat("the results of the block pass ", max_bytes,
                   " bytes; send fewer assessments a block, or ask for a "
                   "smaller view")));
  // What every result needs at least: its key and that status.
  constexpr size_t kOverhead = 16;
  size_t needed = results->model().ByteSizeLong() + kOverhead;
  for (const v1::KeyedResult& result : results->results()) {
    needed += result.key().size() + too_large.ByteSizeLong() + kOverhead;
  }
  for (v1::KeyedResult& result : *results->mutable_results()) {
    const size_t least =
        result.key().size() + too_large.ByteSizeLong() + kOverhead;
    const size_t whole = result.ByteSizeLong() + kOverhead;
    if (whole <= least) continue;
    if (needed - least + whole <= max_bytes) {
      needed += whole - least;
    } else {
      *result.mutable_status() = too_large;
    }
  }
}

}  // namespace cmmm
