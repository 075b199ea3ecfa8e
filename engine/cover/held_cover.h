// The least cost of gathering enough, and of keeping it: a cover (cover.h)
// whose sum still is enough after the worst `hold` steps down that anybody
// could choose.
//
//   minimise Σ cost[g][o(g)]   subject to
//   min { Σ gain[g][o(g)][t(g)] : Σ t(g) <= hold } >= need
//
// gain[g][o][t] is what the option is worth after t steps down. Exact, by
// dynamic programming over the groups. A state is a cost with the vector
//
//   left[j] = the least the groups so far are worth after j steps down,
//   left'[j] = min over t <= j of left[j - t] + gain[g][o][t]
//
// for j = 0 to `hold`. A state is dropped when another costs no more and has no
// less left for any j; when it costs as much as a cover that is known; or when,
// with all steps taken from what it has, the rest cannot be had for less than
// that even at the price of a unit of gain (the bound of cover.h, with
// left[hold] in place of the gain). Groups that can lose most come first: after
// them left[hold] is almost final, and the rest is an ordinary cover.
#ifndef CMMM_ENGINE_COVER_HELD_COVER_H_
#define CMMM_ENGINE_COVER_HELD_COVER_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/work_budget.h"
#include "engine/cover/cover.h"

namespace cmmm {

// REQUIRES of all costs: >= 0; of gains: not rising with the steps; their sums
// over a problem between -2^62 and 2^62.
struct HeldOption {
  int64_t cost = 0;
  std::vector<int64_t> gain;  // after 0, 1, … steps down; never empty
};

using HeldGroup = std::vector<HeldOption>;

// As good as no limit: above all costs together.
inline constexpr int64_t kAnyCost = int64_t{1} << 62;

// The least that `chosen` (per group, an option) is worth after `hold` steps
// down. A grade less steps down than there are do no harm.
int64_t LeastLeft(const std::vector<HeldGroup>& groups,
                  const std::vector<int>& chosen, int hold);

// The cheapest held cover; nothing when even the options that gain most do not
// hold, or when it costs more than `most`: what is looked for below a small
// limit is found soon. REQUIRES: within a group, later options cost no less and
// are worth no less after any number of steps; hold >= 1. Deterministic. Once
// `budget` is over the result means nothing.
std::optional<Cover> FindHeldCover(const std::vector<HeldGroup>& groups,
                                   int64_t need, int hold, WorkBudget* budget,
                                   int64_t most = kAnyCost);

// Why no held cover costs less than one that is known. Anybody can check it:
// begin with the one state of nothing but zeros; every state of a stage with
// every option of the next group is either worse than a state listed there, in
// cost and in all of left[0] to left[hold], or costs the limit or more, or is
// ruled out by the bound above; and no state of the last stage has `need` left.
struct HeldProof {
  CoverPrice price;
  std::vector<int> order;  // of the groups, a stage each
  // [groups]: the states after each, as rows of a cost and of left[0] to
  // left[hold], in increasing cost.
  std::vector<std::vector<int64_t>> stages;
};

// REQUIRES: `cover` is what FindHeldCover found, of a cost above 0. Once
// `budget` is over the proof is incomplete.
HeldProof ProveNoHeldCover(const std::vector<HeldGroup>& groups, int64_t need,
                           int hold, const Cover& cover, WorkBudget* budget);

}  // namespace cmmm

#endif  // CMMM_ENGINE_COVER_HELD_COVER_H_
