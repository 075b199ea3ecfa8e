// The scores of every element, domain and sub-domain.
#ifndef CMMM_ENGINE_SCORING_SCORECARD_H_
#define CMMM_ENGINE_SCORING_SCORECARD_H_

#include <vector>

#include "absl/container/inlined_vector.h"
#include "engine/base/fraction.h"
#include "engine/scoring/score_levels.h"

namespace cmmm {

struct NodeLevel {
  int items = 0;      // applicable items
  Ratio score{0, 0};  // of the node alone; 0/0 without items
  Ratio weight;       // share of A[k]
};

struct NodeResult {
  int node = 0;    // index into CompiledModel::nodes
  Ratio weight;    // share of the whole after tailoring
  Ratio maturity;  // progressive total of the node (maturity.h)
  absl::InlinedVector<NodeLevel, 5> levels;
};

// One row per node in scope, in the order of `nodes`. A node's score is the
// sum over its sub-domains of the same weights and means, divided by its own
// weight: renormalising within the node gives the same value.
std::vector<NodeResult> MakeScorecard(const QuestionScope& questions,
                                      const LevelScores& scores);

}  // namespace cmmm

#endif  // CMMM_ENGINE_SCORING_SCORECARD_H_
