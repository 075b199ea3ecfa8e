// Which calls a server still takes: up to limits for all and for each caller,
// and none at all once it drains.
//
// A call is refused before anything is read of it, with a hint when to try
// again. What is limited:
//
//   calls         in flight, from their arrival until their reply has gone
//   streams       open
//   calls/second  that begin: a bucket that holds those of one second
//   reply bytes   written and not gone yet: a caller who does not read them
//                 must not fill the memory
//
//   Ticket ticket;
//   if (auto refusal = admission.Enter(peer, CallKind::kUnary, &ticket)) …
//   if (auto refusal = ticket.Hold(reply.size())) …
//   // the ticket's end gives everything back
//
// All calls that are refused here read RESOURCE_EXHAUSTED with the limit's name
// and value, or UNAVAILABLE, and say when to try again: after a second.
#ifndef CMMM_SERVICE_ADMISSION_H_
#define CMMM_SERVICE_ADMISSION_H_

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "engine/base/refusal.h"
#include "service/peer.h"

namespace cmmm::service {

// Each per second, for a second at once. 0: no limit.
// Those of all callers, then of each.
struct RateLimits {
  int calls_per_second = 0;
  int peer_calls_per_second = 0;
  // Calls of one address whose credentials do not count, each per minute.
  int failed_credentials_per_minute = 60;
};

// Numbers of calls and streams at once, and bytes of replies held at once.
// service/settings.h has their ranges.
struct Limits {
  int max_calls = 4096;
  int max_calls_per_peer = 1024;
  int max_streams = 64;
  int max_streams_per_peer = 64;
  int64_t max_reply_bytes = int64_t{128} << 20;
  int64_t max_reply_bytes_per_peer = int64_t{64} << 20;
  RateLimits rate;
};

enum class CallKind { kUnary, kStream };

class Admission;

// What one call holds; nothing until Enter. Given back at its end.
// Not thread-safe: its call's. Neither copied nor moved, as Admission knows it.
class Ticket {
 public:
  Ticket() = default;
  ~Ticket();
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;

  // Holds `bytes` of reply instead of what it held. The refusal: too many are
  // held, and this ticket holds none then.
  std::optional<Refusal> Hold(int64_t bytes);

 private:
  friend class Admission;
  Admission* admission_ = nullptr;
  struct PeerUse* peer_ = nullptr;
  CallKind kind_ = CallKind::kUnary;
  int64_t bytes_ = 0;
  std::string transport_;  // of a stream
};

// A number of calls that refills with time. Full, it holds what one second
// brings.
struct Bucket {
  double calls = 0;
  std::chrono::steady_clock::time_point filled;

  // Takes one of `per_second`; false when there is none.
  bool Take(int per_second, std::chrono::steady_clock::time_point now);
};

// What one caller, or all of them, use.
// Callers that use nothing are forgotten once there are more than 10,000.
struct PeerUse {
  int calls = 0;
  int streams = 0;
  int64_t bytes = 0;
  Bucket bucket;
};

// Thread-safe. gRPC itself cancels calls that arrive while it shuts down, and
// a client cannot tell that from its own cancelling; so calls are refused
// here, with UNAVAILABLE, before it does.
class Admission {
 public:
  explicit Admission(const Limits& limits) : limits_(limits) {}

  // Why the call is refused, if so: UNAVAILABLE, DRAINING; RESOURCE_EXHAUSTED,
  // SERVER_FULL (the limit is for all) or CALLER_LIMIT (for this caller), with
  // the `limit` and its value. Else `ticket` is its own.
  std::optional<Refusal> Enter(const Peer& peer, CallKind kind, Ticket* ticket);

  // Refuses every new call from now on. Returns when no call is in flight but
  // streams, or at `deadline`.
  void Drain(std::chrono::steady_clock::time_point deadline);

  // Ends the wait of Drain now.
  void Hurry();

  // Whether a stream is open over this connection (Peer::transport).
  // So that a stop closes the other connections at once.
  bool HasStream(const std::string& transport) const;

  const Limits& limits() const { return limits_; }

  // What all callers use now.
  PeerUse InUse() const;

 private:
  friend class Ticket;
  // The limits of numbers; null for a proxy, to whom only those of all apply.
  // With mutex_ held, as the next two.
  std::optional<Refusal> Check(CallKind kind, const PeerUse* peer) const;
  // Made when it is new, with a full bucket; stays where it is.
  PeerUse* FindUse(const std::string& name);
  // Those without calls whose bucket is full again.
  void ForgetIdlePeers();
  // Gives back what it holds.
  void Leave(const Ticket& ticket);

  const Limits limits_;
  std::atomic<bool> draining_{false};
  mutable std::mutex mutex_;
  std::condition_variable call_left_;
  bool hurrying_ = false;                           // guarded by mutex_
  PeerUse all_;                                     // guarded by mutex_
  std::multiset<std::string> stream_transports_;    // guarded by mutex_
  std::unordered_map<std::string, PeerUse> peers_;  // guarded by mutex_
};

// RESOURCE_EXHAUSTED, SERVER_FULL, naming `limit`: what a full pool says.
// With metadata `limit` and `value`, to be tried again after a second.
Refusal RefuseFull(const std::string& limit, int64_t value);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_ADMISSION_H_
