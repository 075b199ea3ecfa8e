// Requests for plans that take long.
#ifndef CMMM_TESTS_SUPPORT_HEAVY_PLAN_H_
#define CMMM_TESTS_SUPPORT_HEAVY_PLAN_H_

#include "cmmm/v1/plan.pb.h"
#include "engine/model/catalog.h"

namespace cmmm::test {

// From no level to the highest of the catalog's first model: a cost of its own
// for every requirement, `prerequisites` between random ones, and further
// plans. The same for the same `seed`.
v1::PlanUpgradeRequest HeavyPlanRequest(const Catalog& catalog,
                                        int prerequisites, unsigned seed = 1);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_SUPPORT_HEAVY_PLAN_H_
