// Margins and proofs as messages.
//
//   size     fewest downgrades that lose the level, with one set of them
//   reserve  A[k] - satisfied_at_percent / 100, at least 0, exact
//   proofs   one per level 1 to `level`, why no fewer do (find_margin.h)
#ifndef CMMM_ENGINE_MARGIN_MARGIN_MESSAGES_H_
#define CMMM_ENGINE_MARGIN_MARGIN_MESSAGES_H_

#include <vector>

#include "cmmm/v1/margin.pb.h"
#include "engine/assess.h"
#include "engine/margin/find_margin.h"

namespace cmmm {

// How safely `level` (1 or above, held) is held. Once `budget` is over `out`
// means nothing.
// `answers` are the falling ones of `assessment`. Proofs are written for
// progressive models alone. A level that no downgrade loses has
// `cannot_be_lost` and no size.
void WriteLevelMargin(const Assessment& assessment,
                      const std::vector<FallingAnswer>& answers, int level,
                      bool with_proof, WorkBudget* budget,
                      v1::LevelMargin* out);

// How safe the levels of `margins` are held were all open questions fully
// satisfied, which is the safest they can be: `open` of each.
// Size, cannot_be_lost and reserve of that best case; no downgrades, no proofs.
void WriteOpenMargins(
    const Assessment& assessment, DowngradeMeasure measure, WorkBudget* budget,
    google::protobuf::RepeatedPtrField<v1::LevelMargin>* margins);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MARGIN_MARGIN_MESSAGES_H_
