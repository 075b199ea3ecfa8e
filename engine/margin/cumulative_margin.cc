#include <algorithm>
#include <limits>
#include <numeric>

#include "absl/numeric/int128.h"
#include "engine/cover/goal.h"
#include "engine/margin/falls.h"

namespace cmmm {
namespace {

// The greatest loss of one level for every number of downgrades 0, 1, …, with
// the choices that lead there.
class LossTable {
 public:
  explicit LossTable(const LevelFall& fall) : fall_(fall), loss_(1, 0) {
    for (const CoverGroup& group : fall.groups) Add(group);
  }

  int most() const { return static_cast<int>(loss_.size()) - 1; }
  int64_t loss(int size) const { return loss_[size]; }

  // The option of each group behind loss(size).
  std::vector<int> Choices(int size) const {
    std::vector<int> chosen(fall_.groups.size());
    for (size_t g = chosen.size(); g-- > 0;) {
      chosen[g] = chosen_[g][size];
      size -= static_cast<int>(fall_.groups[g][chosen[g]].cost);
    }
    return chosen;
  }

 private:
  void Add(const CoverGroup& group) {
    const auto widest = std::max_element(
        group.begin(), group.end(),
        [](const auto& a, const auto& b) { return a.cost < b.cost; });
    std::vector<int64_t> next(loss_.size() + widest->cost, -1);
    std::vector<int> chosen(next.size(), 0);
    for (int o = 0; o < static_cast<int>(group.size()); ++o) {
      for (size_t c = 0; c < loss_.size(); ++c) {
        const size_t at = c + group[o].cost;
        if (loss_[c] + group[o].gain <= next[at]) continue;
        next[at] = loss_[c] + group[o].gain;
        chosen[at] = o;
      }
    }
    loss_ = std::move(next);
    chosen_.push_back(std::move(chosen));
  }

  const LevelFall& fall_;
  std::vector<int64_t> loss_;             // of exactly so many
  std::vector<std::vector<int>> chosen_;  // [groups][size]
};

class CumulativeMargin {
 public:
  CumulativeMargin(const QuestionScope& questions, const LevelScores& scores,
                   const std::vector<FallingAnswer>& answers)
      : questions_(questions), scores_(scores), answers_(answers) {
    falls_.reserve(questions.assessed_levels);
    for (int k = 0; k < questions.assessed_levels; ++k) {
      common_ = std::lcm(common_, Whole(k));
      falls_.push_back(FallOf(answers, k));
      tables_.emplace_back(falls_.back());
    }
  }

  std::optional<Margin> Find(int level, WorkBudget* budget) const {
    // least[c]: the least total after c downgrades, in parts of common_.
    std::vector<int64_t> least(1, 0);
    std::vector<std::vector<int>> share;  // [levels][c]: of c, in the level
    for (int k = 0; k < questions_.assessed_levels; ++k) {
      const auto pairs = static_cast<int64_t>(least.size()) * tables_[k].most();
      if (!budget->Spend(pairs)) return std::nullopt;
      least = AddLevel(k, least, &share);
    }
    const Ratio bound = TotalOf(*questions_.model, level);
    for (int c = 0; c < static_cast<int>(least.size()); ++c) {
      if (absl::int128{least[c]} * bound.denominator <
          absl::int128{common_} * bound.numerator) {
        return Collect(c, share);
      }
    }
    return std::nullopt;
  }

 private:
  int64_t Whole(int k) const {
    return scores_.weights->whole[k] * questions_.model->full_mean;
  }

  int64_t Contribution(int k, int64_t weighted) const {
    return weighted >= SatisfyingWeighted(questions_, scores_, k)
               ? common_
               : weighted * (common_ / Whole(k));
  }

  std::vector<int64_t> AddLevel(int k, const std::vector<int64_t>& before,
                                std::vector<std::vector<int>>* share) const {
    const LossTable& table = tables_[k];
    std::vector<int64_t> after(before.size() + table.most(),
                               std::numeric_limits<int64_t>::max());
    share->emplace_back(after.size(), 0);
    for (int c = 0; c <= table.most(); ++c) {
      const int64_t rest = Contribution(k, scores_.weighted[k] - table.loss(c));
      for (size_t b = 0; b < before.size(); ++b) {
        if (before[b] + rest >= after[b + c]) continue;
        after[b + c] = before[b] + rest;
        share->back()[b + c] = c;
      }
    }
    return after;
  }

  Margin Collect(int size, const std::vector<std::vector<int>>& share) const {
    Margin margin;
    margin.size = size;
    for (int k = questions_.assessed_levels; k-- > 0;) {
      const int here = share[k][size];
      const std::vector<int> chosen = tables_[k].Choices(here);
      for (size_t g = 0; g < chosen.size(); ++g) {
        if (chosen[g] == 0) continue;
        const FallingAnswer& answer = answers_[falls_[k].answers[g]];
        margin.downgrades.push_back({answer.item, answer.grades[chosen[g]]});
      }
      size -= here;
    }
    std::sort(margin.downgrades.begin(), margin.downgrades.end(),
              [](const auto& a, const auto& b) { return a.item < b.item; });
    return margin;
  }

  const QuestionScope& questions_;
  const LevelScores& scores_;
  const std::vector<FallingAnswer>& answers_;
  int64_t common_ = 1;
  std::vector<LevelFall> falls_;
  std::vector<LossTable> tables_;
};

}  // namespace

std::optional<Margin> FindCumulativeMargin(
    const QuestionScope& questions, const LevelScores& scores,
    const std::vector<FallingAnswer>& answers, int level, WorkBudget* budget) {
  return CumulativeMargin(questions, scores, answers).Find(level, budget);
}

}  // namespace cmmm
