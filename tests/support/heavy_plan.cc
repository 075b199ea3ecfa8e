#include "tests/support/heavy_plan.h"

#include <algorithm>
#include <random>
#include <string>

#include "tests/support/test_files.h"

namespace cmmm::test {

v1::PlanUpgradeRequest HeavyPlanRequest(const Catalog& catalog,
                                        int prerequisites, unsigned seed) {
  const CompiledModel& model = *catalog.entries().front().compiled;
  const int count = model.requirement_count();
  std::mt19937 random(seed);
  const auto below = [&random](int n) {
    return static_cast<int>(random() % n);
  };
  v1::PlanUpgradeRequest request;
  *request.mutable_assessment() = PackedRequest(
      catalog, model.weight_sets.back().id, std::string(count, '\1'));
  request.set_target_level(static_cast<int>(model.levels.size()));
  for (const ModelRequirement& requirement : model.requirements) {
    v1::RaiseCost* cost = request.add_costs();
    cost->set_id(requirement.id);
    cost->set_not_to_partly(1 + below(1000));
    cost->set_partly_to_mostly(1 + below(1000));
    cost->set_mostly_to_fully(1 + below(1000));
  }
  while (request.prerequisites_size() < prerequisites) {
    const int a = below(count);
    const int b = below(count);
    if (a == b) continue;  // the later one waits: no cycles
    v1::Prerequisite* rule = request.add_prerequisites();
    rule->set_requirement_id(model.requirements[std::max(a, b)].id);
    rule->set_needs_id(model.requirements[std::min(a, b)].id);
  }
  request.set_alternatives(20);
  return request;
}

}  // namespace cmmm::test
