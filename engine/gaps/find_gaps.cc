#include "engine/gaps/find_gaps.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace cmmm {
namespace {

LevelGaps StartLevel(const CompiledModel& model, const LevelScores& scores,
                     const Decision& decision, int k) {
  LevelGaps gaps;
  gaps.level_index = k;
  gaps.whole = scores.weights->whole[k] * model.full_mean;
  gaps.required = Fraction::Of(model.satisfied_at_percent, 100);
  gaps.actual = decision.levels[k].score;
  gaps.shortfall = Shortfall(gaps.required, gaps.actual);
  return gaps;
}

// Collects the items of level index `k` and sorts them.
void SortItems(const CompiledModel& model, const BoundAnswers& answers,
               const LevelScores& scores, int k, std::vector<ItemGap>* gaps) {
  const auto begin = std::ssize(*gaps);
  for (const int i : model.level_items[k]) {
    const GradeCode code = answers.codes[i];
    if (code == kNotApplicable) continue;
    const int64_t gain = scores.GainPerTenth(model, model.requirements[i]) *
                         (10 - model.grade_tenths[code]);
    if (gain > 0) gaps->push_back({i, code, gain});
  }
  // Stable, so that ties keep model order.
  std::stable_sort(
      gaps->begin() + begin, gaps->end(),
      [](const ItemGap& a, const ItemGap& b) { return a.gain > b.gain; });
}

// The same by places known beforehand. Every place is written and the next one
// written over it unless it occurs: a branch would be guessed wrong often.
void PickPlaces(const GapOrder& order, const std::vector<GradeCode>& codes,
                int k, std::vector<ItemGap>* gaps) {
  const size_t begin = gaps->size();
  const int behind = order.level_begin[k + 1];
  gaps->resize(begin + (behind - order.level_begin[k]));
  ItemGap* end = gaps->data() + begin;
  for (int p = order.level_begin[k]; p < behind; ++p) {
    const ItemGap& place = order.places[p];
    *end = place;
    end += codes[place.item] == place.code ? 1 : 0;
  }
  gaps->resize(end - gaps->data());
}

// What the items of a sub-domain would add together is what its mean lacks.
void SumSubdomains(const CompiledModel& model, const LevelScores& scores,
                   LevelGaps* gaps) {
  const int k = gaps->level_index;
  gaps->subdomains.reserve(model.subdomain_count);
  for (int s = 0; s < model.subdomain_count; ++s) {
    const int64_t gain =
        scores.weights->weight(k, s) * (model.full_mean - scores.mean(k, s));
    if (gain == 0) continue;
    gaps->missing += gain;
    gaps->subdomains.push_back({s, gain});
  }
  // They are few: not worth the memory a stable sort asks for.
  std::sort(gaps->subdomains.begin(), gaps->subdomains.end(),
            [](const SubdomainGap& a, const SubdomainGap& b) {
              return a.gain != b.gain ? a.gain > b.gain
                                      : a.subdomain < b.subdomain;
            });
}

}  // namespace

void ListGaps(const QuestionScope& questions, const BoundAnswers& answers,
              const LevelScores& scores, Gaps* gaps) {
  const std::optional<GapOrder>& order = questions.scope->gap_order;
  const bool ordered = order.has_value() && answers.not_applicable == 0;
  gaps->items.clear();
  for (LevelGaps& level : gaps->levels) {
    level.items_begin = gaps->items.size();
    if (ordered) {
      PickPlaces(*order, answers.codes, level.level_index, &gaps->items);
    } else {
      SortItems(*questions.model, answers, scores, level.level_index,
                &gaps->items);
    }
    level.items_end = gaps->items.size();
  }
}

Gaps FindGaps(const QuestionScope& questions, const BoundAnswers& answers,
              const LevelScores& scores, const Decision& decision,
              int target_level) {
  const CompiledModel& model = *questions.model;
  Gaps gaps;
  gaps.target_level = target_level > 0 ? target_level
                                       : std::min(decision.deciding.level + 1,
                                                  questions.assessed_levels);
  gaps.levels.reserve(gaps.target_level);
  for (int k = 0; k < gaps.target_level; ++k) {
    gaps.levels.push_back(StartLevel(model, scores, decision, k));
    SumSubdomains(model, scores, &gaps.levels.back());
  }
  ListGaps(questions, answers, scores, &gaps);
  return gaps;
}

}  // namespace cmmm
