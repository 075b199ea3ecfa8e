// No output ever covers an input or another output, whatever --force says:
// every command asks here before it writes.
//
//   CheckApart({"province.csv"}, {"./province.csv", "province.csv.journal"})
//     → 64: province.csv is read and would be written over: ./province.csv …
#ifndef CMMM_CLI_FILES_OUTPUTS_H_
#define CMMM_CLI_FILES_OUTPUTS_H_

#include <string>
#include <vector>

#include "engine/base/failure.h"

namespace cmmm::cli {

// Success when no two of `outputs` are one file and none is one of `inputs`:
// by the path, however it is written, by links of either kind. kUsage names
// both. Names that are empty or of what is no ordinary file (a pipe, a
// terminal, /dev/null) are passed over, since nothing can be lost there. `-` is
// standard output, passed over, too, or standard input, which may be an
// ordinary file.
MaybeFailure CheckApart(const std::vector<std::string>& inputs,
                        const std::vector<std::string>& outputs);

// Success when no two of `inputs` are one file, as above; kUsage names both.
MaybeFailure CheckNoneTwice(const std::vector<std::string>& inputs);

// The files that the models at `path` are read from, as inputs; empty:
// DefaultModelsPath.
std::vector<std::string> ModelFiles(const std::string& path);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_OUTPUTS_H_
