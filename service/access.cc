#include "service/access.h"

#include <openssl/crypto.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/access_keys.h"
#include "service/token.h"

namespace cmmm::service {
namespace {

using config::v1::AccessKey;
using config::v1::TokenIssuer;

constexpr int kMinuteSeconds = 60;
// Longer than any key or token.
constexpr size_t kMaxShownBytes = kMaxTokenBytes + 1024;

// What follows `Bearer`; empty: nothing that counts.
absl::string_view ShownIn(absl::string_view authorization) {
  const size_t blank = authorization.find(' ');
  if (blank == absl::string_view::npos ||
      authorization.size() > kMaxShownBytes ||
      !absl::EqualsIgnoreCase(authorization.substr(0, blank), "bearer")) {
    return {};
  }
  return absl::StripAsciiWhitespace(authorization.substr(blank));
}

// Says nothing of what is wrong with a key: whoever guesses learns nothing.
Refusal NoValidKey() {
  return Refuse(absl::StatusCode::kUnauthenticated, "NO_VALID_KEY",
                "a valid key or token is needed: Authorization: Bearer KEY");
}

// `retry`: until one more is taken.
Refusal AddressLimit(const char* what, const char* limit, int value,
                     int retry) {
  Refusal refusal = Refuse(absl::StatusCode::kResourceExhausted, "CALLER_LIMIT",
                           absl::StrCat(what, " at its limit of ", value, " (",
                                        limit, "); try again"));
  refusal.metadata["limit"] = limit;
  refusal.metadata["value"] = absl::StrCat(value);
  refusal.retry_after_seconds = retry;
  return refusal;
}

Refusal FailureLimit(int most) {
  const int seconds = (kMinuteSeconds + most - 1) / most;
  return AddressLimit("credentials that do not count: this address is",
                      "failed-credentials-per-minute", most, seconds);
}

// Of a key its id and from where it is shown; empty: it is no key.
std::string AttemptOf(const std::string& address,
                      absl::string_view authorization) {
  const absl::string_view shown = ShownIn(authorization);
  if (!absl::StartsWith(shown, kKeyPrefix)) return "";
  return absl::StrCat(KeyIdIn(shown), " ", address);
}

bool IsToken(absl::string_view key) {
  return !absl::StartsWith(key, kKeyPrefix) && absl::StrContains(key, '.');
}

}  // namespace

Outcome<Principal> Access::Check(const Credentials& credentials,
                                 absl::string_view path,
                                 std::time_t now) const {
  // Whatever else is shown: somebody else may have its key.
  if (credentials.is_taken_back) return NoValidKey();
  if (!credentials.authorization.empty()) {
    const absl::string_view shown = ShownIn(credentials.authorization);
    return IsToken(shown) ? CheckToken(shown, path, now)
                          : CheckKey(shown, path, now);
  }
  if (credentials.certificate != nullptr && !file_.certificates().empty()) {
    return CheckCertificate(*credentials.certificate, path);
  }
  if (!file_.has_visitor()) return NoValidKey();
  return Allow({"", kVisitor, nullptr}, {&roles_.at(file_.visitor().role())},
               path);
}

Outcome<Principal> Access::CheckKey(absl::string_view given,
                                    absl::string_view path,
                                    std::time_t now) const {
  const std::string hash = hash_of_.Of(given);
  const auto found = by_id_.find(KeyIdIn(given));
  // One that does not exist is compared, too.
  static const std::string kNothing(2 * kKeyHashBytes, '-');
  const AccessKey* key =
      found == by_id_.end() ? nullptr : &file_.keys(found->second);
  const std::string& expected = key == nullptr ? kNothing : key->hash();
  const bool is_right =
      hash.size() == expected.size() &&
      CRYPTO_memcmp(hash.data(), expected.data(), hash.size()) == 0;
  if (key == nullptr || !is_right || key->revoked() ||
      (!key->expires().empty() && key->expires() < DayOf(now))) {
    return NoValidKey();
  }
  std::vector<const Role*> roles = FindRoles(key->roles(), roles_);
  roles.push_back(&of_keys_[static_cast<size_t>(found->second)]);
  return Allow({key->tenant(), key->id(), nullptr}, roles, path);
}

Outcome<Principal> Access::CheckToken(absl::string_view text,
                                      absl::string_view path,
                                      std::time_t now) const {
  const auto token = ReadToken(text);
  if (!token.has_value()) return NoValidKey();
  for (const auto& issuer : issuers_) {
    const TokenIssuer& about = issuer->about();
    const auto keys = issuer->Get(now);
    if (keys == nullptr ||
        !IsValid(*token, *keys, about.issuer(), about.audience(), now)) {
      continue;
    }
    std::string tenant = about.tenant();
    if (tenant.empty()) {
      const auto said = TextsOfClaim(token->claims, about.tenant_claim());
      if (said.size() != 1 || !IsPlainName(said.front())) return NoValidKey();
      tenant = said.front();
    }
    std::vector<const Role*> roles = FindRoles(about.all_roles(), roles_);
    for (const auto& said : TextsOfClaim(token->claims, about.roles_claim())) {
      for (const auto& claimed : about.roles()) {
        if (claimed.value() == said)
          roles.push_back(&roles_.at(claimed.role()));
      }
    }
    return Allow(
        {std::move(tenant), absl::StrCat("token:", about.name()), nullptr},
        roles, path);
  }
  return NoValidKey();
}

Outcome<Principal> Access::CheckCertificate(
    const std::vector<std::string>& names, absl::string_view path) const {
  int first = file_.certificates_size();
  for (const std::string& name : names) {
    const auto found = by_name_.find(name);
    if (found != by_name_.end()) first = std::min(first, found->second);
  }
  if (first == file_.certificates_size()) return NoValidKey();
  const auto& holder = file_.certificates(first);
  if (holder.revoked()) return NoValidKey();
  return Allow(
      {holder.tenant(), absl::StrCat("certificate:", holder.name()), nullptr},
      FindRoles(holder.roles(), roles_), path);
}

// What those of the roles allow that are for this method.
Outcome<Principal> Access::Allow(Principal who,
                                 const std::vector<const Role*>& roles,
                                 absl::string_view path) const {
  ModelNames models;
  bool is_allowed = false;
  for (const Role* role : roles) {
    if (!Allows(*role, path)) continue;
    if (role->models == nullptr) return who;
    models.insert(role->models->begin(), role->models->end());
    is_allowed = true;
  }
  if (!is_allowed) {
    return Refuse(absl::StatusCode::kPermissionDenied, "METHOD_NOT_ALLOWED",
                  "this caller may not call this method");
  }
  who.models = std::make_shared<const ModelNames>(std::move(models));
  return who;
}

std::optional<Refusal> LiveAccess::TakeVisit(const std::string& address) const {
  const int most = Get()->visitor_calls_per_second();
  if (visitors_.Take(address, most)) return std::nullopt;
  return AddressLimit("this caller is", "visitor.calls_per_second", most, 1);
}

std::optional<Refusal> LiveAccess::TakeFailure(const std::string& address,
                                               absl::string_view authorization,
                                               int most) const {
  const std::string attempt = AttemptOf(address, authorization);
  if (!attempt.empty()) attempts_.Take(attempt, most);
  if (failures_.Take(address, most)) return std::nullopt;
  return FailureLimit(most);
}

std::optional<Refusal> LiveAccess::CheckAttempt(const std::string& address,
                                                absl::string_view authorization,
                                                int most) const {
  const std::string attempt = AttemptOf(address, authorization);
  if (attempt.empty() || attempts_.Has(attempt, most)) return std::nullopt;
  return FailureLimit(most);
}

std::string DayOf(std::time_t moment) {
  std::tm utc{};
  gmtime_r(&moment, &utc);
  char text[16];
  return {text, std::strftime(text, sizeof(text), "%Y-%m-%d", &utc)};
}

}  // namespace cmmm::service
