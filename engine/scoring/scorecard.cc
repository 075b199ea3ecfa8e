#include "engine/scoring/scorecard.h"

#include <vector>

namespace cmmm {
namespace {

NodeLevel ScoreNodeLevel(const QuestionScope& questions,
                         const LevelScores& scores, const ModelNode& node,
                         int k) {
  const CompiledModel& model = *questions.model;
  NodeLevel level;
  for (int s = node.first_subdomain;
       s < node.first_subdomain + node.subdomain_count; ++s) {
    if (questions.scope->subdomain_counts[s] == 0) continue;
    level.items += scores.items[k * model.subdomain_count + s];
  }
  const auto weights = scores.weights->weight.row(k).segment(
      node.first_subdomain, node.subdomain_count);
  const auto means =
      scores.mean.row(k).segment(node.first_subdomain, node.subdomain_count);
  const int64_t weight = weights.sum();
  if (scores.weights->whole[k] > 0) {
    level.weight = {weight, scores.weights->whole[k]};
  }
  if (weight > 0) {
    level.score = {weights.cwiseProduct(means).sum(), weight * model.full_mean};
  }
  return level;
}

// m + A[m+1] over the node's own levels; a level without items is satisfied.
Ratio Maturity(const CompiledModel& model,
               const absl::InlinedVector<NodeLevel, 5>& levels) {
  int64_t satisfied = 0;
  for (const NodeLevel& level : levels) {
    if (level.items > 0 &&
        !level.score.AtLeastPercent(model.satisfied_at_percent)) {
      const auto& [numerator, denominator] = level.score;
      return {satisfied * denominator + numerator, denominator};
    }
    ++satisfied;
  }
  return {satisfied, 1};
}

}  // namespace

std::vector<NodeResult> MakeScorecard(const QuestionScope& questions,
                                      const LevelScores& scores) {
  const CompiledModel& model = *questions.model;
  std::vector<NodeResult> rows;
  rows.reserve(model.nodes.size());
  for (int n = 0; n < static_cast<int>(model.nodes.size()); ++n) {
    if (questions.scope->node_weight[n] == 0) continue;
    NodeResult row;
    row.node = n;
    row.weight = {questions.scope->node_weight[n],
                  questions.scope->node_weight_whole};
    row.levels.reserve(questions.assessed_levels);
    for (int k = 0; k < questions.assessed_levels; ++k) {
      row.levels.push_back(
          ScoreNodeLevel(questions, scores, model.nodes[n], k));
    }
    row.maturity = Maturity(model, row.levels);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace cmmm
