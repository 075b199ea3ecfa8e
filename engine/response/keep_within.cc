#include "engine/response/keep_within.h"

#include "absl/strings/str_cat.h"
#include "engine/base/refusal.h"
#include "engine/response/refusal_status.h"

namespace cmmm {

void KeepWithin(size_t max_bytes, v1::ScoreStreamResponse* results) {
  if (results->ByteSizeLong() <= max_bytes) return;
  const google::rpc::Status too_large = ToRpcStatus(Refuse(
      absl::StatusCode::kResourceExhausted, "RESULT_TOO_LARGE",
      absl::StrCat("the results of the block pass ", max_bytes,
                   " bytes; send fewer assessments a block, or ask for a "
                   "smaller view")));
  // What every result needs at least: its key and that status.
  constexpr size_t kOverhead = 16;
  size_t needed = results->model().ByteSizeLong() + kOverhead;
  for (const v1::KeyedResult& result : results->results()) {
    needed += result.key().size() + too_large.ByteSizeLong() + kOverhead;
  }
  for (v1::KeyedResult& result : *results->mutable_results()) {
    const size_t least =
        result.key().size() + too_large.ByteSizeLong() + kOverhead;
    const size_t whole = result.ByteSizeLong() + kOverhead;
    if (whole <= least) continue;
    if (needed - least + whole <= max_bytes) {
      needed += whole - least;
    } else {
      *result.mutable_status() = too_large;
    }
  }
}

}  // namespace cmmm
