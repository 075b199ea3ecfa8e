#include "engine/evaluate.h"

#include <optional>
#include <utility>

#include "engine/compute_result.h"
#include "engine/request/parse_request.h"
#include "engine/request/read_answers.h"
#include "engine/request/resolve.h"
#include "engine/response/write_response.h"

namespace cmmm {
namespace {

// Evaluate, once the request is parsed.
std::optional<Refusal> EvaluateParsed(const Catalog& catalog,
                                      const ParsedRequest& parsed,
                                      WireBuffer* response) {
  Violations violations;
  const auto resolved =
      ResolveRequest(catalog, *parsed.request, "", &violations);
  if (!resolved.ok()) return resolved.refusal();
  ScoreResult result;
  if (auto refusal = ComputeResult(resolved.value(), parsed.answers,
                                   std::move(violations), nullptr, &result)) {
    return refusal;
  }
  WireMessage out(response);
  {
    WireMessage model(&out, v1::ScoreResponse::kModelFieldNumber);
    WriteModelRef(*resolved.value().model, &model);
  }
  WriteResult(result, &out);
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> ComputeResult(const ResolvedRequest& resolved,
                                     const GivenAnswers& given,
                                     Violations violations,
                                     const int64_t* known_sums,
                                     ScoreResult* result) {
  const QuestionScope questions{resolved.model, resolved.scope,
                                resolved.assessed_levels};
  // Answers: given ones to one grade per requirement.
  auto bound =
      BindAnswers(questions, given, resolved.unanswered == Unanswered::kRefuse,
                  "", &violations);
  if (!bound.ok()) return std::move(bound.refusal());
  if (!violations.empty()) {
    return RefuseInvalid("the assessment cannot be scored",
                         std::move(violations));
  }
  const BoundAnswers& answers = bound.value();
  // Scoring: grades to integers.
  const LevelScores scores = known_sums != nullptr
                                 ? LevelScoresOf(questions, known_sums)
                                 : ScoreLevels(questions, answers);
  // Levels: which one, why, and what else is possible.
  result->decision = DecideLevel(questions, scores);
  result->range.reset();
  if (resolved.unanswered == Unanswered::kBounds) {
    result->range =
        DecideRange(questions, answers, RangesOf(questions, answers));
  }
  // Scorecard and gaps, for the views that show them.
  const bool shows_scorecard = resolved.view != View::kLevel;
  result->scorecard.reset();
  if (shows_scorecard) result->scorecard = MakeScorecard(questions, scores);
  result->open_scorecard.reset();
  if (shows_scorecard && answers.unanswered > 0) {
    result->open_scorecard = MakeOpenScorecard(questions, answers);
  }
  result->gaps.reset();
  if (resolved.view == View::kFull) {
    result->gaps = FindGaps(questions, answers, scores, result->decision,
                            resolved.target_level);
  }
  result->notices = FindNotices(questions, answers, result->decision,
                                result->range, shows_scorecard);
  result->questions = questions;
  result->answers = std::move(bound.value());
  return std::nullopt;
}

std::optional<Refusal> EvaluateBytes(const Catalog& catalog,
                                     absl::string_view request,
                                     google::protobuf::Arena* arena,
                                     WireBuffer* response) {
  const auto parsed = ParseScoreRequest(request, arena);
  if (!parsed.ok()) return parsed.refusal();
  return EvaluateParsed(catalog, parsed.value(), response);
}

std::optional<Refusal> Evaluate(const Catalog& catalog,
                                const v1::ScoreRequest& request,
                                v1::ScoreResponse* response) {
  WireBuffer bytes;
  if (auto refusal =
          EvaluateParsed(catalog, {&request, ReadAnswersOf(request)}, &bytes)) {
    return refusal;
  }
  response->ParseFromArray(bytes.bytes().data(),
                           static_cast<int>(bytes.size()));
  return std::nullopt;
}

}  // namespace cmmm
