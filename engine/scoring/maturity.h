// Maturity: how many levels a part of the whole satisfies, one after the other
// from the first, and how far it is on the next.
//
//   maturity = m + A[m+1]       m levels satisfied in a row, by its own scores
//
// It ends at the highest level at which the part has items: above that nobody
// was asked, so nothing is claimed. A level without items below that one counts
// as satisfied. A part without any items has maturity 0.
#ifndef CMMM_ENGINE_SCORING_MATURITY_H_
#define CMMM_ENGINE_SCORING_MATURITY_H_

#include <vector>

#include "engine/answers/bind.h"
#include "engine/base/fraction.h"

namespace cmmm {

// `score_of(k)` is the part's own score at level index k, 0/0 for a level
// without items; `levels` is how many are assessed. The result is not in lowest
// terms.
template <typename ScoreOf>
Ratio Maturity(int levels, int satisfied_at_percent, ScoreOf score_of) {
  int highest = 0;
  for (int m = 0; m < levels; ++m) {
    const Ratio score = score_of(m);
    if (!score.AtLeastPercent(satisfied_at_percent)) {
      return {m * score.denominator + score.numerator, score.denominator};
    }
    if (score.denominator != 0) highest = m + 1;
  }
  return {highest, 1};
}

// The items of every sub-domain, level by level: item[first[s · K + k]] up to
// the next cell's first are the requirements of sub-domain s at level index k.
struct CellItems {
  std::vector<int> first;  // [D · K + 1]
  std::vector<int> item;   // [R]
};

CellItems MakeCellItems(const CompiledModel& model);

// The maturities alone, without the rest of the scorecard, for tables:
// maturity[s] for every sub-domain s in scope, with the value of
// MakeScorecard's (m + A[m+1] over its own levels), and {0, 0} for the others
// and for those without any applicable item.
// Open items count as not satisfied, as they do there. `codes` is [R].
void SubdomainMaturities(const QuestionScope& questions, const CellItems& cells,
                         const GradeCode* codes, Ratio* maturity);

}  // namespace cmmm

#endif  // CMMM_ENGINE_SCORING_MATURITY_H_
