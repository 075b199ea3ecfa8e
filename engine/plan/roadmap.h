// An upgrade in the order in which to carry it out, with what every step alone
// brings: so that whoever stops halfway knows what has been reached.
#ifndef CMMM_ENGINE_PLAN_ROADMAP_H_
#define CMMM_ENGINE_PLAN_ROADMAP_H_

#include <cstdint>
#include <vector>

#include "engine/levels/decide.h"
#include "engine/plan/upgrade.h"

namespace cmmm {

// One requirement raised.
// gain = gain_per_tenth · (tenths of `to` - tenths before) / (whole[k] · full
// mean), in lowest terms.
struct RoadmapStep {
  int item = 0;  // index into UpgradeProblem::items
  GradeCode to = kFully;
  int64_t cost = 0;
  int64_t cost_so_far = 0;  // with this step
  Fraction gain;            // added to A[k] of the requirement's level
  Decision after;           // with this step
};

// Lower levels first, within a level the greatest gain per cost, ties in model
// order; but nothing before what it waits for. The costs add up to the
// upgrade's, and the last `after` is the decision of all of it. A requirement
// raised by several grades is one step.
// REQUIRES: `upgrade` breaks no prerequisite of `problem`, which have no cycle.
// Requirements that stay as they are have no step.
std::vector<RoadmapStep> MakeRoadmap(const UpgradeProblem& problem,
                                     const Upgrade& upgrade);

}  // namespace cmmm

#endif  // CMMM_ENGINE_PLAN_ROADMAP_H_
