// The two options of a command that writes one file: its name, and whether a
// file that exists is replaced.
//
//   AddOutputOptions(command, "File to write: .xlsx or .csv",
//                    {&options->output, &options->force})
//       .Required();
#ifndef CMMM_CLI_OPTIONS_OUTPUT_OPTIONS_H_
#define CMMM_CLI_OPTIONS_OUTPUT_OPTIONS_H_

#include <string>

#include "cli/options/command.h"

namespace cmmm::cli {

// Where the values go; both must live until the command line was read.
struct OutputValues {
  std::string* file;
  bool* force;
};

// Declares `-o,--output`, which it returns, and `--force`. `about` and
// `about_force` are what the help says.
Option AddOutputOptions(
    Command command, const std::string& about, OutputValues values,
    const std::string& about_force = "Replace a file that exists");

}  // namespace cmmm::cli

#endif  // CMMM_CLI_OPTIONS_OUTPUT_OPTIONS_H_
