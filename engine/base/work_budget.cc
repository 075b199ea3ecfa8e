#include "engine/base/work_budget.h"

#include "absl/strings/str_cat.h"

namespace cmmm {

Refusal RefuseGivenUp(const WorkBudget& work, absl::string_view simplify) {
  if (work.stopped()) {
    return Refuse(absl::StatusCode::kCancelled, "STOPPED",
                  "nobody waits for the answer any longer");
  }
  return Refuse(absl::StatusCode::kResourceExhausted, "SEARCH_TOO_LARGE",
                absl::StrCat("the search takes more than ", kMaxSearchSteps,
                             " steps; ", simplify));
}

}  // namespace cmmm
