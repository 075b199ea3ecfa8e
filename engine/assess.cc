#include "engine/assess.h"

#include <utility>

#include "engine/levels/grade_range.h"
#include "engine/request/read_answers.h"

namespace cmmm {
namespace {

Outcome<Assessment> AssessWith(const Catalog& catalog,
                               const v1::ScoreRequest& request,
                               absl::string_view path, bool leave_open,
                               Violations* violations) {
  auto resolved = ResolveRequest(catalog, request, path, violations);
  if (!resolved.ok()) return resolved.refusal();
  const bool refuse_open =
      !leave_open && resolved.value().unanswered == Unanswered::kRefuse;
  Assessment assessment;
  if (auto refusal =
          AssessAnswers(resolved.value(), ReadAnswersOf(request),
                        {path, refuse_open}, violations, &assessment)) {
    return *std::move(refusal);
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

std::optional<Refusal> AssessAnswers(const ResolvedRequest& resolved,
                                     const GivenAnswers& given,
                                     const AssessOptions& options,
                                     Violations* violations,
                                     Assessment* assessment) {
  assessment->resolved = resolved;
  assessment->questions = {resolved.model, resolved.scope,
                           resolved.assessed_levels};
  auto answers = BindAnswers(assessment->questions, given, options.refuse_open,
                             options.path, violations);
  if (!answers.ok()) return std::move(answers.refusal());
  assessment->answers = std::move(answers.value());
  if (!violations->empty()) return std::nullopt;
  assessment->scores = ScoreLevels(assessment->questions, assessment->answers);
  assessment->decision = DecideLevel(assessment->questions, assessment->scores);
  return std::nullopt;
}

Assessment AtBest(const Assessment& assessment) {
  Assessment best = assessment;
  best.answers.codes =
      RangesOf(assessment.questions, assessment.answers).highest;
  best.answers.answered += best.answers.unanswered;
  best.answers.unanswered = 0;
  best.scores = ScoreLevels(best.questions, best.answers);
  best.decision = DecideLevel(best.questions, best.scores);
  return best;
}

Decision DecideAgain(const Assessment& assessment,
                     const std::vector<GradeCode>& codes) {
  BoundAnswers answers = assessment.answers;
  answers.codes = codes;
  return DecideLevel(assessment.questions,
                     ScoreLevels(assessment.questions, answers));
}

}  // namespace cmmm
