#include "engine/evaluate.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/assess.h"
#include "engine/bounds/decision_range.h"
#include "engine/bounds/grade_range.h"
#include "engine/gaps/find_gaps.h"
#include "engine/report/notices.h"
#include "engine/report/refusal_status.h"
#include "engine/report/wire_messages.h"
#include "engine/report/write_response.h"
#include "engine/request/read_answers.h"
#include "engine/scoring/scorecard.h"

namespace cmmm {
namespace {

// From checked request and answers to the decision, or why there is none.
std::optional<Refusal> AssessForScore(const ResolvedRequest& resolved,
                                      const GivenAnswers& given,
                                      Violations violations,
                                      Assessment* assessment) {
  if (auto refusal = AssessAnswers(resolved, given, "",
                                   resolved.unanswered == Unanswered::kRefuse,
                                   &violations, assessment)) {
    return refusal;
  }
  if (violations.empty()) return std::nullopt;
  return RefuseViolations("INVALID_ASSESSMENT",
                          "the assessment cannot be scored",
                          std::move(violations));
}

// What open questions leave possible, when the request asks for that.
std::optional<DecisionRange> RangeIfAsked(const Assessment& assessment) {
  if (assessment.resolved.unanswered != Unanswered::kBounds) {
    return std::nullopt;
  }
  return DecideRange(assessment.questions, assessment.answers,
                     RangesOf(assessment.questions, assessment.answers));
}

// Writes the response but for its model, in the order of its fields.
// `Out` is a pointer to the message or the wire message.
template <typename Out>
void WriteAssessment(const Assessment& assessment, Out&& response) {
  const CompiledModel& model = assessment.model();
  const View view = assessment.resolved.view;
  const auto& [resolved, questions, answers, scores, decision] = assessment;
  WriteDecision(decision, response->mutable_decision());
  if (view != View::kLevel) {
    WriteScorecard(model, MakeScorecard(questions, scores),
                   response->mutable_scorecard());
  }
  if (view == View::kFull) {
    WriteGaps(
        model,
        FindGaps(questions, answers, scores, decision, resolved.target_level),
        response->mutable_gaps());
  }
  WriteCoverage(questions, answers, response->mutable_coverage());
  const std::optional<DecisionRange> range = RangeIfAsked(assessment);
  WriteNotices(questions, answers, decision, range, view != View::kLevel,
               response);
  if (range.has_value()) {
    WriteBounds(*range, answers.unanswered, 0, response->mutable_bounds());
  }
}

// Evaluate, for the message or the wire message.
template <typename Out>
std::optional<Refusal> EvaluateInto(const Catalog& catalog,
                                    const v1::ScoreRequest& request,
                                    Out&& response) {
  Violations violations;
  const auto resolved = ResolveRequest(catalog, request, "", &violations);
  if (!resolved.ok()) return resolved.refusal();
  Assessment assessment;
  auto refusal = AssessForScore(resolved.value(), ReadAnswersOf(request),
                                std::move(violations), &assessment);
  if (refusal.has_value()) return refusal;
  WriteModelRef(*resolved.value().model, response->mutable_model());
  WriteAssessment(assessment, response);
  return std::nullopt;
}

// Why no assessment of the block can be scored, if so.
std::optional<Refusal> CheckBlock(const v1::ScoreStreamRequest& block,
                                  Violations violations) {
  if (block.common().has_list() || block.common().has_packed()) {
    violations.Add("common.answers", "block.answers_in_common", "",
                   "answers belong to the assessments, not to `common`");
  }
  for (int i = 0; i < block.assessments_size(); ++i) {
    const std::string& key = block.assessments(i).key();
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

GivenAnswers ReadKeyed(const v1::KeyedAssessment& assessment,
                       const v1::ScoreStreamRequest& block) {
  GivenAnswers given = ReadAnswersOf(assessment);
  if (given.is_packed && given.packed_digest.empty()) {
    given.packed_digest = block.packed_model_digest();
  }
  return given;
}

void SetStatus(const google::rpc::Status& status, v1::KeyedResult* result) {
  *result->mutable_status() = status;
}
void SetStatus(const google::rpc::Status& status, wire::KeyedResult& result) {
  result.set_status(status.SerializeAsString());
}

// EvaluateBlock, for the message or the wire message.
template <typename Out>
std::optional<Refusal> EvaluateBlockInto(const Catalog& catalog,
                                         const v1::ScoreStreamRequest& block,
                                         const std::function<bool()>& cancelled,
                                         Out&& results) {
  if (block.assessments_size() > kMaxBlockAssessments) {
    return TooMany(block.assessments_size());
  }
  Violations violations;
  const auto resolved =
      ResolveRequest(catalog, block.common(), "common.", &violations);
  std::optional<Refusal> refused =
      resolved.ok() ? CheckBlock(block, std::move(violations))
                    : std::optional<Refusal>(resolved.refusal());
  google::rpc::Status shared;
  if (refused.has_value()) {
    shared = ToRpcStatus(*refused);
  } else {
    WriteModelRef(*resolved.value().model, results->mutable_model());
  }
  for (const v1::KeyedAssessment& keyed : block.assessments()) {
    if (cancelled()) return std::nullopt;
    auto result = results->add_results();
    result->set_key(keyed.key());
    if (refused.has_value()) {
      SetStatus(shared, result);
      continue;
    }
    Assessment assessment;
    const auto refusal = AssessForScore(
        resolved.value(), ReadKeyed(keyed, block), {}, &assessment);
    if (refusal.has_value()) {
      SetStatus(ToRpcStatus(*refusal), result);
    } else {
      WriteAssessment(assessment, result->mutable_response());
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> Evaluate(const Catalog& catalog,
                                const v1::ScoreRequest& request,
                                v1::ScoreResponse* response) {
  return EvaluateInto(catalog, request, response);
}

std::optional<Refusal> EvaluateToBytes(const Catalog& catalog,
                                       const v1::ScoreRequest& request,
                                       WireBuffer* response) {
  return EvaluateInto(catalog, request, wire::ScoreResponse(response));
}

std::optional<Refusal> EvaluateBlock(const Catalog& catalog,
                                     const v1::ScoreStreamRequest& block,
                                     const std::function<bool()>& cancelled,
                                     v1::ScoreStreamResponse* results) {
  return EvaluateBlockInto(catalog, block, cancelled, results);
}

std::optional<Refusal> EvaluateBlockToBytes(
    const Catalog& catalog, const v1::ScoreStreamRequest& block,
    const std::function<bool()>& cancelled, WireBuffer* results) {
  return EvaluateBlockInto(catalog, block, cancelled,
                           wire::ScoreStreamResponse(results));
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
