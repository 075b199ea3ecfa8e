#include "engine/cover/held_cover.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/cover/held_sweep.h"

namespace cmmm {
namespace {

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

// The cheapest of cost at most `limit`.
std::optional<Cover> FindBelow(const std::vector<HeldGroup>& groups,
                               int64_t need, int hold, int64_t limit,
                               const CoverPrice& price, WorkBudget* budget) {
  if (limit < 0) return std::nullopt;
  const std::vector<int> order = OrderOf(groups);
  const std::vector<HeldGroup> sorted = InOrder(groups, order);
  const auto found = HeldSweep(sorted, need, hold, limit, price, budget).Find();
  if (!found.has_value()) return std::nullopt;
  Cover cover;
  cover.chosen.resize(groups.size());
  for (size_t i = 0; i < order.size(); ++i) {
    cover.chosen[static_cast<size_t>(order[i])] = (*found)[i];
  }
  cover.cost = CostOf(groups, cover.chosen);
  return cover;
}

// The same where a limit is known: no cover is looked for to have one. What is
// lost at worst is about what has to be gathered beyond the need.
std::optional<Cover> FindWithin(const std::vector<HeldGroup>& groups,
                                int64_t need, int hold, int64_t most,
                                WorkBudget* budget) {
  std::vector<int64_t> losses;
  int64_t all = 0;
  for (const HeldGroup& group : groups) {
    losses.push_back(MostLoss(group));
    all += group.back().gain[0];
  }
  std::sort(losses.rbegin(), losses.rend());
  losses.resize(std::min(losses.size(), static_cast<size_t>(hold)));
  const int64_t gathered =
      std::min(all, std::accumulate(losses.begin(), losses.end(), need));
  return FindBelow(groups, need, hold, most,
                   PriceOfCover(WithoutSteps(groups), gathered), budget);
}

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
                                   int64_t need, int hold, WorkBudget* budget,
                                   int64_t most) {
  if (most != kAnyCost) return FindWithin(groups, need, hold, most, budget);
  auto cover = FindSomeCover(groups, need, hold, budget);
  if (!cover.has_value() || budget->over()) return cover;
  auto better = FindBelow(groups, need, hold, cover->cost - 1,
                          PriceAt(groups, cover->chosen), budget);
  return better.has_value() ? better : cover;
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
