// What the world refuses: a file that is not there, a disk that is full, an
// option that makes no sense. The third of the three carriers of what goes
// wrong; bad data is Violations (violations.h), an impossible call a Refusal
// (refusal.h).
//
//   if (MaybeFailure failure = file.Write(bytes)) return failure;
//   return Failure{FailureKind::kIo, "cannot be written", "无法写入"};
#ifndef CMMM_ENGINE_BASE_FAILURE_H_
#define CMMM_ENGINE_BASE_FAILURE_H_

#include <optional>
#include <string>

#include "engine/base/violations.h"

namespace cmmm {

// The command line makes an exit code of it (cli/exit_code.h).
enum class FailureKind {
  kUsage,        // options that make no sense
  kData,         // an input breaks rules; do not retry
  kNoInput,      // an input cannot be read
  kIo,           // output cannot be written
  kTemporary,    // another run or a busy server; try again later
  kUnavailable,  // no server answers there
  kConfig,       // the models cannot be loaded
  kSoftware,     // a bug of ours
};

struct Failure {
  FailureKind kind = FailureKind::kData;
  // One sentence, in English and in Chinese; no failure has one alone.
  std::string message;
  std::string message_zh;
  // What is wrong in detail, when the failure is one of an input's data.
  Violations violations = {};
};

// Nothing: it went well.
using MaybeFailure = std::optional<Failure>;

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_FAILURE_H_
