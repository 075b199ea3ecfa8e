// A request as a row of a table keeps it, by the code of every requirement.
//
//   Violations violations;
//   auto codes = CheckRequest(model, request, &violations);
//   // codes.value()[i] is the grade of model.requirements[i]
//
// For doors that score codes and a profile (score_rows.h): what these no longer
// show of the request is checked here, by the rules that Evaluate has.
#ifndef CMMM_ENGINE_CHECK_REQUEST_H_
#define CMMM_ENGINE_CHECK_REQUEST_H_

#include <vector>

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/grade_code.h"
#include "engine/base/refusal.h"
#include "engine/base/violations.h"
#include "engine/model/compiled_model.h"

namespace cmmm {

// Adds what is wrong with answers, info, enums and target level, by the field
// paths and rules of Evaluate; not with the model and the profile, nor what a
// scope decides (answer.missing, answer.level_without_items). An answer that is
// wrong is open in the codes, its violation having the requirement's index.
// Refused, as Evaluate does, when packed for another model.
Outcome<std::vector<GradeCode>> CheckRequest(const CompiledModel& model,
                                             const v1::ScoreRequest& request,
                                             Violations* violations);

}  // namespace cmmm

#endif  // CMMM_ENGINE_CHECK_REQUEST_H_
