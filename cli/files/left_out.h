// What a command could not score, and why: said at once on standard error, and
// kept for the pages that list it.
//
//   if (left_out.Add("a.json", read)) continue;   // said, kept, go on
//   …
//   return left_out.code();
#ifndef CMMM_CLI_FILES_LEFT_OUT_H_
#define CMMM_CLI_FILES_LEFT_OUT_H_

#include <string>
#include <vector>

#include "cli/printing/failure_text.h"
#include "report/index_page.h"

namespace cmmm::cli {

// 1,000 rows are kept at most, each with three findings; all are printed.
class LeftOutList {
 public:
  // Prints the failure, if there is one, as PrintIfFailed, and keeps it with
  // its first findings. `what` is the file, or the file and its row. Returns
  // whether there was one.
  bool Add(const std::string& what, const MaybeFailure& failure);

  // Of the first failure; else kExitOk.
  // So a command goes on with the others and fails at its end.
  ExitCode code() const { return code_; }
  const std::vector<report::LeftOut>& rows() const { return rows_; }

 private:
  ExitCode code_ = kExitOk;
  std::vector<report::LeftOut> rows_;
};

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_LEFT_OUT_H_
