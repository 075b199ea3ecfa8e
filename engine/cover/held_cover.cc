#include "engine/cover/held_cover.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/numeric/int128.h"

namespace cmmm {
namespace {

using Wide128 = absl::int128;

// left[j] once an option is added, in place.
void AddHeldOption(const HeldOption& option, int64_t* left, int hold) {
  const int most = static_cast<int>(option.gain.size()) - 1;
  for (int j = hold; j >= 0; --j) {
    int64_t least = left[j] + option.gain[0];
    for (int t = 1; t <= std::min(j, most); ++t) {
      least = std::min(least, left[j - t] + option.gain[t]);
    }
    left[j] = least;
  }
}

int64_t MostLoss(const HeldGroup& group) {
  int64_t most = 0;
  for (const HeldOption& option : group) {
    most = std::max(most, option.gain.front() - option.gain.back());
  }
  return most;
}

std::vector<CoverGroup> WithoutSteps(const std::vector<HeldGroup>& groups) {
  std::vector<CoverGroup> plain;
  for (const HeldGroup& group : groups) {
    plain.emplace_back();
    for (const HeldOption& option : group) {
      plain.back().push_back({option.cost, option.gain[0]});
    }
  }
  return plain;
}

int64_t CostOf(const std::vector<HeldGroup>& groups,
               const std::vector<int>& chosen) {
  int64_t cost = 0;
  for (size_t g = 0; g < groups.size(); ++g) {
    cost += groups[g][chosen[g]].cost;
  }
  return cost;
}

// What can lose most comes first.
std::vector<int> OrderOf(const std::vector<HeldGroup>& groups) {
  std::vector<int> order(groups.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return MostLoss(groups[a]) > MostLoss(groups[b]);
  });
  return order;
}

std::vector<HeldGroup> InOrder(const std::vector<HeldGroup>& groups,
                               const std::vector<int>& order) {
  std::vector<HeldGroup> sorted;
  sorted.reserve(groups.size());
  for (const int g : order) sorted.push_back(groups[g]);
  return sorted;
}

// What a known cover gathers is what the best one is about.
CoverPrice PriceAt(const std::vector<HeldGroup>& groups,
                   const std::vector<int>& chosen) {
  int64_t gain = 0;
  for (size_t g = 0; g < groups.size(); ++g) {
    gain += groups[g][chosen[g]].gain[0];
  }
  return PriceOfCover(WithoutSteps(groups), gain);
}

// Some held cover: an ordinary one of ever more, until it holds.
std::optional<Cover> FindSomeCover(const std::vector<HeldGroup>& groups,
                                   int64_t need, int hold, WorkBudget* budget) {
  Cover cover;
  for (const HeldGroup& group : groups) {
    cover.chosen.push_back(static_cast<int>(group.size()) - 1);
  }
  cover.cost = CostOf(groups, cover.chosen);
  if (LeastLeft(groups, cover.chosen, hold) < need) return std::nullopt;
  std::vector<CoverGroup> plain = WithoutSteps(groups);
  // An ordinary cover counts from 0: its gains may not be negative.
  int64_t offset = 0;
  for (CoverGroup& group : plain) {
    const int64_t base = group.front().gain;
    for (CoverOption& option : group) option.gain -= base;
    offset += base;
  }
  int64_t wanted = need;
  while (!budget->over()) {
    const auto ordinary = FindCheapestCover(plain, wanted - offset, budget);
    if (!ordinary.has_value()) break;
    const int64_t left = LeastLeft(groups, ordinary->chosen, hold);
    if (left >= need) {
      if (ordinary->cost < cover.cost) cover = *ordinary;
      break;
    }
    wanted += need - left;
  }
  return cover;
}

// A stage of states: numbers of one width in a row, cost first, then left[0] to
// left[hold].
struct HeldStage {
  std::vector<int64_t> numbers;
  std::vector<std::pair<int, int>> from;  // state before, option
};

class HeldSweep {
 public:
  HeldSweep(const std::vector<HeldGroup>& groups, int64_t need, int hold,
            int64_t limit, const CoverPrice& price, WorkBudget* budget)
      : groups_(groups),
        need_(need),
        hold_(hold),
        width_(static_cast<size_t>(hold) + 2),
        limit_(limit),
        price_(price),
        budget_(budget) {
    rest_.assign(groups.size() + 1, 0);
    for (size_t g = groups.size(); g-- > 0;) {
      Wide128 best = Surplus(groups[g][0].cost, groups[g][0].gain[0]);
      for (const HeldOption& option : groups[g]) {
        best = std::max(best, Surplus(option.cost, option.gain[0]));
      }
      rest_[g] = rest_[g + 1] + best;
    }
  }

  // The cheapest of cost at most the limit, if there is one.
  std::optional<std::vector<int>> Find() {
    const std::vector<HeldStage> stages = Run();
    if (budget_->over()) return std::nullopt;
    return Trace(stages);
  }

  // [groups + 1], the first with nothing seen; incomplete once the budget is
  // over.
  std::vector<HeldStage> Run() {
    std::vector<HeldStage> stages(1);
    stages[0].numbers.assign(width_, 0);
    stages[0].from.emplace_back(-1, -1);
    int64_t kept = 0;
    for (size_t g = 0; g < groups_.size() && !budget_->over(); ++g) {
      stages.push_back(Extend(stages.back(), g));
      kept += static_cast<int64_t>(stages.back().numbers.size());
      if (kept > 4 * kMaxCoverStates) budget_->SpendAll();
    }
    return stages;
  }

 private:
  Wide128 Surplus(int64_t cost, int64_t gain) const {
    return Wide128{price_.numerator} * gain -
           Wide128{price_.denominator} * cost;
  }

  bool CanStayWithin(const int64_t* state, size_t seen) const {
    const int64_t left = state[width_ - 1];
    return state[0] <= limit_ && Wide128{price_.numerator} * need_ -
                                         Surplus(state[0], left) -
                                         rest_[seen] <=
                                     Wide128{price_.denominator} * limit_;
  }

  HeldStage Extend(const HeldStage& before, size_t g) {
    HeldStage all;
    for (size_t s = 0; s < before.from.size(); ++s) {
      for (size_t o = 0; o < groups_[g].size(); ++o) {
        if (!budget_->Spend(static_cast<int64_t>(width_))) return all;
        const size_t at = all.numbers.size();
        const auto* state = before.numbers.data() + s * width_;
        all.numbers.insert(all.numbers.end(), state, state + width_);
        int64_t* next = all.numbers.data() + at;
        next[0] += groups_[g][o].cost;
        AddHeldOption(groups_[g][o], next + 1, hold_);
        if (CanStayWithin(next, g + 1)) {
          all.from.emplace_back(static_cast<int>(s), static_cast<int>(o));
        } else {
          all.numbers.resize(at);
        }
      }
    }
    return KeepBest(all);
  }

  // Cheapest first, of equal cost what has most left; none that another is
  // better than in everything.
  HeldStage KeepBest(const HeldStage& all) {
    const auto state = [&](size_t s) {
      return all.numbers.data() + s * width_;
    };
    std::vector<size_t> order(all.from.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      if (state(a)[0] != state(b)[0]) return state(a)[0] < state(b)[0];
      for (size_t j = width_; j-- > 1;) {
        if (state(a)[j] != state(b)[j]) return state(a)[j] > state(b)[j];
      }
      return a < b;
    });
    HeldStage best;
    for (const size_t s : order) {
      if (!budget_->Spend(static_cast<int64_t>(best.from.size()))) break;
      if (IsWorse(state(s), best)) continue;
      best.numbers.insert(best.numbers.end(), state(s), state(s) + width_);
      best.from.push_back(all.from[s]);
    }
    return best;
  }

  // The last ones kept are the likeliest to be better.
  bool IsWorse(const int64_t* state, const HeldStage& best) const {
    for (size_t b = best.from.size(); b-- > 0;) {
      const int64_t* other = best.numbers.data() + b * width_;
      size_t j = width_ - 1;
      while (j > 0 && other[j] >= state[j]) --j;
      if (j == 0) return true;
    }
    return false;
  }

  std::optional<std::vector<int>> Trace(
      const std::vector<HeldStage>& stages) const {
    const HeldStage& last = stages.back();
    size_t at = 0;
    while (at < last.from.size() &&
           last.numbers[at * width_ + width_ - 1] < need_) {
      ++at;
    }
    if (at == last.from.size()) return std::nullopt;
    std::vector<int> chosen(groups_.size());
    for (size_t g = groups_.size(); g-- > 0;) {
      const auto& [before, option] = stages[g + 1].from[at];
      chosen[g] = option;
      at = static_cast<size_t>(before);
    }
    return chosen;
  }

  const std::vector<HeldGroup>& groups_;
  const int64_t need_;
  const int hold_;
  const size_t width_;
  const int64_t limit_;
  const CoverPrice price_;
  WorkBudget* const budget_;
  std::vector<Wide128> rest_;  // [groups + 1], best surplus of the groups left
};

}  // namespace

int64_t LeastLeft(const std::vector<HeldGroup>& groups,
                  const std::vector<int>& chosen, int hold) {
  std::vector<int64_t> left(static_cast<size_t>(hold) + 1, 0);
  for (size_t g = 0; g < groups.size(); ++g) {
    AddHeldOption(groups[g][chosen[g]], left.data(), hold);
  }
  return left.back();
}

std::optional<Cover> FindHeldCover(const std::vector<HeldGroup>& groups,
                                   int64_t need, int hold, WorkBudget* budget) {
  auto cover = FindSomeCover(groups, need, hold, budget);
  if (!cover.has_value() || budget->over()) return cover;
  const std::vector<int> order = OrderOf(groups);
  const std::vector<HeldGroup> sorted = InOrder(groups, order);
  HeldSweep sweep(sorted, need, hold, cover->cost - 1,
                  PriceAt(groups, cover->chosen), budget);
  if (const auto better = sweep.Find(); better.has_value()) {
    for (size_t i = 0; i < order.size(); ++i) {
      cover->chosen[order[i]] = (*better)[i];
    }
    cover->cost = CostOf(groups, cover->chosen);
  }
  return cover;
}

HeldProof ProveNoHeldCover(const std::vector<HeldGroup>& groups, int64_t need,
                           int hold, const Cover& cover, WorkBudget* budget) {
  HeldProof proof;
  proof.price = PriceAt(groups, cover.chosen);
  proof.order = OrderOf(groups);
  const std::vector<HeldGroup> sorted = InOrder(groups, proof.order);
  HeldSweep sweep(sorted, need, hold, cover.cost - 1, proof.price, budget);
  std::vector<HeldStage> stages = sweep.Run();
  for (size_t g = 1; g < stages.size(); ++g) {
    // A number is half a state of a cover without steps down.
    const auto numbers = static_cast<int64_t>(stages[g].numbers.size());
    if (!budget->Spend(kStepsPerProofGroup +
                       kStepsPerProofState * numbers / 2)) {
      break;
    }
    proof.stages.push_back(std::move(stages[g].numbers));
  }
  return proof;
}

}  // namespace cmmm
