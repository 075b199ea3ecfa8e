#include "service/quotas.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "absl/strings/str_cat.h"
#include "service/text_file.h"

namespace cmmm::service {
namespace {

using std::chrono::steady_clock;

constexpr int64_t kChinaSeconds = int64_t{8} * 3600;  // ahead of UTC
constexpr int kMostRetrySeconds = 86400;

// Until `missing` have come at `rate` a second; 1 at least.
int SecondsUntil(double missing, double rate) {
  const double seconds = std::ceil(missing / rate);
  return static_cast<int>(
      std::clamp(seconds, 1.0, static_cast<double>(kMostRetrySeconds)));
}

// Sums of fractions may miss a whole call by this.
constexpr double kRounding = 1e-6;

// What comes in a second, and one call at least: else none would ever fit.
double MostCalls(const Quota& quota) {
  return std::max(quota.calls_per_second, 1.0);
}

// Fills the buckets up to now, and begins a new day.
void BringUp(const Quota& quota, const QuotaTime& now, TenantUse* use) {
  const double passed =
      std::chrono::duration<double>(now.steady - use->filled).count();
  if (passed > 0) {
    use->call_tokens = std::min(
        MostCalls(quota), use->call_tokens + passed * quota.calls_per_second);
    const auto bytes = static_cast<double>(quota.bytes_per_second);
    use->byte_tokens = std::min(bytes, use->byte_tokens + passed * bytes);
    use->filled = now.steady;
  }
  if (use->day != now.day()) {
    use->day = now.day();
    use->scorings = 0;
  }
}

// Reads the numbers of a message; what is not set is as in `fallback`.
Quota ReadQuota(const config::v1::Quota& given, const Quota& fallback,
                const std::string& path, Violations* wrong) {
  Quota quota = fallback;
  const auto read = [&](const char* name, bool is_set, auto value, auto* out) {
    if (!is_set) return;
    const auto number = static_cast<double>(value);
    if (!std::isfinite(number) || number < 0) {
      wrong->Add(absl::StrCat(path, ".", name), "quota.range",
                 absl::StrCat(number), "must be 0 or more");
      return;
    }
    *out = value;
  };
  read("calls_per_second", given.has_calls_per_second(),
       given.calls_per_second(), &quota.calls_per_second);
  read("calls", given.has_calls(), given.calls(), &quota.calls);
  read("streams", given.has_streams(), given.streams(), &quota.streams);
  read("bytes_per_second", given.has_bytes_per_second(),
       given.bytes_per_second(), &quota.bytes_per_second);
  read("scorings_per_day", given.has_scorings_per_day(),
       given.scorings_per_day(), &quota.scorings_per_day);
  return quota;
}

}  // namespace

const char* NameOf(QuotaKind kind) {
  constexpr std::array<const char*, kQuotaKinds> kNames = {
      "calls_per_second", "calls", "streams", "bytes_per_second",
      "scorings_per_day"};
  return kNames[static_cast<size_t>(kind)];
}

QuotaTime QuotaTime::Now() {
  return {steady_clock::now(),
          std::chrono::duration_cast<std::chrono::seconds>(
              std::chrono::system_clock::now().time_since_epoch())
                  .count() +
              kChinaSeconds};
}

MaybeFailure QuotaBook::Read(const std::string& text) {
  config::v1::QuotaFile file;
  Violations wrong;
  ParseTextFile(text, "quota.syntax", &file, &wrong);
  everybody_ = ReadQuota(file.everybody(), {}, "everybody", &wrong);
  for (int i = 0; i < file.tenants_size(); ++i) {
    const config::v1::TenantQuota& tenant = file.tenants(i);
    const std::string path = absl::StrCat("tenants[", i, "]");
    const Quota quota = ReadQuota(tenant.quota(), everybody_,
                                  absl::StrCat(path, ".quota"), &wrong);
    if (tenant.tenant().empty() ||
        !own_.emplace(tenant.tenant(), quota).second) {
      wrong.Add(absl::StrCat(path, ".tenant"), "quota.tenant", tenant.tenant(),
                "must name a tenant, and each only once");
    }
  }
  if (wrong.empty()) return std::nullopt;
  return Failure{FailureKind::kConfig, "the quotas make no sense", "配额有误",
                 std::move(wrong)};
}

void Quotas::Replace(QuotaBook book) {
  auto next = std::make_shared<const QuotaBook>(std::move(book));
  const std::lock_guard<std::mutex> lock(mutex_);
  book_.swap(next);
}

// Who is idle begins as one who never came, but for what he scored today.
void Quotas::ForgetIdle(const QuotaTime& now) {
  for (auto at = uses_.begin(); at != uses_.end();) {
    const Quota& quota = book_->Of(at->first);
    TenantUse& use = at->second;
    BringUp(quota, now, &use);
    const bool is_idle =
        use.calls == 0 && use.scorings == 0 &&
        use.call_tokens >= MostCalls(quota) &&
        use.byte_tokens >= static_cast<double>(quota.bytes_per_second);
    at = is_idle ? uses_.erase(at) : std::next(at);
  }
  forget_at_ = std::max<size_t>(1024, 2 * uses_.size());
}

Quotas::Uses::value_type* Quotas::FindUse(const std::string& tenant,
                                          const Quota& quota,
                                          const QuotaTime& now) {
  if (uses_.size() >= forget_at_) ForgetIdle(now);
  const auto [at, is_new] = uses_.try_emplace(tenant);
  if (is_new) {
    at->second.call_tokens = MostCalls(quota);
    at->second.byte_tokens = static_cast<double>(quota.bytes_per_second);
    at->second.filled = now.steady;
  }
  BringUp(quota, now, &at->second);
  return &*at;
}

Refusal Quotas::RefuseOver(QuotaKind kind, double value,
                           int retry_after_seconds) {
  ++refused_[static_cast<size_t>(kind)];
  const std::string number = absl::StrCat(value);
  Refusal refusal =
      Refuse(absl::StatusCode::kResourceExhausted, "QUOTA_EXCEEDED",
             absl::StrCat("this tenant is at its quota of ", number, " (",
                          NameOf(kind), "); try again later"));
  refusal.metadata["quota"] = NameOf(kind);
  refusal.metadata["value"] = number;
  refusal.retry_after_seconds = retry_after_seconds;
  return refusal;
}

std::optional<Refusal> Quotas::TakeMore(const Quota& quota, int64_t bytes,
                                        int64_t scorings, const QuotaTime& now,
                                        TenantUse* use) {
  const auto byte_rate = static_cast<double>(quota.bytes_per_second);
  if (byte_rate > 0 && use->byte_tokens <= 0) {
    return RefuseOver(QuotaKind::kBytesPerSecond, byte_rate,
                      SecondsUntil(1 - use->byte_tokens, byte_rate));
  }
  if (quota.scorings_per_day > 0 && scorings > 0 &&
      use->scorings + scorings > quota.scorings_per_day) {
    Refusal refusal = RefuseOver(QuotaKind::kScoringsPerDay,
                                 static_cast<double>(quota.scorings_per_day),
                                 now.seconds_left_today());
    refusal.metadata["left"] = absl::StrCat(
        std::max<int64_t>(0, quota.scorings_per_day - use->scorings));
    return refusal;
  }
  if (byte_rate > 0) use->byte_tokens -= static_cast<double>(bytes);
  use->scorings += scorings;
  return std::nullopt;
}

std::optional<Refusal> Quotas::Enter(const std::string& tenant,
                                     const QuotaAsk& ask, const QuotaTime& now,
                                     QuotaTicket* ticket) {
  if (tenant.empty()) return std::nullopt;
  const std::lock_guard<std::mutex> lock(mutex_);
  const Quota& quota = book_->Of(tenant);
  auto* found = FindUse(tenant, quota, now);
  TenantUse& use = found->second;
  const bool is_stream = ask.kind == CallKind::kStream;
  if (quota.calls > 0 && use.calls >= quota.calls) {
    return RefuseOver(QuotaKind::kCalls, quota.calls, 1);
  }
  if (is_stream && quota.streams > 0 && use.streams >= quota.streams) {
    return RefuseOver(QuotaKind::kStreams, quota.streams, 1);
  }
  const bool is_rated = quota.calls_per_second > 0;
  if (is_rated && use.call_tokens < 1 - kRounding) {
    return RefuseOver(
        QuotaKind::kCallsPerSecond, quota.calls_per_second,
        SecondsUntil(1 - use.call_tokens, quota.calls_per_second));
  }
  if (auto refusal = TakeMore(quota, ask.bytes, ask.scorings, now, &use)) {
    return refusal;
  }
  if (is_rated) use.call_tokens -= 1;
  ++use.calls;
  use.streams += is_stream ? 1 : 0;
  ticket->quotas_ = this;
  ticket->use_ = &use;
  ticket->tenant_ = &found->first;
  ticket->kind_ = ask.kind;
  ticket->unconfirmed_ = ask.scorings;
  return std::nullopt;
}

Quotas::Counts Quotas::counts() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return {static_cast<int64_t>(uses_.size()), refused_};
}

QuotaTicket::~QuotaTicket() {
  if (quotas_ == nullptr) return;
  const std::lock_guard<std::mutex> lock(quotas_->mutex_);
  --use_->calls;
  use_->scorings = std::max<int64_t>(0, use_->scorings - unconfirmed_);
  use_->streams -= kind_ == CallKind::kStream ? 1 : 0;
}

std::optional<Refusal> QuotaTicket::Take(int64_t bytes, int64_t scorings,
                                         const QuotaTime& now) {
  if (quotas_ == nullptr) return std::nullopt;
  const std::lock_guard<std::mutex> lock(quotas_->mutex_);
  const Quota& quota = quotas_->book_->Of(*tenant_);
  BringUp(quota, now, use_);
  return quotas_->TakeMore(quota, bytes, scorings, now, use_);
}

void QuotaTicket::Confirm(int64_t bytes) {
  if (quotas_ == nullptr) return;
  const std::lock_guard<std::mutex> lock(quotas_->mutex_);
  unconfirmed_ = 0;
  if (quotas_->book_->Of(*tenant_).bytes_per_second > 0) {
    use_->byte_tokens -= static_cast<double>(bytes);
  }
}

}  // namespace cmmm::service
