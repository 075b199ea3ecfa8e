// Fifth stage: what is missing on the way to the target level.
//
//   const Gaps gaps = FindGaps(questions, answers, scores, decision, 0);
//   gaps.ItemsOf(gaps.levels.back())[0].item;  // what adds most
#ifndef CMMM_ENGINE_GAPS_FIND_GAPS_H_
#define CMMM_ENGINE_GAPS_FIND_GAPS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/types/span.h"
#include "engine/base/fraction.h"
#include "engine/levels/decide.h"
#include "engine/scoring/score_levels.h"

namespace cmmm {

// What an item i of sub-domain s would add to A[k] if it were `fully`:
//
//   gain = w[k][s] · (L / n[k][s]) · (10 - tenths[i])
//
// in parts of `LevelGaps::whole`, the denominator of the level's score, so that
// gains add up exactly. L is CompiledModel::mean_scale, n the applicable items.
// What a sub-domain lacks at a level.
// gain = w[k][s] · (full_mean - m[k][s]), in parts of the level's `whole`. Only
// sub-domains that lack something are listed.
struct SubdomainGap {
  int subdomain = 0;
  int64_t gain = 0;  // of all its items together
};

// What one level lacks.
// The share of a sub-domain is gain / missing; what the level must still gain
// to be satisfied is `shortfall`, 0 when it is.
struct LevelGaps {
  int level_index = 0;
  int64_t whole = 1;       // whole[k] · 10 · L
  int64_t missing = 0;     // Σ gain = whole · (1 - A[k])
  Fraction required;       // satisfied_at_percent / 100
  Fraction actual;         // A[k]
  Fraction shortfall;      // max(0, required - actual)
  size_t items_begin = 0;  // its items in Gaps::items
  size_t items_end = 0;
  std::vector<SubdomainGap> subdomains;  // greatest gain first
};

// What all levels up to the target lack.
// Nobody promises that the level is reached by one item: gains add up, and a
// plan (engine/plan/) finds the cheapest set.
struct Gaps {
  int target_level = 0;           // 1 to the levels assessed
  std::vector<LevelGaps> levels;  // 1 to target_level
  // The items of all levels, level by level, of each greatest gain first, ties
  // in model order; those that gain nothing are not listed.
  std::vector<ItemGap> items;

  // Those of `level`, which is one of `levels`.
  absl::Span<const ItemGap> ItemsOf(const LevelGaps& level) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return absl::MakeConstSpan(items).subspan(
        level.items_begin, level.items_end - level.items_begin);
  }
};

// Lists what each item of gaps->levels would add, in place of gaps->items, and
// where the items of each level are. Without items that are not applicable the
// order is known beforehand (engine/model/gap_order.h); else they are sorted
// here.
// REQUIRES: gaps->levels as FindGaps makes them, of the same answers.
void ListGaps(const QuestionScope& questions, const BoundAnswers& answers,
              const LevelScores& scores, Gaps* gaps);

// `target_level` 0 means the level above `decision`'s, or the highest
// assessed when that is reached.
// REQUIRES: 0 <= target_level <= questions.assessed_levels, and answers scored
// without violations. Levels up to the target are listed though satisfied.
Gaps FindGaps(const QuestionScope& questions, const BoundAnswers& answers,
              const LevelScores& scores, const Decision& decision,
              int target_level);

}  // namespace cmmm

#endif  // CMMM_ENGINE_GAPS_FIND_GAPS_H_
