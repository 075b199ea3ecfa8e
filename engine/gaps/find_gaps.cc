#include "engine/gaps/find_gaps.h"

#include <algorithm>
#include <array>
#include <bit>
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
    const ModelRequirement& item = model.requirements[i];
    const GradeCode code = answers.codes[i];
    if (code == kNotApplicable) continue;
    const int64_t gain = scores.weights->weight(k, item.subdomain) *
                         (model.mean_scale / scores.items[item.cell]) *
                         (10 - model.grade_tenths[code]);
    if (gain > 0) gaps->push_back({i, code, 0, gain});
  }
  // Stable, so that ties keep model order.
  std::stable_sort(
      gaps->begin() + begin, gaps->end(),
      [](const ItemGap& a, const ItemGap& b) { return a.gain > b.gain; });
}

// The same list by places known beforehand: marks the places that occur and
// reads them off in order. Branches would be mispredicted, so there are none
// for an item.
void ListItems(const GapOrder& order, const std::vector<int>& items,
               const BoundAnswers& answers, std::vector<ItemGap>* gaps) {
  std::array<uint64_t, kMostOrderedItems * kFully / 64 + 1> marks;
  const size_t places = order.places.size();
  std::fill_n(marks.begin(), places / 64 + 1, 0);
  const uint16_t* place = order.place.data();
  for (const int item : items) {
    const uint16_t at = place[answers.codes[item]];
    marks[at / 64] |= uint64_t{1} << (at % 64);
    place += kGradeCodes;
  }
  marks[places / 64] &= ~(uint64_t{1} << (places % 64));  // no place
  size_t count = gaps->size();
  gaps->resize(count + items.size());
  for (size_t word = 0; word <= places / 64; ++word) {
    const ItemGap* first = order.places.data() + word * 64;
    ItemGap* gap = gaps->data() + count;
    for (uint64_t rest = marks[word]; rest != 0; rest &= rest - 1) {
      *gap++ = first[std::countr_zero(rest)];
    }
    count += std::popcount(marks[word]);
  }
  gaps->resize(count);
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

const GapOrder* ListGaps(const QuestionScope& questions,
                         const BoundAnswers& answers, const LevelScores& scores,
                         int k, std::vector<ItemGap>* gaps) {
  const std::vector<GapOrder>& orders = questions.scope->gap_orders;
  if (orders.empty() || answers.not_applicable > 0) {
    SortItems(*questions.model, answers, scores, k, gaps);
    return nullptr;
  }
  ListItems(orders[k], questions.model->level_items[k], answers, gaps);
  return &orders[k];
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
  gaps.items.reserve(questions.scope->items_up_to[gaps.target_level]);
  for (int k = 0; k < gaps.target_level; ++k) {
    LevelGaps& level =
        gaps.levels.emplace_back(StartLevel(model, scores, decision, k));
    level.items_begin = gaps.items.size();
    level.order = ListGaps(questions, answers, scores, k, &gaps.items);
    level.items_end = gaps.items.size();
    SumSubdomains(model, scores, &level);
  }
  return gaps;
}

}  // namespace cmmm
