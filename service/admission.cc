#include "service/admission.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"

namespace cmmm::service {
namespace {

constexpr int kRetryAfterSeconds = 1;
// Callers remembered though they use nothing, for their buckets.
constexpr size_t kMaxIdlePeers = 10'000;

Refusal Draining() {
  Refusal refusal = Refuse(absl::StatusCode::kUnavailable, "DRAINING",
                           "the server is stopping; try again");
  refusal.retry_after_seconds = kRetryAfterSeconds;
  return refusal;
}

Refusal RefuseLimit(const char* reason, absl::string_view who,
                    const std::string& limit, int64_t value) {
  Refusal refusal = Refuse(absl::StatusCode::kResourceExhausted, reason,
                           absl::StrCat(who, " at its limit of ", value, " (",
                                        limit, "); try again"));
  refusal.metadata["limit"] = limit;
  refusal.metadata["value"] = absl::StrCat(value);
  refusal.retry_after_seconds = kRetryAfterSeconds;
  return refusal;
}

Refusal CallerLimit(const std::string& limit, int64_t value) {
  return RefuseLimit("CALLER_LIMIT", "this caller is", limit, value);
}

}  // namespace

Refusal RefuseFull(const std::string& limit, int64_t value) {
  return RefuseLimit("SERVER_FULL", "the server is", limit, value);
}

bool Bucket::Take(int per_second, std::chrono::steady_clock::time_point now) {
  if (per_second == 0) return true;
  const double most = per_second;
  const std::chrono::duration<double> passed = now - filled;
  calls = std::min(most, calls + passed.count() * most);
  filled = now;
  if (calls < 1) return false;
  calls -= 1;
  return true;
}

Ticket::~Ticket() {
  if (admission_ != nullptr) admission_->Leave(*this);
}

std::optional<Refusal> Ticket::Hold(int64_t bytes) {
  if (admission_ == nullptr) return std::nullopt;
  const Limits& limits = admission_->limits_;
  const std::lock_guard<std::mutex> lock(admission_->mutex_);
  PeerUse& all = admission_->all_;
  all.bytes -= bytes_;
  if (peer_ != nullptr) peer_->bytes -= bytes_;
  bytes_ = 0;
  if (all.bytes + bytes > limits.max_reply_bytes) {
    return RefuseFull("max-reply-bytes", limits.max_reply_bytes);
  }
  if (peer_ != nullptr &&
      peer_->bytes + bytes > limits.max_reply_bytes_per_peer) {
    return CallerLimit("max-reply-bytes-per-peer",
                       limits.max_reply_bytes_per_peer);
  }
  bytes_ = bytes;
  all.bytes += bytes;
  if (peer_ != nullptr) peer_->bytes += bytes;
  return std::nullopt;
}

std::optional<Refusal> Admission::Check(CallKind kind,
                                        const PeerUse* peer) const {
  const bool stream = kind == CallKind::kStream;
  if (all_.calls >= limits_.max_calls) {
    return RefuseFull("max-calls", limits_.max_calls);
  }
  if (stream && all_.streams >= limits_.max_streams) {
    return RefuseFull("max-streams", limits_.max_streams);
  }
  if (peer == nullptr) return std::nullopt;
  if (peer->calls >= limits_.max_calls_per_peer) {
    return CallerLimit("max-calls-per-peer", limits_.max_calls_per_peer);
  }
  if (stream && peer->streams >= limits_.max_streams_per_peer) {
    return CallerLimit("max-streams-per-peer", limits_.max_streams_per_peer);
  }
  return std::nullopt;
}

PeerUse* Admission::FindUse(const std::string& name) {
  if (peers_.size() > kMaxIdlePeers) ForgetIdlePeers();
  const auto [at, is_new] = peers_.try_emplace(name);
  if (is_new) at->second.bucket.calls = limits_.rate.peer_calls_per_second;
  return &at->second;
}

// An idle caller's bucket is full again after a second.
void Admission::ForgetIdlePeers() {
  const auto now = std::chrono::steady_clock::now();
  for (auto at = peers_.begin(); at != peers_.end();) {
    const bool idle = at->second.calls == 0 &&
                      now - at->second.bucket.filled > std::chrono::seconds(1);
    at = idle ? peers_.erase(at) : std::next(at);
  }
}

std::optional<Refusal> Admission::Enter(const Peer& peer, CallKind kind,
                                        Ticket* ticket) {
  if (draining_) return Draining();
  const RateLimits& rate = limits_.rate;
  const bool rated = rate.calls_per_second + rate.peer_calls_per_second > 0;
  const auto now = rated ? std::chrono::steady_clock::now()
                         : std::chrono::steady_clock::time_point();
  const std::lock_guard<std::mutex> lock(mutex_);
  if (draining_) return Draining();
  PeerUse* use = peer.is_proxy ? nullptr : FindUse(peer.name);
  if (auto refusal = Check(kind, use)) return refusal;
  if (use != nullptr && !use->bucket.Take(rate.peer_calls_per_second, now)) {
    return CallerLimit("calls-per-second-per-peer", rate.peer_calls_per_second);
  }
  if (!all_.bucket.Take(rate.calls_per_second, now)) {
    return RefuseFull("calls-per-second", rate.calls_per_second);
  }
  for (PeerUse* of : {&all_, use}) {
    if (of == nullptr) continue;
    ++of->calls;
    of->streams += kind == CallKind::kStream ? 1 : 0;
  }
  ticket->admission_ = this;
  ticket->peer_ = use;
  ticket->kind_ = kind;
  if (kind == CallKind::kStream) {
    ticket->transport_ = peer.transport;
    stream_transports_.insert(peer.transport);
  }
  return std::nullopt;
}

void Admission::Leave(const Ticket& ticket) {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (PeerUse* of : {&all_, ticket.peer_}) {
    if (of == nullptr) continue;
    --of->calls;
    of->streams -= ticket.kind_ == CallKind::kStream ? 1 : 0;
    of->bytes -= ticket.bytes_;
  }
  if (ticket.kind_ == CallKind::kStream) {
    stream_transports_.erase(stream_transports_.find(ticket.transport_));
  }
  if (draining_) call_left_.notify_all();
}

void Admission::Drain(std::chrono::steady_clock::time_point deadline) {
  std::unique_lock<std::mutex> lock(mutex_);
  draining_ = true;
  call_left_.wait_until(lock, deadline, [this] {
    return hurrying_ || all_.calls == all_.streams;
  });
}

void Admission::Hurry() {
  const std::lock_guard<std::mutex> lock(mutex_);
  hurrying_ = true;
  call_left_.notify_all();
}

bool Admission::HasStream(const std::string& transport) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return stream_transports_.count(transport) > 0;
}

PeerUse Admission::InUse() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return all_;
}

}  // namespace cmmm::service
