// The least cost of gathering enough: one option per group, so that the gains
// add up to `need`. (In the literature: the multiple-choice knapsack problem,
// in its covering form.)
//
//   minimise Σ cost[g][o(g)]   subject to   Σ gain[g][o(g)] >= need
//
// Exact, by dynamic programming over the groups. A state is a pair (cost,
// gain) of the groups seen so far; a state is dropped when another costs no
// more and gains no less, when it costs more than the limit, or when it cannot
// stay within the limit even if what is still needed could be had at the price
// λ = a/b of a unit of gain:
//
//   cost + λ·(need - gain) - Σ_rest max_o (λ·gain[g][o] - cost[g][o]) > limit
//
// (the Lagrangian bound, valid for any λ >= 0; λ is the price at which the
// linear relaxation stops buying). All in integers.
#ifndef CMMM_ENGINE_COVER_COVER_H_
#define CMMM_ENGINE_COVER_COVER_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/work_budget.h"

namespace cmmm {

// REQUIRES of all costs and gains: >= 0, and their sums over a problem below
// 2^62.
struct CoverOption {
  int64_t cost = 0;
  int64_t gain = 0;

  friend bool operator==(const CoverOption&, const CoverOption&) = default;
};

// One of these must be taken. Never empty.
using CoverGroup = std::vector<CoverOption>;

struct Cover {
  int64_t cost = 0;
  int64_t gain = 0;
  std::vector<int> chosen;  // per group, the option taken
};

// Most states kept while one cover is looked for, over all groups: 24 bytes
// each. What takes more counts as over the budget.
inline constexpr int64_t kMaxCoverStates = 1 << 18;

// The cheapest cover; of those the one that gains most; nothing when even all
// the greatest gains together are not enough. Deterministic. Spends a step per
// state and option; once `budget` is over the result means nothing.
std::optional<Cover> FindCheapestCover(const std::vector<CoverGroup>& groups,
                                       int64_t need, WorkBudget* budget);

// λ = a/b: the price of a unit of gain at which the linear relaxation of a
// cover stops buying; 0 when everything together is not enough, or nothing is
// needed.
struct CoverPrice {
  int64_t numerator = 0;
  int64_t denominator = 1;
};
CoverPrice PriceOfCover(const std::vector<CoverGroup>& groups, int64_t need);

// Why no cover costs `limit` or less. Anybody can check it: begin with the
// one state (0, 0); every state of a stage with every option of its group is
// either worse than a state of the next stage, or ruled out by the bound
// above; and no state of the last stage gains `need`.
struct CoverProof {
  int64_t price_numerator = 0;  // λ = a/b
  int64_t price_denominator = 1;
  // [groups]: the states after each group, as pairs in increasing cost.
  std::vector<std::vector<CoverOption>> stages;
};

// What is kept and sent of a proof costs more than what is only looked at: so
// many steps per state, and per group, bound its memory.
inline constexpr int64_t kStepsPerProofState = 16;
inline constexpr int64_t kStepsPerProofGroup = 256;

// REQUIRES: no cover costs `limit` or less. Once `budget` is over the proof is
// incomplete.
CoverProof ProveNoCover(const std::vector<CoverGroup>& groups, int64_t need,
                        int64_t limit, WorkBudget* budget);

}  // namespace cmmm

#endif  // CMMM_ENGINE_COVER_COVER_H_
