// What waits for what in a plan.
//
//   lower_levels_first   every item of a sub-domain waits for all items of the
//                        levels below in the same sub-domain, to end with the
//                        least grade worth a satisfied level
//   at_least missing     that same grade
#ifndef CMMM_ENGINE_PLAN_PREREQUISITES_MESSAGES_H_
#define CMMM_ENGINE_PLAN_PREREQUISITES_MESSAGES_H_

#include <vector>

#include "cmmm/v1/plan.pb.h"
#include "engine/base/grade_code.h"
#include "engine/base/violations.h"
#include "engine/model/compiled_model.h"

namespace cmmm {

// `item` is raised only when `needs` ends with `at_least`; both are indices
// into CompiledModel::requirements.
// The same pair may occur with several grades; the strictest holds, as all do.
struct PrerequisiteRule {
  int item = 0;
  int needs = 0;
  GradeCode at_least = kFully;
};

// The request's prerequisites and, if it says so, lower levels first. Adds
// plan.unknown_id, plan.grade_range, plan.prerequisite_cycle.
// Field paths: `prerequisites[p].requirement_id`, `.needs_id`, `.at_least`; of
// a cycle `prerequisites`, and its message lists the requirements round it. One
// cycle is told, the first found. A rule said twice counts once.
std::vector<PrerequisiteRule> ReadPrerequisites(
    const CompiledModel& model, const v1::PlanUpgradeRequest& request,
    Violations* violations);

}  // namespace cmmm

#endif  // CMMM_ENGINE_PLAN_PREREQUISITES_MESSAGES_H_
