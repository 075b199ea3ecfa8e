// What waits for what in a plan.
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
struct PrerequisiteRule {
  int item = 0;
  int needs = 0;
  GradeCode at_least = kFully;
};

// The request's prerequisites and, if it says so, lower levels first. Adds
// plan.unknown_id, plan.grade_range, plan.prerequisite_cycle.
std::vector<PrerequisiteRule> ReadPrerequisites(
    const CompiledModel& model, const v1::PlanUpgradeRequest& request,
    Violations* violations);

}  // namespace cmmm

#endif  // CMMM_ENGINE_PLAN_PREREQUISITES_MESSAGES_H_
