// The options of `cmmm plan` as a request.
#ifndef CMMM_CLI_OPTIONS_PLAN_OPTIONS_H_
#define CMMM_CLI_OPTIONS_PLAN_OPTIONS_H_

#include <optional>
#include <string>
#include <vector>

#include "cli/printing/failure_text.h"
#include "cmmm/v1/plan.pb.h"

namespace cmmm::cli {

struct PlanOptions {
  int target = 0;
  std::vector<std::string> costs;
  std::string cost_file;
  std::vector<std::string> frozen;
  std::vector<std::string> prerequisites;
  bool lower_levels_first = false;
  std::optional<int> budget;
  int hold = 0;
  int alternatives = 0;
  bool proof = false;
};

// Costs are `ID=N` or `ID=N,N,N` (not to partly, to mostly, to fully), ID
// being a requirement, a sub-domain or `all`; in a file one a line, `#` begins
// a comment. Prerequisites are `ID:NEEDS` or `ID:NEEDS=GRADE`. What does not
// parse is kExitData and names the text.
MaybeFailure ReadPlanOptions(const PlanOptions& options,
                             v1::PlanUpgradeRequest* request);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_OPTIONS_PLAN_OPTIONS_H_
