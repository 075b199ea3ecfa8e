// What the reader of a result should know, with stable ids: what the number
// rests on, and where another reading would say something else. A notice is no
// violation: the result holds.
#ifndef CMMM_ENGINE_RESPONSE_NOTICES_H_
#define CMMM_ENGINE_RESPONSE_NOTICES_H_

#include <google/protobuf/repeated_ptr_field.h>

#include <optional>
#include <vector>

#include "cmmm/v1/programme.pb.h"
#include "cmmm/v1/scorecard.pb.h"
#include "engine/base/civil_date.h"
#include "engine/base/text.h"
#include "engine/levels/decide.h"
#include "engine/levels/decision_range.h"
#include "engine/response/wire.h"

namespace cmmm {

// Both languages or none. Texts name numbers of this result and are made anew.
struct Notice {
  const char* id;  // stable: `readings_differ`
  Text text;       // empty when texts are not wanted
};

// The notices that hold, in this order (docs/api.md lists them):
//   readings_differ, higher_level_satisfied, unanswered_as_not_satisfied or,
//   when `range` is given, unanswered_bounds; not_applicable_used,
//   domains_excluded, assessed_up_to, answers_out_of_scope, weights_unverified,
//   weights_checked, requirements_unverified, requirements_checked.
// Their texts only when `with_texts`.
// readings_differ: the deciding reading and the other give different levels; of
// each the range, where answers are open.
// higher_level_satisfied: a level is satisfied above one that is not, whatever
// the open answers are.
// weights_unverified, requirements_unverified: of provenance C in the model.
// The two `_checked` repeat what the model says was compared, and with what.
std::vector<Notice> FindNotices(const QuestionScope& questions,
                                const BoundAnswers& answers,
                                const Decision& decision,
                                const std::optional<DecisionRange>& range,
                                bool with_texts);

// About a programme, with texts: programme_past (`date` is after its last day),
// programme_incomplete, programme_unverified.
// The first only when a date is given; the last is about conditions that the
// track itself asks for.
std::vector<Notice> FindProgrammeNotices(
    const v1::ProgrammeDefinition& programme, const v1::Track& track,
    std::optional<CivilDate> date);

// The fields of a v1::Notice.
// Id, then text if there is one; for messages that are written as bytes.
void WriteNotice(const Notice& notice, WireMessage* out);
// Adds them as messages.
void WriteNotices(const std::vector<Notice>& notices,
                  google::protobuf::RepeatedPtrField<v1::Notice>* out);

}  // namespace cmmm

#endif  // CMMM_ENGINE_RESPONSE_NOTICES_H_
