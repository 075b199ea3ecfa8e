// How much each tenant may ask (proto/cmmm/config/v1/quota.proto).
//
// Limits (admission.h) protect the server from all and from each address;
// quotas divide it among those whose keys it knows. Rates are buckets that hold
// what one second brings: over a time of T seconds a tenant gets at most
// rate · (T + 1). Bytes may be owed: a message larger than the bucket is
// taken, and the next waits until it is paid for.
//
//   Quotas quotas(std::move(book));
//   QuotaTicket ticket;
//   if (auto refusal = quotas.Enter("hunan", {…}, QuotaTime::Now(), &ticket)) …
//   ticket.Confirm(reply.size());
//   // the ticket's end gives back what was in flight
//
// All of it is in memory, about 200 bytes a tenant: a restart begins anew, and
// each server of several counts for itself.
#ifndef CMMM_SERVICE_QUOTAS_H_
#define CMMM_SERVICE_QUOTAS_H_

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "cmmm/config/v1/quota.pb.h"
#include "engine/base/failure.h"
#include "engine/base/refusal.h"
#include "service/admission.h"

namespace cmmm::service {

// Longest quota file: some hundred thousand tenants.
inline constexpr size_t kMaxQuotaBytes = size_t{64} << 20;

// 0: any number.
// Per second and at once, bytes of requests and replies together; a day is one
// of China's calendar (UTC+8).
struct Quota {
  double calls_per_second = 0;
  int calls = 0;
  int streams = 0;
  int64_t bytes_per_second = 0;
  int64_t scorings_per_day = 0;
};

// The quotas of a file.
// Immutable once read.
class QuotaBook {
 public:
  // Takes the text of a QuotaFile. Fails (kConfig) with a violation for all
  // that is wrong: quota.syntax, quota.range, quota.tenant (none, or one that
  // has a quota already).
  MaybeFailure Read(const std::string& text);

  // His own, or everybody's.
  const Quota& Of(const std::string& tenant) const {
    const auto found = own_.find(tenant);
    return found == own_.end() ? everybody_ : found->second;
  }

 private:
  Quota everybody_;
  std::unordered_map<std::string, Quota> own_;
};

// A moment, by the clock that only goes on and by the calendar.
// Told to every call here, so that tests need not wait.
struct QuotaTime {
  std::chrono::steady_clock::time_point steady;
  int64_t seconds = 0;  // since 1970 in China (UTC+8)

  static QuotaTime Now();
  // Days since 1970, in China.
  int32_t day() const { return static_cast<int32_t>(seconds / 86400); }
  int seconds_left_today() const {
    return static_cast<int>(86400 - seconds % 86400);
  }
};

// In the order of the fields of config.v1.Quota.
enum class QuotaKind {
  kCallsPerSecond,
  kCalls,
  kStreams,
  kBytesPerSecond,
  kScoringsPerDay
};
inline constexpr size_t kQuotaKinds = 5;

// `calls_per_second`.
const char* NameOf(QuotaKind kind);

// What a call asks for as it begins.
// What its request has; bytes of the reply are Confirm's.
struct QuotaAsk {
  CallKind kind = CallKind::kUnary;
  int64_t bytes = 0;
  int64_t scorings = 0;
};

class Quotas;

// What one call of a tenant holds; nothing until Enter. Given back at its end.
// Not thread-safe: its call's. Neither copied nor moved.
class QuotaTicket {
 public:
  QuotaTicket() = default;
  ~QuotaTicket();
  QuotaTicket(const QuotaTicket&) = delete;
  QuotaTicket& operator=(const QuotaTicket&) = delete;

  // More of a stream that is open: a block. The refusal: it is too much.
  std::optional<Refusal> Take(int64_t bytes, int64_t scorings,
                              const QuotaTime& now);
  // The call is answered with `bytes`, which are owed; the scorings that Enter
  // took count from now on. Without it they are given back at the end.
  void Confirm(int64_t bytes);

 private:
  friend class Quotas;
  Quotas* quotas_ = nullptr;
  struct TenantUse* use_ = nullptr;
  const std::string* tenant_ = nullptr;
  CallKind kind_ = CallKind::kUnary;
  int64_t unconfirmed_ = 0;  // scorings
};

// Of one tenant.
// Brought up to now whenever the tenant is looked at.
struct TenantUse {
  int32_t calls = 0;
  int32_t streams = 0;
  double call_tokens = 0;
  double byte_tokens = 0;  // below 0: owed
  std::chrono::steady_clock::time_point filled;
  int64_t scorings = 0;  // on `day`
  int32_t day = 0;
};

// Thread-safe.
// A tenant who is idle and has scored nothing today is forgotten, so that
// memory goes with those who call.
class Quotas {
 public:
  explicit Quotas(QuotaBook book) { Replace(std::move(book)); }

  // Other quotas, from now on; what was used stays used.
  void Replace(QuotaBook book);

  // Why the call is refused, if so: RESOURCE_EXHAUSTED, QUOTA_EXCEEDED, with
  // `quota` and its `value`. Else `ticket` is its own. A call without a tenant
  // has no quota.
  // Of scorings per day `left` is said, too; when to try again is when the
  // bucket has filled or the day ends.
  std::optional<Refusal> Enter(const std::string& tenant, const QuotaAsk& ask,
                               const QuotaTime& now, QuotaTicket* ticket);

  struct Counts {
    int64_t tenants = 0;  // remembered
    std::array<int64_t, kQuotaKinds> refused{};
  };
  Counts counts() const;

 private:
  friend class QuotaTicket;
  using Uses = std::unordered_map<std::string, TenantUse>;

  // Brought up to `now`; made with full buckets when it is new.
  Uses::value_type* FindUse(const std::string& tenant, const Quota& quota,
                            const QuotaTime& now);
  // Whenever there are twice as many as it left the last time, 1,024 at least.
  void ForgetIdle(const QuotaTime& now);
  // What is too much, if anything, of bytes and scorings; takes them else.
  std::optional<Refusal> TakeMore(const Quota& quota, int64_t bytes,
                                  int64_t scorings, const QuotaTime& now,
                                  TenantUse* use);
  // Counts it, too.
  Refusal RefuseOver(QuotaKind kind, double value, int retry_after_seconds);

  mutable std::mutex mutex_;
  std::shared_ptr<const QuotaBook> book_;  // guarded by mutex_, as all below
  Uses uses_;
  size_t forget_at_ = 1024;  // tenants
  std::array<int64_t, kQuotaKinds> refused_{};
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_QUOTAS_H_
