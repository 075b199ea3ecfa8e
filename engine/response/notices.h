// What the reader of a result should know, with stable ids.
#ifndef CMMM_ENGINE_RESPONSE_NOTICES_H_
#define CMMM_ENGINE_RESPONSE_NOTICES_H_

#include <optional>

#include "cmmm/v1/readiness.pb.h"
#include "engine/base/civil_date.h"
#include "engine/bounds/decision_range.h"
#include "engine/levels/decide.h"

namespace cmmm {

// Adds the notices that hold to a response (a v1::ScoreResponse*, a
// wire::ScoreResponse or a v1::CheckReadinessResponse*), in this order
// (docs/api.md lists them):
//   readings_differ, higher_level_satisfied, unanswered_as_not_satisfied or,
//   when `range` is given, unanswered_bounds; not_applicable_used,
//   domains_excluded, assessed_up_to, answers_out_of_scope, weights_unverified,
//   requirements_unverified.
// Their texts only when `with_texts`.
template <typename Out>
void WriteNotices(const QuestionScope& questions, const BoundAnswers& answers,
                  const Decision& decision,
                  const std::optional<DecisionRange>& range, bool with_texts,
                  Out& out);

// About a programme, with texts: programme_past (`date` is after its last day),
// programme_incomplete, programme_unverified.
void WriteProgrammeNotices(const v1::ProgrammeDefinition& programme,
                           const v1::Track& track,
                           std::optional<CivilDate> date,
                           v1::CheckReadinessResponse* out);

}  // namespace cmmm

#endif  // CMMM_ENGINE_RESPONSE_NOTICES_H_
