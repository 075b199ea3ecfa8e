#include "engine/cover/held_sweep.h"

#include <algorithm>
#include <numeric>

namespace cmmm {

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

HeldSweep::HeldSweep(const std::vector<HeldGroup>& groups, int64_t need,
                     int hold, int64_t limit, const CoverPrice& price,
                     WorkBudget* budget)
    : groups_(groups),
      need_(need),
      hold_(hold),
      width_(static_cast<size_t>(hold) + 2),
      limit_(limit),
      price_(price),
      budget_(budget) {
  rest_.assign(groups.size() + 1, 0);
  for (size_t g = groups.size(); g-- > 0;) {
    absl::int128 best = Surplus(groups[g][0].cost, groups[g][0].gain[0]);
    for (const HeldOption& option : groups[g]) {
      best = std::max(best, Surplus(option.cost, option.gain[0]));
    }
    rest_[g] = rest_[g + 1] + best;
  }
}

std::optional<std::vector<int>> HeldSweep::Find() {
  const std::vector<HeldStage> stages = Run();
  if (budget_->over()) return std::nullopt;
  return Trace(stages);
}

std::vector<HeldStage> HeldSweep::Run() {
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

absl::int128 HeldSweep::Surplus(int64_t cost, int64_t gain) const {
  return absl::int128{price_.numerator} * gain -
         absl::int128{price_.denominator} * cost;
}

bool HeldSweep::CanStayWithin(const int64_t* state, size_t seen) const {
  const int64_t left = state[width_ - 1];
  return state[0] <= limit_ && absl::int128{price_.numerator} * need_ -
                                       Surplus(state[0], left) - rest_[seen] <=
                                   absl::int128{price_.denominator} * limit_;
}

HeldStage HeldSweep::Extend(const HeldStage& before, size_t g) {
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

HeldStage HeldSweep::KeepBest(const HeldStage& all) {
  const auto state = [&](size_t s) { return all.numbers.data() + s * width_; };
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
bool HeldSweep::IsWorse(const int64_t* state, const HeldStage& best) const {
  for (size_t b = best.from.size(); b-- > 0;) {
    const int64_t* other = best.numbers.data() + b * width_;
    size_t j = width_ - 1;
    while (j > 0 && other[j] >= state[j]) --j;
    if (j == 0) return true;
  }
  return false;
}

std::optional<std::vector<int>> HeldSweep::Trace(
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

}  // namespace cmmm
