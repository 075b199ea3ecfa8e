// Who may call, by keys.
//
//   Authorization: Bearer cmmm_3f9a01c2_q7Zk…        over HTTP, and as metadata
//                       │        └ 256 random bits, base64url
//                       └ which key: no secret
//
// A key is kept as one keyed hash (HMAC-SHA256), so a call costs one hash and
// no lookup tells a guesser anything: an unknown key is hashed and compared
// like a known one, in constant time, and every refusal reads the same. The
// file is proto/cmmm/config/v1/access.proto.
//
//   Access access;
//   if (auto failure = access.Read(text)) return failure;
//   auto who = access.Check("Bearer cmmm_…", method.path, today);
//   // who.value().tenant, or UNAUTHENTICATED, PERMISSION_DENIED
#ifndef CMMM_SERVICE_ACCESS_H_
#define CMMM_SERVICE_ACCESS_H_

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "absl/strings/string_view.h"
#include "cmmm/config/v1/access.pb.h"
#include "engine/base/failure.h"
#include "engine/base/refusal.h"

namespace cmmm::service {

// Longest access file: some hundred thousand keys.
inline constexpr size_t kMaxAccessBytes = size_t{64} << 20;

// Who was let in.
struct Principal {
  std::string tenant;
  std::string key_id;
};

// Immutable once read; thread-safe.
class Access {
 public:
  // Takes the text of an access file. Fails (kConfig) when it is none, or a key
  // in it is incomplete.
  MaybeFailure Read(const std::string& text);

  // Who calls the method of `path`, on `today` (`2026-11-29`, UTC), with this
  // value of `Authorization`. UNAUTHENTICATED, NO_VALID_KEY, for everything
  // that is no key that counts; PERMISSION_DENIED, METHOD_NOT_ALLOWED, for a
  // key that may not call this.
  Outcome<Principal> Check(absl::string_view authorization,
                           absl::string_view path,
                           absl::string_view today) const;

 private:
  config::v1::AccessFile file_;
  std::unordered_map<std::string, int> by_id_;  // index into file_.keys
};

// The keys in service, which may be replaced while calls are answered.
class LiveAccess {
 public:
  explicit LiveAccess(Access access) { Replace(std::move(access)); }

  std::shared_ptr<const Access> Get() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return access_;
  }
  void Replace(Access access) {
    auto next = std::make_shared<const Access>(std::move(access));
    const std::lock_guard<std::mutex> lock(mutex_);
    access_.swap(next);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Access> access_;  // guarded by mutex_
};

// A new access file without keys; empty: the system gives no random numbers.
std::optional<config::v1::AccessFile> NewAccessFile();

// Adds a key as `about` says (tenant, methods, expires; the rest is made here)
// and returns it, to be shown once; nothing: no random numbers.
std::optional<std::string> AddKey(config::v1::AccessKey about,
                                  config::v1::AccessFile* file);

// The day it is, UTC: `2026-11-29`.
std::string Today();

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_ACCESS_H_
