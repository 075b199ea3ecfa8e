// Fifth stage: what is missing on the way to the target level.
#ifndef CMMM_ENGINE_GAPS_FIND_GAPS_H_
#define CMMM_ENGINE_GAPS_FIND_GAPS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "engine/base/fraction.h"
#include "engine/levels/decide.h"
#include "engine/scoring/score_levels.h"

namespace cmmm {

// Gains are counted in parts of `LevelGaps::whole`, the denominator of the
// level's score, so that they add up exactly.
struct SubdomainGap {
  int subdomain = 0;
  int64_t gain = 0;  // of all its items together
};

struct LevelGaps {
  int level_index = 0;
  int64_t whole = 1;       // whole[k] · 10 · L
  int64_t missing = 0;     // Σ gain = whole · (1 - A[k])
  Fraction required;       // satisfied_at_percent / 100
  Fraction actual;         // A[k]
  Fraction shortfall;      // max(0, required - actual)
  size_t items_begin = 0;  // its items in Gaps::items
  size_t items_end = 0;
  const GapOrder* order = nullptr;       // that lists them, if one does
  std::vector<SubdomainGap> subdomains;  // greatest gain first
};

struct Gaps {
  int target_level = 0;
  std::vector<LevelGaps> levels;  // 1 to target_level
  std::vector<ItemGap> items;     // of all levels, as ListGaps lists them

  absl::Span<const ItemGap> ItemsOf(const LevelGaps& level) const {
    return absl::MakeConstSpan(items).subspan(
        level.items_begin, level.items_end - level.items_begin);
  }
};

// Appends what each item of level index `k` would add, greatest gain first,
// ties in model order. Items that gain nothing are not listed. Without items
// that are not applicable the order is known beforehand
// (engine/model/gap_order.h) and returned; else the list is sorted here.
const GapOrder* ListGaps(const QuestionScope& questions,
                         const BoundAnswers& answers, const LevelScores& scores,
                         int k, std::vector<ItemGap>* gaps);

// `target_level` 0 means the level above `decision`'s, or the highest
// assessed when that is reached.
Gaps FindGaps(const QuestionScope& questions, const BoundAnswers& answers,
              const LevelScores& scores, const Decision& decision,
              int target_level);

}  // namespace cmmm

#endif  // CMMM_ENGINE_GAPS_FIND_GAPS_H_
