// What the world refuses: a file that is not there, a disk that is full, an
// option that makes no sense. The third of the three carriers of what goes
// wrong; bad data is Violations (violations.h), an impossible call a Refusal
// (refusal.h).
//
//   if (MaybeFailure failure = file.Write(bytes)) return failure;
#ifndef CMMM_ENGINE_BASE_FAILURE_H_
#define CMMM_ENGINE_BASE_FAILURE_H_

#include <optional>
#include <string>

namespace cmmm {

enum class FailureKind {
  kUsage,      // options that make no sense
  kData,       // an input breaks rules; do not retry
  kNoInput,    // an input cannot be read
  kIo,         // output cannot be written
  kTemporary,  // another run is at it; try again later
};

struct Failure {
  FailureKind kind = FailureKind::kData;
  std::string message;
};

using MaybeFailure = std::optional<Failure>;

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_FAILURE_H_
