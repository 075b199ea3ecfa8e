// The scores of every element, domain and sub-domain. For a node with the
// sub-domains s, at level k:
//
//   score[k]  = Σ w[k][s] · mean[k][s] / Σ w[k][s]
//   weight[k] = Σ w[k][s]                           A[k] = Σ weight · score
//   maturity  = m + score[m + 1]                    (maturity.h)
//
// the sums over its own sub-domains (Σ w over all of them is 1), A[k] over the
// nodes of a tier.
// Sums run over sub-domains in model order, where those of a node are
// contiguous, so each is the difference of two running sums: K · D additions
// for all nodes together. Ratios are exact, but not in lowest terms.
#ifndef CMMM_ENGINE_SCORING_SCORECARD_H_
#define CMMM_ENGINE_SCORING_SCORECARD_H_

#include <vector>

#include "absl/container/inlined_vector.h"
#include "engine/base/fraction.h"
#include "engine/scoring/score_levels.h"

namespace cmmm {

// A node at one level.
struct NodeLevel {
  int items = 0;      // applicable items
  Ratio score{0, 0};  // of the node alone; 0/0 without items
  Ratio weight;       // share of A[k]
};

// A node at all levels.
struct NodeResult {
  int node = 0;    // index into CompiledModel::nodes
  Ratio weight;    // share of the whole after tailoring, 0 to 1
  Ratio maturity;  // progressive total of the node (maturity.h), 0 to K
  absl::InlinedVector<NodeLevel, 5> levels;  // [assessed levels]
};

// One row per node in scope, in the order of `nodes`. A node's score is the
// sum over its sub-domains of the same weights and means, divided by its own
// weight: renormalising within the node gives the same value.
std::vector<NodeResult> MakeScorecard(const QuestionScope& questions,
                                      const LevelScores& scores);

}  // namespace cmmm

#endif  // CMMM_ENGINE_SCORING_SCORECARD_H_
