// What somebody could change about a proof: every change makes it wrong.
#ifndef CMMM_TESTS_PLAN_PROOF_CHANGES_H_
#define CMMM_TESTS_PLAN_PROOF_CHANGES_H_

#include <functional>
#include <vector>

#include "cmmm/v1/margin.pb.h"
#include "cmmm/v1/plan.pb.h"

namespace cmmm::test {

// Somewhere to change a proof: changes it and returns true, or finds nothing to
// change.
struct CoverChange {
  const char* name;
  std::function<bool(v1::CoverProof*)> change;
};
struct PlanChange {
  const char* name;
  std::function<bool(v1::PlanUpgradeResponse*)> change;
};

const std::vector<CoverChange>& CoverChanges();
// Those of a plan's proof, of its covers too.
std::vector<PlanChange> PlanChanges();
// More, of a plan that holds its target.
std::vector<PlanChange> HeldPlanChanges();

}  // namespace cmmm::test

#endif  // CMMM_TESTS_PLAN_PROOF_CHANGES_H_
