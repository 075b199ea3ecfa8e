// Failures of files, in both languages.
//
//   if (fd < 0) return CannotRead(path, errno);
//   // in.csv: cannot be read: no such file or folder
//   // in.csv: 无法读取：没有这一文件或文件夹
#ifndef CMMM_ENGINE_BASE_FILE_FAILURE_H_
#define CMMM_ENGINE_BASE_FILE_FAILURE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "engine/base/failure.h"
#include "engine/base/text.h"

namespace cmmm {

// What the system says of an error number.
Text SystemErrorText(int error);

// The same in Chinese, of the English text; empty: it is no error known here.
std::string SystemErrorInChinese(absl::string_view en);

// `what: REASON`; `what` alone where there is none (`error` is 0).
Text WithReason(Text what, int error);

// `PATH: what`.
Failure AboutFile(FailureKind kind, absl::string_view path, const Text& what);

// kNoInput and kIo; with the system's reason where there is one (`error` is not
// 0).
Failure CannotRead(absl::string_view path, int error = 0);
Failure CannotWrite(absl::string_view path, int error = 0);

// kUsage: there is such a file, and --force was not said.
Failure OutputExists(absl::string_view path);

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_FILE_FAILURE_H_
