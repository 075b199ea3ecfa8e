// Whole files, within limits.
//
// A limit always: what is read is held in memory.
#ifndef CMMM_CLI_FILES_READ_FILE_H_
#define CMMM_CLI_FILES_READ_FILE_H_

#include <cstddef>
#include <optional>
#include <string>

#include "cli/printing/failure_text.h"

namespace cmmm::cli {

// Largest file with a key.
inline constexpr size_t kMaxKeyFileBytes = size_t{1} << 16;

// Reads `file`, `-` being standard input. One that cannot be read is
// kNoInput, one of more than `most` bytes kData.
// Bytes as they are, whatever their form.
MaybeFailure ReadWholeFile(const std::string& file, size_t most,
                           std::string* content);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_READ_FILE_H_
