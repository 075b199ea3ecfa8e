// Random requests for plans and margins.
#ifndef CMMM_TESTS_PLAN_RANDOM_REQUEST_H_
#define CMMM_TESTS_PLAN_RANDOM_REQUEST_H_

#include <random>

#include "cmmm/v1/margin.pb.h"
#include "cmmm/v1/plan.pb.h"
#include "engine/model/catalog.h"

namespace cmmm::test {

// A number from 0 to n - 1.
int Below(int n, std::mt19937_64* random);

struct PlanWishes {
  // At most so many answers that may be raised; 0: as it comes.
  int raisable = 0;
  bool prerequisites = false;
  bool budgets = false;
  int most_alternatives = 0;
};

// Of the catalog's first model, always with a proof: any weight set, tailoring,
// open and not applicable answers; costs by default, small with zeros, or up to
// 10,000, for single requirements, for sub-domains or for all; frozen answers.
v1::PlanUpgradeRequest RandomPlanRequest(const Catalog& catalog,
                                         const PlanWishes& wishes,
                                         std::mt19937_64* random);

// Of either measure; such that some level is held more often than not.
v1::AnalyzeMarginRequest RandomMarginRequest(const Catalog& catalog,
                                             std::mt19937_64* random);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_PLAN_RANDOM_REQUEST_H_
