// The dynamic program of held covers (held_cover.h): states, group by group,
// without those that cannot stay within a limit. A part of held_cover.cc.
#ifndef CMMM_ENGINE_COVER_HELD_SWEEP_H_
#define CMMM_ENGINE_COVER_HELD_SWEEP_H_

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "engine/base/work_budget.h"
#include "engine/cover/held_cover.h"

namespace cmmm {

// left[0] to left[hold] once an option is added, in place.
void AddHeldOption(const HeldOption& option, int64_t* left, int hold);

// A stage of states: numbers of one width in a row, cost first, then left[0] to
// left[hold].
struct HeldStage {
  std::vector<int64_t> numbers;
  std::vector<std::pair<int, int>> from;  // state before, option
};

// Groups in the order in which they are gone through; `groups` must outlive it.
class HeldSweep {
 public:
  // `limit`: the most that what is found may cost; `price`: of a unit of gain,
  // for the bound.
  HeldSweep(const std::vector<HeldGroup>& groups, int64_t need, int hold,
            int64_t limit, const CoverPrice& price, WorkBudget* budget);

  // Per group the option of the cheapest of cost at most the limit, if there is
  // one. Once the budget is over the result means nothing.
  std::optional<std::vector<int>> Find();

  // [groups + 1], the first with nothing seen; incomplete once the budget is
  // over.
  std::vector<HeldStage> Run();

 private:
  absl::int128 Surplus(int64_t cost, int64_t gain) const;
  bool CanStayWithin(const int64_t* state, size_t seen) const;
  HeldStage Extend(const HeldStage& before, size_t g);
  // Cheapest first, of equal cost what has most left; none that another is
  // better than in everything.
  HeldStage KeepBest(const HeldStage& all);
  bool IsWorse(const int64_t* state, const HeldStage& best) const;
  std::optional<std::vector<int>> Trace(
      const std::vector<HeldStage>& stages) const;

  const std::vector<HeldGroup>& groups_;
  const int64_t need_;
  const int hold_;
  const size_t width_;
  const int64_t limit_;
  const CoverPrice price_;
  WorkBudget* const budget_;
  // [groups + 1], best surplus of the groups left
  std::vector<absl::int128> rest_;
};

}  // namespace cmmm

#endif  // CMMM_ENGINE_COVER_HELD_SWEEP_H_
