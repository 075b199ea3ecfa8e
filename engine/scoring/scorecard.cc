#include "engine/scoring/scorecard.h"

#include <vector>

namespace cmmm {
namespace {

// What the sub-domains of a level before a certain one sum up to.
struct Sums {
  int items = 0;
  int64_t weight = 0;
  int64_t weighted = 0;  // Σ w · m
};

// [D + 1], by the sub-domain before which they are summed.
std::vector<Sums> RunningSums(const QuestionScope& questions,
                              const LevelScores& scores, int k) {
  const int subdomains = questions.model->subdomain_count;
  std::vector<Sums> sums(subdomains + 1);
  for (int s = 0; s < subdomains; ++s) {
    const bool counts = questions.scope->subdomain_counts[s] != 0;
    const int64_t weight = scores.weights->weight(k, s);
    sums[s + 1] = sums[s];
    if (counts) sums[s + 1].items += scores.items[k * subdomains + s];
    sums[s + 1].weight += weight;
    sums[s + 1].weighted += weight * scores.mean(k, s);
  }
  return sums;
}

NodeLevel ScoreNodeLevel(const CompiledModel& model, const ModelNode& node,
                         const std::vector<Sums>& sums, int64_t whole) {
  const Sums& first = sums[node.first_subdomain];
  const Sums& end = sums[node.first_subdomain + node.subdomain_count];
  NodeLevel level;
  level.items = end.items - first.items;
  const int64_t weight = end.weight - first.weight;
  if (whole > 0) level.weight = {weight, whole};
  if (weight > 0) {
    level.score = {end.weighted - first.weighted, weight * model.full_mean};
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
    NodeResult& row = rows.emplace_back();
    row.node = n;
    row.weight = {questions.scope->node_weight[n],
                  questions.scope->node_weight_whole};
    row.levels.resize(questions.assessed_levels);
  }
  for (int k = 0; k < questions.assessed_levels; ++k) {
    const std::vector<Sums> sums = RunningSums(questions, scores, k);
    for (NodeResult& row : rows) {
      row.levels[k] = ScoreNodeLevel(model, model.nodes[row.node], sums,
                                     scores.weights->whole[k]);
    }
  }
  for (NodeResult& row : rows) row.maturity = Maturity(model, row.levels);
  return rows;
}

}  // namespace cmmm
