// What went wrong, for a person and for the shell.
#ifndef CMMM_CLI_PRINTING_PROBLEM_H_
#define CMMM_CLI_PRINTING_PROBLEM_H_

#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/exit_code.h"
#include "engine/base/failure.h"
#include "engine/base/refusal.h"
#include "google/rpc/status.pb.h"

namespace cmmm::cli {

struct Problem {
  ExitCode exit_code = kExitSoftware;
  std::string message;
  // `field: rule: message`, one per violation listed.
  std::vector<std::string> details;
  size_t not_listed = 0;  // violations beyond those
};

// One whose message says it all.
Problem ProblemOf(ExitCode code, std::string message);

// The same refusal gives the same problem, in process or from a server; a
// server lists fewer violations when there are very many.
Problem ToProblem(const Refusal& refusal);
Problem ToProblem(const google::rpc::Status& status);

Problem ToProblem(const Failure& failure);

// The problem, if there is one, with `file` in front of its message: for files
// other than the one a command is about.
std::optional<Problem> InFile(const std::string& file,
                              std::optional<Problem> problem);

// `cmmm: FILE: message` and one indented line per detail.
void PrintProblem(const std::string& file, const Problem& problem,
                  std::ostream& out);

// How a command, or its work on `file`, ends: kExitOk without a problem. Else
// prints it on standard error, after all that was said before, and returns its
// code.
ExitCode Finish(const std::string& file, const std::optional<Problem>& problem);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_PROBLEM_H_
