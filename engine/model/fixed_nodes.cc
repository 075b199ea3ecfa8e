#include "engine/model/fixed_nodes.h"

#include "cmmm/v1/scorecard.pb.h"
#include "engine/base/fraction.h"
#include "engine/model/compiled_model.h"

namespace cmmm {
namespace {

// A level of a node but for its score.
v1::NodeLevelScore FixedLevel(const CompiledModel& model, const Scope& scope,
                              const ModelNode& node, int k) {
  int items = 0;
  int64_t weight = 0;
  for (int s = node.first_subdomain;
       s < node.first_subdomain + node.subdomain_count; ++s) {
    if (scope.subdomain_counts[s] == 0) continue;
    items += model.cell_size[k * model.subdomain_count + s];
    weight += scope.weights.weight(k, s);
  }
  v1::NodeLevelScore level;
  level.set_level(k + 1);
  level.set_items(items);
  if (const int64_t whole = scope.weights.whole[k]; whole > 0) {
    level.set_weight(Ratio{weight, whole}.NearestDouble());
  }
  return level;
}

FixedNode MakeNode(const CompiledModel& model, const Scope& scope,
                   const ModelNode& node, int64_t weight) {
  v1::NodeScore head;
  head.set_id(node.id);
  if (node.parent >= 0) head.set_parent_id(model.nodes[node.parent].id);
  head.set_weight(Ratio{weight, scope.node_weight_whole}.NearestDouble());
  FixedNode fixed;
  fixed.head = head.SerializeAsString();
  for (int k = 0; k < model.level_count(); ++k) {
    v1::NodeScore one;
    v1::NodeLevelScore* level = one.add_levels();
    *level = FixedLevel(model, scope, node, k);
    fixed.score_at.push_back(kNoScore);
    if (level->items() > 0) {
      level->set_score(0);
      // Behind the score, 8 bytes, there is only the weight.
      v1::NodeLevelScore behind;
      behind.set_weight(level->weight());
      fixed.score_at.back() = fixed.levels.size() + one.ByteSizeLong() -
                              behind.ByteSizeLong() - sizeof(double);
    }
    fixed.levels += one.SerializeAsString();
    fixed.end.push_back(fixed.levels.size());
  }
  return fixed;
}

}  // namespace

std::vector<FixedNode> MakeFixedNodes(const CompiledModel& model,
                                      const Scope& scope) {
  std::vector<FixedNode> nodes(model.nodes.size());
  for (size_t n = 0; n < nodes.size(); ++n) {
    if (scope.node_weight[n] == 0) continue;
    nodes[n] = MakeNode(model, scope, model.nodes[n], scope.node_weight[n]);
  }
  return nodes;
}

}  // namespace cmmm
