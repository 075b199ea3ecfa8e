// Access::Read: the text of an access file, checked.
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/base/civil_date.h"
#include "service/access.h"
#include "service/access_keys.h"
#include "service/text_file.h"

namespace cmmm::service {
namespace {

using config::v1::AccessKey;
using config::v1::TokenIssuer;

std::string PlaceOf(const char* list, int index) {
  return absl::StrCat(list, "[", index, "]");
}

// Each name that is no role's is a violation.
template <typename Names>
void CheckRoles(const Names& names, const Roles& roles,
                const std::string& place, Violations* wrong) {
  for (const std::string& name : names) {
    if (roles.count(name) > 0) continue;
    wrong->Add(place, "access.role", name, "there is no such role");
  }
}

// Where keys are fetched from: nobody on the way may put others in.
bool IsSafe(absl::string_view jwks) {
  if (!absl::ConsumePrefix(&jwks, "http://")) return true;
  return absl::StartsWith(jwks, "127.0.0.1:") ||
         absl::StartsWith(jwks, "127.0.0.1/") ||
         absl::StartsWith(jwks, "[::1]:") || absl::StartsWith(jwks, "[::1]/");
}

void CheckIssuer(const TokenIssuer& issuer, const std::string& place,
                 Violations* wrong) {
  const auto need = [&](bool is_right, absl::string_view value,
                        const char* rule_in_words) {
    if (!is_right) wrong->Add(place, "access.issuer", value, rule_in_words);
  };
  need(IsPlainName(issuer.name()), issuer.name(),
       "name must be letters, digits, `.`, `_` and `-`");
  need(!issuer.issuer().empty(), "", "issuer is missing");
  need(!issuer.audience().empty(), "", "audience is missing");
  need(!issuer.jwks().empty(), "", "jwks is missing");
  need(IsSafe(issuer.jwks()), issuer.jwks(),
       "jwks is fetched by https, or by http from 127.0.0.1 and [::1]");
  need(issuer.tenant().empty() != issuer.tenant_claim().empty(), "",
       "either tenant or tenant_claim says whose the callers are");
  need(issuer.tenant().empty() || IsPlainName(issuer.tenant()), issuer.tenant(),
       "tenant must be letters, digits, `.`, `_` and `-`");
  need(issuer.refresh_seconds() >= 0 && issuer.keep_seconds() >= 0, "",
       "seconds must not be negative");
}

}  // namespace

MaybeFailure Access::Read(const std::string& text) {
  Failure failure{FailureKind::kConfig,
                  "no access file (cmmm.config.v1.AccessFile) that counts",
                  "不是有效的访问文件（cmmm.config.v1.AccessFile）"};
  Violations& wrong = failure.violations;
  if (!ParseTextFile(text, "access.syntax", &file_, &wrong)) return failure;
  // Where there are no keys none is needed.
  if ((file_.keys_size() > 0 || !file_.secret().empty()) &&
      !IsHexOf(file_.secret(), kSecretBytes)) {
    wrong.Add("secret", "access.secret", "", "must be 32 bytes in hex");
  }
  ReadRoles(&wrong);
  ReadKeys(&wrong);
  ReadCertificates(&wrong);
  ReadIssuers(&wrong);
  if (file_.has_visitor()) {
    CheckRoles(std::vector{file_.visitor().role()}, roles_, "visitor", &wrong);
    if (file_.visitor().calls_per_second() < 0) {
      wrong.Add("visitor", "access.visitor", "",
                "calls_per_second must not be negative");
    }
  }
  if (!wrong.empty()) return failure;
  if (!file_.secret().empty()) hash_of_ = KeyHash(file_.secret());
  return std::nullopt;
}

void Access::ReadRoles(Violations* wrong) {
  for (int i = 0; i < file_.roles_size(); ++i) {
    const auto& role = file_.roles(i);
    if (role.name().empty() ||
        !roles_.emplace(role.name(), RoleOf(role)).second) {
      wrong->Add(PlaceOf("roles", i), "access.role", role.name(),
                 "has no name, or that of another");
    }
  }
}

void Access::ReadKeys(Violations* wrong) {
  of_keys_.reserve(static_cast<size_t>(file_.keys_size()));
  for (int i = 0; i < file_.keys_size(); ++i) {
    const AccessKey& key = file_.keys(i);
    of_keys_.push_back(RoleOfMethods(key.methods()));
    CheckRoles(key.roles(), roles_, PlaceOf("keys", i), wrong);
    if (!IsHexOf(key.id(), kKeyIdBytes) ||
        !IsHexOf(key.hash(), kKeyHashBytes) || key.tenant().empty() ||
        (!key.expires().empty() && !ParseCivilDate(key.expires())) ||
        !by_id_.emplace(key.id(), i).second) {
      wrong->Add(PlaceOf("keys", i), "access.key", key.id(),
                 "is incomplete, or has the id of another");
    }
  }
}

void Access::ReadCertificates(Violations* wrong) {
  for (int i = 0; i < file_.certificates_size(); ++i) {
    const auto& holder = file_.certificates(i);
    CheckRoles(holder.roles(), roles_, PlaceOf("certificates", i), wrong);
    const std::pair<absl::string_view, absl::string_view> name =
        absl::StrSplit(holder.name(), absl::MaxSplits(':', 1));
    const bool is_known = name.first == "DNS" || name.first == "URI" ||
                          name.first == "email" || name.first == "IP" ||
                          name.first == "CN";
    if (!is_known || name.second.empty() || holder.tenant().empty() ||
        !by_name_.emplace(holder.name(), i).second) {
      wrong->Add(PlaceOf("certificates", i), "access.certificate",
                 holder.name(),
                 "has no tenant, or a name that is not DNS:, URI:, email:, IP: "
                 "or CN:, or that of another");
    }
  }
}

void Access::ReadIssuers(Violations* wrong) {
  std::set<std::string> names;
  for (int i = 0; i < file_.issuers_size(); ++i) {
    const TokenIssuer& issuer = file_.issuers(i);
    const std::string place = PlaceOf("issuers", i);
    CheckIssuer(issuer, place, wrong);
    CheckRoles(issuer.all_roles(), roles_, place, wrong);
    for (const auto& claimed : issuer.roles()) {
      CheckRoles(std::vector{claimed.role()}, roles_, place, wrong);
    }
    if (!names.insert(issuer.name()).second) {
      wrong->Add(place, "access.issuer", issuer.name(),
                 "has the name of another");
    }
    issuers_.push_back(std::make_shared<IssuerKeys>(issuer));
  }
}

}  // namespace cmmm::service
