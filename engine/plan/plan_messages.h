// Plans as messages.
#ifndef CMMM_ENGINE_PLAN_PLAN_MESSAGES_H_
#define CMMM_ENGINE_PLAN_PLAN_MESSAGES_H_

#include <vector>

#include "cmmm/v1/plan.pb.h"
#include "engine/assess.h"
#include "engine/plan/proof.h"
#include "engine/plan/upgrade.h"

namespace cmmm {

// Total cost, the raises in order, and the decision after them.
void WriteUpgrade(const Assessment& assessment, const UpgradeProblem& problem,
                  const Upgrade& upgrade, v1::UpgradePlan* out);

// The proof that none costs less, a message a case (proof.h).
void WriteProof(const UpgradeProblem& problem,
                const std::vector<CaseProof>& cases, v1::PlanProof* out);

}  // namespace cmmm

#endif  // CMMM_ENGINE_PLAN_PLAN_MESSAGES_H_
