#include "engine/evaluate.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/answers/bind.h"
#include "engine/gaps/find_gaps.h"
#include "engine/levels/decide.h"
#include "engine/report/notices.h"
#include "engine/report/refusal_status.h"
#include "engine/report/write_response.h"
#include "engine/request/read_answers.h"
#include "engine/request/resolve.h"
#include "engine/scoring/score_levels.h"
#include "engine/scoring/scorecard.h"

namespace cmmm {
namespace {

// From checked request and answers to the response, but for its model. Adds
// to `violations` what is wrong with the answers; with any, nothing is scored.
std::optional<Refusal> EvaluateAnswers(const ResolvedRequest& resolved,
                                       const GivenAnswers& given,
                                       Violations violations,
                                       v1::ScoreResponse* response) {
  const QuestionScope questions{resolved.model, resolved.scope,
                                resolved.assessed_levels};
  const auto answers =
      BindAnswers(questions, given, resolved.unanswered == Unanswered::kRefuse,
                  "", &violations);
  if (!answers.ok()) return answers.refusal();
  if (!violations.empty()) {
    return RefuseViolations("INVALID_ASSESSMENT",
                            "the assessment cannot be scored",
                            std::move(violations));
  }
  const LevelScores scores = ScoreLevels(questions, answers.value());
  const Decision decision = DecideLevel(questions, scores);
  WriteDecision(decision, response->mutable_decision());
  WriteCoverage(questions, answers.value(), response->mutable_coverage());
  WriteNotices(questions, answers.value(), decision,
               resolved.view != View::kLevel, response->mutable_notices());
  if (resolved.view == View::kLevel) return std::nullopt;
  WriteScorecard(*resolved.model, MakeScorecard(questions, scores),
                 response->mutable_scorecard());
  if (resolved.view == View::kScorecard) return std::nullopt;
  WriteGaps(*resolved.model,
            FindGaps(questions, answers.value(), scores, decision,
                     resolved.target_level),
            response->mutable_gaps());
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

}  // namespace

std::optional<Refusal> Evaluate(const Catalog& catalog,
                                const v1::ScoreRequest& request,
                                v1::ScoreResponse* response) {
  Violations violations;
  const auto resolved = ResolveRequest(catalog, request, "", &violations);
  if (!resolved.ok()) return resolved.refusal();
  auto refusal = EvaluateAnswers(resolved.value(), ReadAnswersOf(request),
                                 std::move(violations), response);
  if (refusal.has_value()) return refusal;
  WriteModelRef(*resolved.value().model, response->mutable_model());
  return std::nullopt;
}

std::optional<Refusal> EvaluateBlock(const Catalog& catalog,
                                     const v1::ScoreStreamRequest& block,
                                     const std::function<bool()>& cancelled,
                                     v1::ScoreStreamResponse* results) {
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
  for (const v1::KeyedAssessment& assessment : block.assessments()) {
    if (cancelled()) return std::nullopt;
    v1::KeyedResult* result = results->add_results();
    result->set_key(assessment.key());
    if (refused.has_value()) {
      *result->mutable_status() = shared;
      continue;
    }
    const auto refusal =
        EvaluateAnswers(resolved.value(), ReadKeyed(assessment, block), {},
                        result->mutable_response());
    if (refusal.has_value()) *result->mutable_status() = ToRpcStatus(*refusal);
  }
  return std::nullopt;
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
