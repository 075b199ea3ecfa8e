// Who may call what: by key, by token, by certificate, or as a visitor.
//
//   Authorization: Bearer cmmm_3f9a01c2_q7Zk…        a key
//                       │        └ 256 random bits, base64url
//                       └ which key: no secret
//   Authorization: Bearer eyJhbGciOiJFUzI1NiIs…      a token (token.h)
//   a certificate, shown by TLS                      its names
//   nothing at all                                   a visitor
//
// Each becomes a principal: a tenant, and what its roles allow, methods and
// models; everything else is refused. Who shows an Authorization that does not
// count is refused, whatever else he shows.
//
// A key is kept as one keyed hash (HMAC-SHA256), so a call costs one hash and
// no lookup tells a guesser anything: an unknown key is hashed and compared
// like a known one, in constant time, and every refusal reads the same. The
// file is proto/cmmm/config/v1/access.proto.
//
//   Access access;
//   if (auto failure = access.Read(text)) return failure;
//   auto who = access.Check({.authorization = "Bearer cmmm_…"}, path, now);
//   // who.value().tenant, or UNAUTHENTICATED, PERMISSION_DENIED
#ifndef CMMM_SERVICE_ACCESS_H_
#define CMMM_SERVICE_ACCESS_H_

#include <chrono>
#include <ctime>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "cmmm/config/v1/access.pb.h"
#include "engine/base/failure.h"
#include "engine/base/refusal.h"
#include "service/access_keys.h"
#include "service/address_rates.h"
#include "service/issuer_keys.h"
#include "service/roles.h"

namespace cmmm::service {

// Longest access file: some hundred thousand keys.
inline constexpr size_t kMaxAccessBytes = size_t{64} << 20;

// What a caller shows of himself; views for the time of the check.
// Looked at in this order: taken back, Authorization, certificate, nothing.
struct Credentials {
  // The value of `Authorization`; empty: none.
  absl::string_view authorization = {};
  // The names of his certificate, which TLS found to count: `DNS:…`, `CN:…`;
  // null: none.
  const std::vector<std::string>* certificate = nullptr;
  // Its CA has taken it back (revocations.h).
  bool is_taken_back = false;
};

// As what somebody is known who shows nothing.
inline constexpr char kVisitor[] = "visitor";

// Who was let in.
// Nothing secret is in it: it goes into logs.
struct Principal {
  // Whose call it is; empty: a visitor's.
  std::string tenant;
  // By what he was known, for the log: the id of a key, `token:` and the name
  // of the issuer, `certificate:` and its name, `visitor`.
  std::string key_id;
  // The models that there are for him, by id, in order; null: all.
  std::shared_ptr<const ModelNames> models;
};

// Immutable once read, but for the keys of issuers; thread-safe.
// Reading takes time by the number of keys, a check does not.
class Access {
 public:
  // Takes the text of an access file. Fails (kConfig) with a violation for all
  // that is wrong: access.syntax, access.secret, access.key, access.role,
  // access.certificate, access.issuer, access.visitor. To be called once. All
  // that is wrong is told, with `keys[3]` or the like as its place; after a
  // failure nothing of it may be used.
  MaybeFailure Read(const std::string& text);

  // Who calls the method of `path`, at `now`. UNAUTHENTICATED, NO_VALID_KEY,
  // for everything that does not count; PERMISSION_DENIED, METHOD_NOT_ALLOWED,
  // for who may not call this.
  // Of several roles that allow the method the models of all are there for him.
  // A key that is over or revoked, a token that is not signed, over or for
  // others, and a key that there is not read the same.
  Outcome<Principal> Check(const Credentials& credentials,
                           absl::string_view path, std::time_t now) const;

  // Those whose keys somebody must bring (IssuerKeys), in the file's order.
  const std::vector<std::shared_ptr<IssuerKeys>>& issuers() const {
    return issuers_;
  }
  // Calls of one visitor in a second; 0: no limit.
  int visitor_calls_per_second() const {
    return file_.visitor().calls_per_second();
  }

 private:
  // By its id, its hash, its last day (UTC) and whether it was revoked.
  Outcome<Principal> CheckKey(absl::string_view key, absl::string_view path,
                              std::time_t now) const;
  // By each issuer in turn; the first that vouches for it decides.
  Outcome<Principal> CheckToken(absl::string_view token, absl::string_view path,
                                std::time_t now) const;
  // By the first entry of the file that has one of the names.
  Outcome<Principal> CheckCertificate(const std::vector<std::string>& names,
                                      absl::string_view path) const;
  // What the roles together allow of this method.
  Outcome<Principal> Allow(Principal who, const std::vector<const Role*>& roles,
                           absl::string_view path) const;
  // Each reads a list of the file and adds what is wrong with its entries.
  void ReadRoles(Violations* wrong);
  void ReadKeys(Violations* wrong);
  void ReadCertificates(Violations* wrong);
  void ReadIssuers(Violations* wrong);

  config::v1::AccessFile file_;
  Roles roles_;
  KeyHash hash_of_;
  std::unordered_map<std::string, int> by_id_;    // index into file_.keys
  std::unordered_map<std::string, int> by_name_;  // into file_.certificates
  std::vector<Role> of_keys_;                     // of what each allows itself
  std::vector<std::shared_ptr<IssuerKeys>> issuers_;
};

// The keys in service, which may be replaced while calls are answered.
// Thread-safe. A call has the set of its beginning to its end.
class LiveAccess {
 public:
  explicit LiveAccess(Access access) { Replace(std::move(access)); }

  // What counts now; valid as long as somebody has it.
  std::shared_ptr<const Access> Get() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return access_;
  }
  // The old one is freed after the lock, once nobody uses it.
  void Replace(Access access) {
    auto next = std::make_shared<const Access>(std::move(access));
    const std::lock_guard<std::mutex> lock(mutex_);
    access_.swap(next);
  }

  // One call of a visitor at this address: CALLER_LIMIT when he has had his
  // share of this second.
  // RESOURCE_EXHAUSTED, with `limit`, `value` and when to try again.
  std::optional<Refusal> TakeVisit(const std::string& address) const;

  // One call from this address whose credentials do not count: CALLER_LIMIT
  // when there were `most` in this minute already; 0: any number.
  // `authorization`: what it showed.
  std::optional<Refusal> TakeFailure(const std::string& address,
                                     absl::string_view authorization,
                                     int most) const;

  // CALLER_LIMIT when this address has failed so often with the key of this id
  // (what stands between `cmmm_` and the next `_`): then it is not compared, be
  // it right or wrong. Other keys are, and this one from elsewhere.
  std::optional<Refusal> CheckAttempt(const std::string& address,
                                      absl::string_view authorization,
                                      int most) const;

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Access> access_;  // guarded by mutex_
  mutable AddressRates visitors_{std::chrono::seconds(1)};
  mutable AddressRates failures_{std::chrono::minutes(1)};
  mutable AddressRates attempts_{std::chrono::minutes(1)};  // by key, too
};

// The day of a moment, UTC: `2026-11-29`.
std::string DayOf(std::time_t moment);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_ACCESS_H_
