#include "cli/serve/issuer_keeper.h"

#include <chrono>
#include <ctime>
#include <map>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/files/read_file.h"
#include "http/fetch.h"
#include "service/log_event.h"

namespace cmmm::cli {
namespace {

using service::IssuerKeys;

constexpr std::chrono::seconds kLongestFetch{5};
constexpr std::chrono::seconds kLookEvery{1};

bool IsFetched(const IssuerKeys& keys) {
  return absl::StartsWith(keys.about().jwks(), "http://") ||
         absl::StartsWith(keys.about().jwks(), "https://");
}

// Brings them once.
MaybeFailure Bring(IssuerKeys* keys) {
  const std::string& from = keys->about().jwks();
  std::string text;
  MaybeFailure failure =
      IsFetched(*keys)
          ? http::Fetch(from, service::kMaxKeySetBytes, kLongestFetch, &text)
          : ReadWholeFile(from, service::kMaxKeySetBytes, &text);
  if (failure.has_value()) return failure;
  auto set = service::ReadKeySet(text);
  if (!set.has_value()) {
    return Failure{FailureKind::kConfig,
                   absl::StrCat(from,
                                " holds no JWKS with a key for RS256, "
                                "ES256 or EdDSA"),
                   absl::StrCat(from, " 中没有可用的公钥（JWKS）")};
  }
  keys->Replace(*std::move(set), std::time(nullptr));
  return std::nullopt;
}

void LogUnreadable(const IssuerKeys& keys, const Failure& failure) {
  const std::time_t brought = keys.brought();
  service::LogEvent(
      "jwks_unreadable",
      {{"issuer", keys.about().name()},
       {"reason", failure.message},
       {"keys_count_until",
        brought == 0 ? "" : service::TimeText(brought + keys.keep_seconds())}});
}

void TakeOver(const service::Access* old, IssuerKeys* keys) {
  if (old == nullptr) return;
  for (const auto& before : old->issuers()) {
    if (before->about().jwks() == keys->about().jwks() &&
        before->about().issuer() == keys->about().issuer()) {
      keys->TakeOver(*before);
    }
  }
}

}  // namespace

MaybeFailure BringIssuerKeys(const service::Access& access,
                             const service::Access* old) {
  Failure wrong{FailureKind::kConfig, "keys of issuers cannot be read",
                "无法读取令牌签发方的公钥"};
  for (size_t i = 0; i < access.issuers().size(); ++i) {
    IssuerKeys* keys = access.issuers()[i].get();
    const auto failure = Bring(keys);
    if (!failure.has_value()) continue;
    if (IsFetched(*keys)) {
      TakeOver(old, keys);
      LogUnreadable(*keys, *failure);
    } else {
      wrong.violations.Add(absl::StrCat("issuers[", i, "].jwks"), "access.jwks",
                           keys->about().jwks(), failure->message);
    }
  }
  if (wrong.violations.empty()) return std::nullopt;
  return wrong;
}

IssuerKeeper::IssuerKeeper(const service::LiveAccess* access)
    : access_(access), thread_([this] { Keep(); }) {}

IssuerKeeper::~IssuerKeeper() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ending_ = true;
  }
  ending_changed_.notify_all();
  thread_.join();
}

void IssuerKeeper::Keep() {
  using Clock = std::chrono::steady_clock;
  std::map<std::shared_ptr<IssuerKeys>, Clock::time_point> due;
  std::unique_lock<std::mutex> lock(mutex_);
  while (
      !ending_changed_.wait_for(lock, kLookEvery, [this] { return ending_; })) {
    lock.unlock();
    const auto access = access_->Get();
    auto before = std::exchange(due, {});
    for (const auto& keys : access->issuers()) {
      const std::chrono::seconds pause(keys->refresh_seconds());
      const auto known = before.find(keys);
      // Those that came into service just now are fresh.
      due[keys] = known == before.end() ? Clock::now() + pause : known->second;
      if (Clock::now() < due[keys]) continue;
      if (auto failure = Bring(keys.get())) LogUnreadable(*keys, *failure);
      due[keys] = Clock::now() + pause;
    }
    lock.lock();
  }
}

}  // namespace cmmm::cli
