// What Evaluate and EvaluateBlock do with each assessment, once the request
// is checked.
#ifndef CMMM_ENGINE_SCORE_ASSESSMENT_H_
#define CMMM_ENGINE_SCORE_ASSESSMENT_H_

#include <optional>
#include <utility>

#include "engine/assess.h"
#include "engine/bounds/decision_range.h"
#include "engine/bounds/grade_range.h"
#include "engine/gaps/find_gaps.h"
#include "engine/response/notices.h"
#include "engine/response/write_response.h"
#include "engine/scoring/scorecard.h"

namespace cmmm {

// From checked request and answers to the decision, or why there is none.
// `weighted`: as in AssessOptions.
inline std::optional<Refusal> AssessForScore(const ResolvedRequest& resolved,
                                             const GivenAnswers& given,
                                             Violations violations,
                                             const int64_t* weighted,
                                             Assessment* assessment) {
  AssessOptions options;
  options.weighted = weighted;
  options.refuse_open = resolved.unanswered == Unanswered::kRefuse;
  options.decision_only = resolved.view == View::kLevel;
  if (auto refusal =
          AssessAnswers(resolved, given, options, &violations, assessment)) {
    return refusal;
  }
  if (violations.empty()) return std::nullopt;
  return RefuseInvalid("the assessment cannot be scored",
                       std::move(violations));
}

// What open questions leave possible, when the request asks for that.
inline std::optional<DecisionRange> RangeIfAsked(const Assessment& assessment) {
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

}  // namespace cmmm

#endif  // CMMM_ENGINE_SCORE_ASSESSMENT_H_
