#include "engine/gaps/find_gaps.h"

#include <algorithm>
#include <array>
#include <cstring>
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
    const ModelRequirement& item = model.requirements[i];
    const GradeCode code = answers.codes[i];
    if (code == kNotApplicable) continue;
    const int64_t gain = scores.weights->weight(k, item.subdomain) *
                         (model.mean_scale / scores.items[item.cell]) *
                         (10 - model.grade_tenths[code]);
    if (gain > 0) gaps->push_back({i, code, gain});
  }
  // Stable, so that ties keep model order.
  std::stable_sort(
      gaps->begin() + begin, gaps->end(),
      [](const ItemGap& a, const ItemGap& b) { return a.gain > b.gain; });
}

// Of eight bytes that are 0 or 1: the numbers of those that are 1, in order,
// by the bits that they make. What is behind them means nothing.
using EightNumbers = std::array<uint16_t, 8>;
constexpr std::array<EightNumbers, 256> kNumbersOfBits = [] {
  std::array<EightNumbers, 256> table{};
  for (unsigned bits = 0; bits < table.size(); ++bits) {
    size_t count = 0;
    for (uint16_t i = 0; i < 8; ++i) {
      if ((bits >> i & 1) != 0) table[bits][count++] = i;
    }
  }
  return table;
}();

// Adds `first` to the numbers of the bytes of `marks` that are 1 and writes
// them to `at`, with anything up to eight behind them. Returns where they end.
// REQUIRES: a machine of lowest bytes first.
uint16_t* PutNumbers(const uint8_t* marks, uint16_t first, uint16_t* at) {
  constexpr uint64_t kBits = 0x0102040810204080;  // each into the top byte
  constexpr uint64_t kSum = 0x0101010101010101;   // all into the top byte
  uint64_t eight = 0;
  std::memcpy(&eight, marks, sizeof(eight));
  const EightNumbers& numbers = kNumbersOfBits[eight * kBits >> 56];
  for (int i = 0; i < 8; ++i) {
    at[i] = static_cast<uint16_t>(numbers[i] + first);
  }
  return at + (eight * kSum >> 56);
}

// The same lists by places known beforehand: marks the places that occur and
// reads them off in order. Branches would be mispredicted, so there are none
// for an item or a place.
void ListPlaces(const GapOrder& order, const std::vector<GradeCode>& codes,
                Gaps* gaps) {
  std::array<uint8_t, kMostPlaces + 1> marks;
  std::memset(marks.data(), 0, order.places.size());
  const uint16_t* place = order.place.data();
  for (const GradeCode code : codes) {
    marks[place[code]] = 1;
    place += kGradeCodes;
  }
  std::array<uint16_t, kMostOrderedItems + 8> list;
  uint16_t* end = list.data();
  for (LevelGaps& level : gaps->levels) {
    level.items_begin = end - list.data();
    const int behind = order.level_begin[level.level_index + 1];
    for (int p = order.level_begin[level.level_index]; p < behind; p += 8) {
      end = PutNumbers(&marks[p], static_cast<uint16_t>(p), end);
    }
    level.items_end = end - list.data();
  }
  gaps->places.assign(list.data(), end);
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
  if (order.has_value() && answers.not_applicable == 0) {
    gaps->order = &*order;
    ListPlaces(*order, answers.codes, gaps);
    return;
  }
  gaps->sorted.reserve(answers.codes.size());
  for (LevelGaps& level : gaps->levels) {
    level.items_begin = gaps->sorted.size();
    SortItems(*questions.model, answers, scores, level.level_index,
              &gaps->sorted);
    level.items_end = gaps->sorted.size();
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
