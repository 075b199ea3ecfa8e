// Derivations of the numbers of one scored assessment.
//
//   total    = progressive or cumulative sum of the credits of the levels
//   credit   = 1 when the level is satisfied, else its score
//   level    = Σ share · element at the level
//   element  = Σ share · domain, domain = Σ share · sub-domain
//   sub-domain = mean of its items
//   maturity = progressive sum of the credits of the node's own scores
//   gain     = share of element · domain · sub-domain · 1/n · (1 - item)
//
// A share is the percentage in the weight set over the sum of the percentages
// of the siblings that count at the level.
#ifndef CMMM_ENGINE_EXPLAIN_DERIVE_H_
#define CMMM_ENGINE_EXPLAIN_DERIVE_H_

#include "engine/answers/bind.h"
#include "engine/explain/derivation.h"
#include "engine/levels/decide.h"
#include "engine/scoring/score_levels.h"

namespace cmmm {

// An assessment bound, scored and decided without violations.
struct ScoredAssessment {
  QuestionScope questions;
  const BoundAnswers* answers;
  const LevelScores* scores;
  const Decision* decision;
};

// Items of node `n` at level index `k` that count.
int ItemsOf(const ScoredAssessment& assessment, int n, int k);

// The whole tree of `subject`, kTotal to kGain. REQUIRES: the subject is in the
// scope: its level is assessed, its node has a weight and, for kNode, items at
// the level; its item is asked for and applicable.
Derivation Derive(const ScoredAssessment& assessment, const Subject& subject);

}  // namespace cmmm

#endif  // CMMM_ENGINE_EXPLAIN_DERIVE_H_
