#include "engine/cover/cover.h"

#include <algorithm>
#include <numeric>

#include "absl/numeric/int128.h"

namespace cmmm {
namespace {

using Wide = absl::int128;

using Price = CoverPrice;

// A piece of the lower convex hull of a group: `gain` more for `cost` more.
struct Step {
  int64_t cost;
  int64_t gain;
};

bool Cheaper(const Step& a, const Step& b) {
  return Wide{a.cost} * b.gain < Wide{b.cost} * a.gain;
}

// The group's cheapest option that gains most for its cost.
CoverOption Start(const CoverGroup& group) {
  return *std::min_element(group.begin(), group.end(),
                           [](const CoverOption& a, const CoverOption& b) {
                             return a.cost != b.cost ? a.cost < b.cost
                                                     : a.gain > b.gain;
                           });
}

// Adds the group's steps, each dearer per unit than the one before.
void AddHull(const CoverGroup& group, std::vector<Step>* steps) {
  CoverOption at = Start(group);
  for (;;) {
    std::optional<Step> best;
    for (const CoverOption& option : group) {
      if (option.gain <= at.gain) continue;
      const Step step{option.cost - at.cost, option.gain - at.gain};
      if (!best.has_value() || Cheaper(step, *best) ||
          (!Cheaper(*best, step) && step.gain > best->gain)) {
        best = step;
      }
    }
    if (!best.has_value()) return;
    steps->push_back(*best);
    at = {at.cost + best->cost, at.gain + best->gain};
  }
}

// What buying the cheapest steps first comes to: the price of the last one,
// and the cost of the cover it ends with.
struct Greedy {
  Price price;
  int64_t cost = 0;
};

// Nothing when everything together is not enough.
std::optional<Greedy> BuyGreedily(const std::vector<CoverGroup>& groups,
                                  int64_t need) {
  Greedy greedy;
  std::vector<Step> steps;
  for (const CoverGroup& group : groups) {
    const CoverOption start = Start(group);
    greedy.cost += start.cost;
    need -= start.gain;
    AddHull(group, &steps);
  }
  if (need <= 0) return greedy;
  std::stable_sort(steps.begin(), steps.end(), Cheaper);
  for (const Step& step : steps) {
    greedy.cost += step.cost;
    need -= step.gain;
    if (need > 0) continue;
    const int64_t divisor =
        std::max<int64_t>(1, std::gcd(step.cost, step.gain));
    greedy.price = {step.cost / divisor, step.gain / divisor};
    return greedy;
  }
  return std::nullopt;
}

struct State {
  CoverOption sum;
  int parent = -1;  // in the stage before
  int option = -1;
};

using Stage = std::vector<State>;

class Sweep {
 public:
  Sweep(const std::vector<CoverGroup>& groups, int64_t need, Price price,
        int64_t limit, WorkBudget* budget)
      : groups_(groups),
        need_(need),
        price_(price),
        limit_(limit),
        budget_(budget) {
    rest_.assign(groups.size() + 1, 0);
    for (size_t g = groups.size(); g-- > 0;) {
      rest_[g] = rest_[g + 1] + BestSurplus(groups[g]);
    }
  }

  // [groups]; incomplete once the budget is over.
  std::vector<Stage> Run() const {
    const Stage first = {State{}};
    std::vector<Stage> stages;
    stages.reserve(groups_.size());
    int64_t kept = 0;
    for (size_t g = 0; g < groups_.size() && !budget_->over(); ++g) {
      stages.push_back(Extend(g == 0 ? first : stages[g - 1], g));
      kept += static_cast<int64_t>(stages[g].size());
      if (kept > kMaxCoverStates) budget_->SpendAll();
    }
    return stages;
  }

 private:
  // λ·gain - cost, times the price's denominator.
  Wide Surplus(const CoverOption& option) const {
    return Wide{price_.numerator} * option.gain -
           Wide{price_.denominator} * option.cost;
  }

  Wide BestSurplus(const CoverGroup& group) const {
    Wide best = Surplus(group.front());
    for (const CoverOption& option : group) {
      best = std::max(best, Surplus(option));
    }
    return best;
  }

  bool CanStayWithin(const CoverOption& sum, size_t seen) const {
    return sum.cost <= limit_ &&
           Wide{price_.numerator} * need_ - Surplus(sum) - rest_[seen] <=
               Wide{price_.denominator} * limit_;
  }

  Stage Extend(const Stage& from, size_t g) const {
    Stage next;
    for (int o = 0; o < static_cast<int>(groups_[g].size()); ++o) {
      const CoverOption& option = groups_[g][o];
      if (!budget_->Spend(static_cast<int64_t>(from.size()))) break;
      const auto middle = static_cast<ptrdiff_t>(next.size());
      for (int s = 0; s < static_cast<int>(from.size()); ++s) {
        const CoverOption sum{from[s].sum.cost + option.cost,
                              from[s].sum.gain + option.gain};
        if (CanStayWithin(sum, g + 1)) next.push_back({sum, s, o});
      }
      std::inplace_merge(next.begin(), next.begin() + middle, next.end(),
                         [](const State& a, const State& b) {
                           return a.sum.cost != b.sum.cost
                                      ? a.sum.cost < b.sum.cost
                                      : a.sum.gain > b.sum.gain;
                         });
    }
    KeepBest(&next);
    return next;
  }

  // In increasing cost, each state must gain more than all before.
  static void KeepBest(Stage* stage) {
    int64_t most = -1;
    const auto worse = [&most](const State& state) {
      if (state.sum.gain <= most) return true;
      most = state.sum.gain;
      return false;
    };
    stage->erase(std::remove_if(stage->begin(), stage->end(), worse),
                 stage->end());
  }

  const std::vector<CoverGroup>& groups_;
  const int64_t need_;
  const Price price_;
  const int64_t limit_;
  WorkBudget* const budget_;
  std::vector<Wide> rest_;  // [groups + 1], best surplus of the groups left
};

}  // namespace

std::optional<Cover> FindCheapestCover(const std::vector<CoverGroup>& groups,
                                       int64_t need, WorkBudget* budget) {
  const std::optional<Greedy> greedy = BuyGreedily(groups, need);
  if (!greedy.has_value()) return std::nullopt;
  Cover cover;
  cover.chosen.assign(groups.size(), 0);
  if (groups.empty()) return cover;
  const std::vector<Stage> stages =
      Sweep(groups, need, greedy->price, greedy->cost, budget).Run();
  if (budget->over()) return std::nullopt;
  // Increasing in cost and in gain: the first that is enough is the cheapest,
  // and of equal cost only the one that gains most is there.
  const Stage& last = stages.back();
  const auto found = std::find_if(
      last.begin(), last.end(),
      [need](const State& state) { return state.sum.gain >= need; });
  cover.cost = found->sum.cost;
  cover.gain = found->sum.gain;
  auto at = static_cast<int>(found - last.begin());
  for (size_t g = groups.size(); g-- > 0;) {
    cover.chosen[g] = stages[g][at].option;
    at = stages[g][at].parent;
  }
  return cover;
}

CoverPrice PriceOfCover(const std::vector<CoverGroup>& groups, int64_t need) {
  const std::optional<Greedy> greedy = BuyGreedily(groups, need);
  return greedy.has_value() ? greedy->price : CoverPrice{};
}

CoverProof ProveNoCover(const std::vector<CoverGroup>& groups, int64_t need,
                        int64_t limit, WorkBudget* budget) {
  const std::optional<Greedy> greedy = BuyGreedily(groups, need);
  const Price price = greedy.has_value() ? greedy->price : Price{};
  CoverProof proof{price.numerator, price.denominator, {}};
  for (const Stage& stage : Sweep(groups, need, price, limit, budget).Run()) {
    const auto states = static_cast<int64_t>(stage.size());
    if (!budget->Spend(kStepsPerProofGroup + kStepsPerProofState * states)) {
      break;
    }
    proof.stages.emplace_back();
    for (const State& state : stage) proof.stages.back().push_back(state.sum);
  }
  return proof;
}

}  // namespace cmmm
