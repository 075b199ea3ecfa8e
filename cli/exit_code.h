// Exit codes, after sysexits(3), so that scripts can tell cases apart.
//
//   cmmm score a.json b.json; case $? in
//     0) ;;            both scored
//     65|66) … ;;      a file is wrong or not there: no use in trying again
//     69|75) … ;;      the server is not there or is busy: try again later
//   esac
//
// `score` and `verify` go on with the other files after one that fails, and end
// with the code of the first. `batch` ends with 65 when a row was rejected,
// though all results are written; `verify` when a file is not verified.
#ifndef CMMM_CLI_EXIT_CODE_H_
#define CMMM_CLI_EXIT_CODE_H_

namespace cmmm::cli {

// ExitCodeOf (printing/failure_text.h) gives those of failures: data 65, no
// input 66, no server 69, a bug 70, output 74, temporary 75, models 78, wrong
// options 64. Codes of one value mean different things of different commands,
// and only with the options named here.
enum ExitCode : int {
  kExitOk = 0,
  kExitDifferent = 1,     // `model diff` found differences
  kExitNotMet = 1,        // `ready --exit-code`: not met
  kExitUndecided = 2,     // `ready --exit-code`: undecided
  kExitUsage = 64,        // wrong options
  kExitData = 65,         // the input breaks rules; do not retry
  kExitNoInput = 66,      // an input file cannot be read
  kExitUnavailable = 69,  // no server there
  kExitSoftware = 70,     // a bug of ours
  kExitIo = 74,           // output cannot be written
  kExitTemporary = 75,    // try again later
  kExitConfig = 78,       // the models cannot be loaded
};

}  // namespace cmmm::cli

#endif  // CMMM_CLI_EXIT_CODE_H_
