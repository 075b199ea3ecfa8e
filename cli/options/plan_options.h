// The options of `cmmm plan` as a request.
//
//   cmmm plan my.textproto --target 3 --cost all=1,2,3 --cost data.2.a=8
//       --freeze sales.3.b --requires data.3.a:data.2.a --budget 40
#ifndef CMMM_CLI_OPTIONS_PLAN_OPTIONS_H_
#define CMMM_CLI_OPTIONS_PLAN_OPTIONS_H_

#include <optional>
#include <string>
#include <vector>

#include "cli/options/wrong_options.h"
#include "cmmm/v1/plan.pb.h"

namespace cmmm::cli {

// As the options of `cmmm plan` have them (docs/using.md).
struct PlanOptions {
  // Level to reach; 0: the next one, or with a budget as high as it goes.
  int target = 0;
  // --cost, several; a step costs 1 where none says otherwise.
  std::vector<std::string> costs;
  std::string cost_file;
  // Ids of requirements or sub-domains that stay as they are.
  std::vector<std::string> frozen;
  std::vector<std::string> prerequisites;
  bool lower_levels_first = false;
  // The most to spend; nothing: whatever the target takes.
  std::optional<int> budget;
  // Downgrades that the level must survive.
  int hold = 0;
  // Further plans, 0 to 20; and whether to prove that none is cheaper.
  int alternatives = 0;
  bool proof = false;
};

// Costs are `ID=N` or `ID=N,N,N` (not to partly, to mostly, to fully), ID
// being a requirement, a sub-domain or `all`; in a file one a line, `#` begins
// a comment. Prerequisites are `ID:NEEDS` or `ID:NEEDS=GRADE`. What does not
// parse is added to `wrong`, all of it, and names the text, in a file with its
// line.
// Ids are not looked up here: the engine says which it has not. A cost is in
// the unit of whoever gives it, 0 or more.
void ReadPlanOptions(const PlanOptions& options,
                     v1::PlanUpgradeRequest* request, WrongOptions* wrong);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_OPTIONS_PLAN_OPTIONS_H_
