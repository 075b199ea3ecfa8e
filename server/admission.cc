#include "server/admission.h"

#include "absl/strings/str_cat.h"

namespace cmmm::server {
namespace {

constexpr int kRetryAfterSeconds = 1;

Refusal Draining() {
  Refusal refusal = Refuse(absl::StatusCode::kUnavailable, "DRAINING",
                           "the server is stopping; try again");
  refusal.retry_after_seconds = kRetryAfterSeconds;
  return refusal;
}

Refusal ServerFull(int max_streams) {
  Refusal refusal = Refuse(
      absl::StatusCode::kResourceExhausted, "SERVER_FULL",
      absl::StrCat("all ", max_streams, " streams are in use; try again"));
  refusal.retry_after_seconds = kRetryAfterSeconds;
  return refusal;
}

}  // namespace

std::optional<Refusal> Admission::RefuseCall() const {
  if (draining_) return Draining();
  return std::nullopt;
}

std::optional<Refusal> Admission::EnterStream() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (draining_) return Draining();
  if (open_streams_ >= max_streams_) return ServerFull(max_streams_);
  ++open_streams_;
  return std::nullopt;
}

void Admission::LeaveStream() {
  const std::lock_guard<std::mutex> lock(mutex_);
  --open_streams_;
  stream_left_.notify_all();
}

void Admission::Drain(std::chrono::system_clock::time_point deadline) {
  std::unique_lock<std::mutex> lock(mutex_);
  draining_ = true;
  stream_left_.wait_until(lock, deadline,
                          [this] { return open_streams_ == 0; });
}

}  // namespace cmmm::server
