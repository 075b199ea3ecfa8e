// Plans as messages.
//
// v1::UpgradePlan and v1::PlanProof are described in proto/cmmm/v1/; exact
// values are written with their nearest double (response/write_response.h).
#ifndef CMMM_ENGINE_PLAN_PLAN_MESSAGES_H_
#define CMMM_ENGINE_PLAN_PLAN_MESSAGES_H_

#include <vector>

#include "cmmm/v1/plan.pb.h"
#include "engine/assess.h"
#include "engine/plan/proof.h"
#include "engine/plan/upgrade.h"

namespace cmmm {

// Total cost, the raises in order, and the decision after them.
// A raise is a step of the roadmap (roadmap.h): requirement, grades, cost, gain
// of its level, and cost, total and level so far. Costs are int32 in the
// message; the request is refused when they could add up to more.
void WriteUpgrade(const Assessment& assessment, const UpgradeProblem& problem,
                  const Upgrade& upgrade, v1::UpgradePlan* out);

// The proof that none costs less, a message a case (proof.h).
// Requirements are named by id. Costs in it are without the number of steps;
// `need` is what is missing to the threshold, not the threshold itself.
void WriteProof(const UpgradeProblem& problem,
                const std::vector<CaseProof>& cases, v1::PlanProof* out);

}  // namespace cmmm

#endif  // CMMM_ENGINE_PLAN_PLAN_MESSAGES_H_
