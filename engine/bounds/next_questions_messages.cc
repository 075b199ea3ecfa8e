#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/analyze.h"
#include "engine/assess.h"
#include "engine/bounds/next_questions.h"
#include "engine/levels/decision_range.h"
#include "engine/levels/grade_range.h"
#include "engine/response/write_response.h"

namespace cmmm {
namespace {

v1::QuestionReason ToProto(QuestionReason reason) {
  if (reason == QuestionReason::kNextLevel) {
    return v1::QUESTION_REASON_NEXT_LEVEL;
  }
  if (reason == QuestionReason::kHigherLevel) {
    return v1::QUESTION_REASON_HIGHER_LEVEL;
  }
  if (reason == QuestionReason::kTotal) return v1::QUESTION_REASON_TOTAL;
  return v1::QUESTION_REASON_OTHER;
}

void WriteQuestion(const CompiledModel& model, const OpenQuestion& question,
                   v1::NextQuestion* out) {
  out->set_requirement_id(model.requirements[question.item].id);
  out->set_level(question.level_index + 1);
  WriteScore(question.swing, out->mutable_swing());
  out->set_reason(ToProto(question.reason));
}

// The first `limit` questions, 0 being all; the needless ones only on request.
void WriteQuestions(const CompiledModel& model,
                    const std::vector<OpenQuestion>& ranked,
                    const v1::NextQuestionsRequest& request,
                    v1::NextQuestionsResponse* response) {
  for (const OpenQuestion& question : ranked) {
    const bool matters = question.reason != QuestionReason::kOther;
    if (matters) response->set_matter(response->matter() + 1);
    if (!matters && !request.include_others()) continue;
    if (request.limit() == 0 || response->questions_size() < request.limit()) {
      WriteQuestion(model, question, response->add_questions());
    }
  }
}

}  // namespace

std::optional<Refusal> NextQuestions(const Catalog& catalog,
                                     const v1::NextQuestionsRequest& request,
                                     v1::NextQuestionsResponse* response) {
  Violations violations;
  const auto assessed =
      AssessOpen(catalog, request.assessment(), "assessment.", &violations);
  if (!assessed.ok()) return assessed.refusal();
  if (request.limit() < 0) {
    violations.Add("limit", "next.limit", absl::StrCat(request.limit()),
                   absl::StrCat("must be 0 or more, got ", request.limit()));
  }
  if (!violations.empty()) {
    return RefuseInvalid("the next questions cannot be found",
                         std::move(violations));
  }
  const Assessment& assessment = assessed.value();
  const DecisionRange range =
      DecideRange(assessment.questions, assessment.answers,
                  RangesOf(assessment.questions, assessment.answers));
  WriteBounds(range, assessment.answers.unanswered, 0,
              response->mutable_bounds());
  WriteCoverage(assessment.questions, assessment.answers,
                response->mutable_coverage());
  WriteQuestions(assessment.model(),
                 RankOpenQuestions(assessment.questions, assessment.answers,
                                   assessment.scores, range),
                 request, response);
  WriteModelRef(assessment.model(), response->mutable_model());
  return std::nullopt;
}

}  // namespace cmmm
