// New files, whole or not at all.
#ifndef CMMM_CLI_FILES_WRITE_FILE_H_
#define CMMM_CLI_FILES_WRITE_FILE_H_

#include <sys/types.h>

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "cli/printing/failure_text.h"

namespace cmmm::cli {

inline constexpr mode_t kPublicFile = 0644;   // less what umask takes away
inline constexpr mode_t kPrivateFile = 0600;  // for nobody but the owner

// Whether there is nothing yet under the name; kIo else.
// To be asked early: before an hour of work, not after it.
MaybeFailure CheckNew(const std::string& file);

// The same, but it may exist with `force`; a failure says so.
MaybeFailure CheckFree(const std::string& file, bool force);

// The same of one output among others: it may exist with `force`, and a
// failure names it and --force.
MaybeFailure CheckOutput(const std::string& file, bool force);

// Whether WriteWholeFile could replace the file, or make it; kIo else. The
// file stays as it is.
MaybeFailure CheckReplaceable(const std::string& file);

// Writes beside `file`, waits until the disk has it and only then gives it the
// name, so that no moment and no failure leaves half a file. A file that
// exists already is kIo, unless `replace`; so is anything that cannot be
// written.
MaybeFailure WriteWholeFile(const std::string& file, absl::string_view content,
                            mode_t mode, bool replace);

// Takes a file back that was just written.
// No failure when it is gone already.
void RemoveFile(const std::string& file);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_WRITE_FILE_H_
