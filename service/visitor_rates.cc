#include "service/visitor_rates.h"

#include "absl/strings/str_cat.h"

namespace cmmm::service {
namespace {

constexpr size_t kMostVisitors = size_t{1} << 16;
constexpr int kVisitorRetrySeconds = 1;

Refusal VisitorLimit(int per_second) {
  Refusal refusal =
      Refuse(absl::StatusCode::kResourceExhausted, "CALLER_LIMIT",
             absl::StrCat("this caller is at its limit of ", per_second,
                          " (visitor.calls_per_second); try again"));
  refusal.metadata["limit"] = "visitor.calls_per_second";
  refusal.metadata["value"] = absl::StrCat(per_second);
  refusal.retry_after_seconds = kVisitorRetrySeconds;
  return refusal;
}

}  // namespace

std::optional<Refusal> VisitorRates::Take(
    const std::string& address, int per_second,
    std::chrono::steady_clock::time_point now) {
  if (per_second == 0) return std::nullopt;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (buckets_.size() >= kMostVisitors && buckets_.count(address) == 0) {
    // Who has not called for a second has his whole share again.
    for (auto at = buckets_.begin(); at != buckets_.end();) {
      const bool is_full = now - at->second.filled >= std::chrono::seconds(1);
      at = is_full ? buckets_.erase(at) : std::next(at);
    }
    if (buckets_.size() >= kMostVisitors) return VisitorLimit(per_second);
  }
  if (buckets_[address].Take(per_second, now)) return std::nullopt;
  return VisitorLimit(per_second);
}

}  // namespace cmmm::service
