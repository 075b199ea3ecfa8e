// From a request to its level: the stages that every door shares.
//
//   Violations violations;
//   auto assessment = Assess(catalog, request, "assessment.", &violations);
//   // assessment.value().decision.deciding.level
#ifndef CMMM_ENGINE_ASSESS_H_
#define CMMM_ENGINE_ASSESS_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/answers/bind.h"
#include "engine/base/refusal.h"
#include "engine/base/violations.h"
#include "engine/levels/decide.h"
#include "engine/model/catalog.h"
#include "engine/request/resolve.h"
#include "engine/scoring/score_levels.h"

namespace cmmm {

// An assessment read, scored and decided. Valid as long as the catalog.
// Everything a question needs; what it computes is in its own folder.
struct Assessment {
  ResolvedRequest resolved;
  QuestionScope questions;
  BoundAnswers answers;
  LevelScores scores;  // with `decision`: only when nothing was violated
  Decision decision;

  const CompiledModel& model() const { return *resolved.model; }
};

// Resolves, binds, scores and decides. What is wrong with the request is added
// to `violations`, field paths below `path` (`assessment.` or empty); then the
// assessment is not scored, but good enough to check further fields of the
// call against, so that all findings appear at once. Open questions are
// refused or counted as not satisfied as the request says.
// Refusals: as Evaluate's NOT_FOUND and FAILED_PRECONDITION.
Outcome<Assessment> Assess(const Catalog& catalog,
                           const v1::ScoreRequest& request,
                           absl::string_view path, Violations* violations);

// The same, but open questions are left to the caller, whatever the request
// says.
Outcome<Assessment> AssessOpen(const Catalog& catalog,
                               const v1::ScoreRequest& request,
                               absl::string_view path, Violations* violations);

// Without `refuse_open` an open question is no violation, whatever the policy.
struct AssessOptions {
  absl::string_view path;  // before every field path
  bool refuse_open = true;
};

// The stages after the request: binds `given`, and scores and decides when
// nothing is violated. May be given an earlier assessment, to use its memory.
// Codes outside 0 to 5, ids that the model has not and levels whose last item
// does not apply are violations; engine/answers/bind.h has the rules.
std::optional<Refusal> AssessAnswers(const ResolvedRequest& resolved,
                                     const GivenAnswers& given,
                                     const AssessOptions& options,
                                     Violations* violations,
                                     Assessment* assessment);

// The same with every open question in scope fully satisfied. Whatever the
// answers turn out to be, a number that never falls when a grade rises lies
// between that of `assessment`, which counts them as not satisfied, and this
// one's.
// REQUIRES: scored without violations.
Assessment AtBest(const Assessment& assessment);

// Scores and decides again with other grades. REQUIRES: `codes` differs from
// the assessment's only where both are graded or open.
// The scores of the assessment stay as they are.
Decision DecideAgain(const Assessment& assessment,
                     const std::vector<GradeCode>& codes);

}  // namespace cmmm

#endif  // CMMM_ENGINE_ASSESS_H_
