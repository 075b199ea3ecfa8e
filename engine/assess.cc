#include "engine/assess.h"

#include "engine/request/read_answers.h"

namespace cmmm {
namespace {

Outcome<Assessment> AssessWith(const Catalog& catalog,
                               const v1::ScoreRequest& request,
                               absl::string_view path, bool leave_open,
                               Violations* violations) {
  auto resolved = ResolveRequest(catalog, request, path, violations);
  if (!resolved.ok()) return resolved.refusal();
  Assessment assessment;
  assessment.resolved = resolved.value();
  assessment.questions = {assessment.resolved.model, assessment.resolved.scope,
                          assessment.resolved.assessed_levels};
  const bool refuse_open =
      !leave_open && assessment.resolved.unanswered == Unanswered::kRefuse;
  auto answers = BindAnswers(assessment.questions, ReadAnswersOf(request),
                             refuse_open, path, violations);
  if (!answers.ok()) return answers.refusal();
  assessment.answers = std::move(answers.value());
  if (violations->empty()) {
    assessment.scores = ScoreLevels(assessment.questions, assessment.answers);
    assessment.decision = DecideLevel(assessment.questions, assessment.scores);
  }
  return assessment;
}

}  // namespace

Outcome<Assessment> Assess(const Catalog& catalog,
                           const v1::ScoreRequest& request,
                           absl::string_view path, Violations* violations) {
  return AssessWith(catalog, request, path, false, violations);
}

Outcome<Assessment> AssessOpen(const Catalog& catalog,
                               const v1::ScoreRequest& request,
                               absl::string_view path, Violations* violations) {
  return AssessWith(catalog, request, path, true, violations);
}

Decision DecideAgain(const Assessment& assessment,
                     const std::vector<GradeCode>& codes) {
  BoundAnswers answers = assessment.answers;
  answers.codes = codes;
  return DecideLevel(assessment.questions,
                     ScoreLevels(assessment.questions, answers));
}

}  // namespace cmmm
