// How long a search may work: a number of steps, and somebody who may stop it.
//
// A step is the smallest piece of a search, some ten nanoseconds. The number of
// steps depends on the request alone, so the same request is given up at the
// same place on every machine; the time it takes does not, so whoever waits may
// also say stop (his deadline passed, he went away). The engine has no clock:
// it asks.
//
//   WorkBudget budget([&] { return context.IsCancelled(); });
//   while (more) {
//     if (!budget.Spend(states)) return GiveUp();  // over, for either reason
//     …
//   }
#ifndef CMMM_ENGINE_BASE_WORK_BUDGET_H_
#define CMMM_ENGINE_BASE_WORK_BUDGET_H_

#include <cstdint>
#include <functional>
#include <utility>

#include "absl/strings/string_view.h"
#include "engine/base/refusal.h"

namespace cmmm {

// Asked now and then by the thread that works; true: nobody waits any longer.
// Empty: never. Must be cheap and must not throw.
using Stop = std::function<bool()>;

// Steps of all the searches behind one answer, most: less than a second.
inline constexpr int64_t kMaxSearchSteps = int64_t{1} << 25;

// Of one request and one thread; whoever searches for it shares it. Once over,
// it stays over: what was found meanwhile is incomplete and means nothing.
class WorkBudget {
 public:
  // How many steps lie between two questions to `stop`: well below 1 ms.
  static constexpr int64_t kStepsBetweenQuestions = 1 << 14;

  explicit WorkBudget(Stop stop = nullptr, int64_t max_steps = kMaxSearchSteps)
      : left_(max_steps), stop_(std::move(stop)) {}

  // Counts `steps` (>= 0) that are about to be done. False when they may not
  // be: the budget is over.
  bool Spend(int64_t steps) {
    left_ -= steps;
    until_question_ -= steps;
    if (until_question_ <= 0) {
      until_question_ = kStepsBetweenQuestions;
      stopped_ = stopped_ || (stop_ && stop_());
    }
    return !over();
  }

  // Ends it: what was asked for is too large in some other way.
  void SpendAll() { left_ = -1; }

  bool over() const { return stopped_ || left_ < 0; }
  // Whether `stop` ended it, and not the number of steps.
  bool stopped() const { return stopped_; }

 private:
  int64_t left_;
  Stop stop_;
  int64_t until_question_ = 0;  // so that it is asked before the first step
  bool stopped_ = false;
};

// Why a search was given up: CANCELLED, STOPPED; or RESOURCE_EXHAUSTED,
// SEARCH_TOO_LARGE, with what to `simplify`. REQUIRES: work.over().
Refusal RefuseGivenUp(const WorkBudget& work, absl::string_view simplify);

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_WORK_BUDGET_H_
