#include "engine/scoring/scorecard.h"

#include <vector>

#include "engine/scoring/maturity.h"

namespace cmmm {
namespace {

// What the sub-domains of a level before a certain one sum up to.
struct Sums {
  int items = 0;
  int64_t weight = 0;
  int64_t weighted = 0;  // Σ w · m
};

// [assessed levels × (D + 1)], by the sub-domain before which they are summed.
std::vector<Sums> RunningSums(const QuestionScope& questions,
                              const LevelScores& scores) {
  const int subdomains = questions.model->subdomain_count;
  const uint8_t* counts = questions.scope->subdomain_counts.data();
  std::vector<Sums> sums;
  sums.reserve(static_cast<size_t>(questions.assessed_levels) *
               (subdomains + 1));
  for (int k = 0; k < questions.assessed_levels; ++k) {
    const int cell = k * subdomains;
    const int* items = scores.items + cell;
    const int64_t* weight = scores.weights->weight.data() + cell;
    const int64_t* mean = scores.mean.data() + cell;
    Sums sum;
    sums.push_back(sum);
    for (int s = 0; s < subdomains; ++s) {
      sum.items += counts[s] != 0 ? items[s] : 0;
      sum.weight += weight[s];
      sum.weighted += weight[s] * mean[s];
      sums.push_back(sum);
    }
  }
  return sums;
}

// Fills a new `level` of a node from the sums before its first and behind its
// last sub-domain; `whole` are all weights of the level.
void ScoreNodeLevel(const Sums& first, const Sums& end, int64_t whole,
                    int64_t full_mean, NodeLevel* level) {
  level->items = end.items - first.items;
  const int64_t weight = end.weight - first.weight;
  level->weight = {weight, whole};
  if (weight > 0) {
    level->score.numerator = end.weighted - first.weighted;
    level->score.denominator = weight * full_mean;
  }
}

}  // namespace

std::vector<NodeResult> MakeScorecard(const QuestionScope& questions,
                                      const LevelScores& scores) {
  const CompiledModel& model = *questions.model;
  const std::vector<Sums> sums = RunningSums(questions, scores);
  std::vector<NodeResult> rows;
  rows.reserve(model.nodes.size());
  for (int n = 0; n < static_cast<int>(model.nodes.size()); ++n) {
    if (questions.scope->node_weight[n] == 0) continue;
    NodeResult& row = rows.emplace_back();
    row.node = n;
    row.weight = {questions.scope->node_weight[n],
                  questions.scope->node_weight_whole};
    row.levels.resize(questions.assessed_levels);
    const Sums* first = &sums[model.nodes[n].first_subdomain];
    const int64_t* whole = scores.weights->whole.data();
    for (NodeLevel& level : row.levels) {
      ScoreNodeLevel(*first, first[model.nodes[n].subdomain_count], *whole,
                     model.full_mean, &level);
      first += model.subdomain_count + 1;
      ++whole;
    }
    row.maturity = Maturity(
        questions.assessed_levels, model.satisfied_at_percent, [&](int k) {
          const NodeLevel& level = row.levels[k];
          return level.items > 0 ? level.score : Ratio{0, 0};
        });
  }
  return rows;
}

}  // namespace cmmm
