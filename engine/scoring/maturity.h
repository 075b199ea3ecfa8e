// The maturity of every sub-domain, and nothing else of the scorecard.
#ifndef CMMM_ENGINE_SCORING_MATURITY_H_
#define CMMM_ENGINE_SCORING_MATURITY_H_

#include <vector>

#include "engine/answers/bind.h"
#include "engine/base/fraction.h"

namespace cmmm {

// The items of every sub-domain, level by level: item[first[s · K + k]] up to
// the next cell's first are the requirements of sub-domain s at level index k.
struct CellItems {
  std::vector<int> first;  // [D · K + 1]
  std::vector<int> item;   // [R]
};

CellItems MakeCellItems(const CompiledModel& model);

// maturity[s] for every sub-domain s in scope, with the value of
// MakeScorecard's (m + A[m+1] over its own levels), and {0, 0} for the others.
// Open items count as not satisfied, as they do there. `codes` is [R].
void SubdomainMaturities(const QuestionScope& questions, const CellItems& cells,
                         const GradeCode* codes, Ratio* maturity);

}  // namespace cmmm

#endif  // CMMM_ENGINE_SCORING_MATURITY_H_
