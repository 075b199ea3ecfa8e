// Why a run as a whole cannot go on, as opposed to a row of it (reject.h).
#ifndef CMMM_BATCH_FAILURE_H_
#define CMMM_BATCH_FAILURE_H_

#include <optional>
#include <string>

namespace cmmm::batch {

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

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_FAILURE_H_
