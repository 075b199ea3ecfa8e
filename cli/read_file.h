// Whole files, within limits.
#ifndef CMMM_CLI_READ_FILE_H_
#define CMMM_CLI_READ_FILE_H_

#include <cstddef>
#include <optional>
#include <string>

#include "cli/problem.h"

namespace cmmm {

// Reads `file`, `-` being standard input. One that cannot be read is
// kExitNoInput, one of more than `most` bytes kExitData.
std::optional<Problem> ReadWholeFile(const std::string& file, size_t most,
                                     std::string* content);

}  // namespace cmmm

#endif  // CMMM_CLI_READ_FILE_H_
