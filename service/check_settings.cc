#include "service/check_settings.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "service/listen_address.h"
#include "service/peer.h"

namespace cmmm::service {
namespace {

using cmmm::config::v1::ServerConfig;
using google::protobuf::FieldDescriptor;

// What a browser sends as `Origin`: scheme, host and port, and nothing else; or
// `*`. Anything else would never be found in what browsers send.
bool IsOrigin(absl::string_view text) {
  if (text == "*") return true;
  if (!absl::ConsumePrefix(&text, "https://") &&
      !absl::ConsumePrefix(&text, "http://")) {
    return false;
  }
  std::string why;
  return ParseListenAddress(text, &why).has_value() ||
         ParseListenAddress(absl::StrCat(text, ":0"), &why).has_value();
}

// Where one of the doors listens: nobody else on the way may read it, unless
// somebody said that this is known. What it says, if it is an address.
std::optional<ListenAddress> CheckAddress(const char* name,
                                          const std::string& text,
                                          const Config& config,
                                          Violations* wrong) {
  std::string why;
  auto address = ParseListenAddress(text, &why);
  if (!address.has_value()) {
    wrong->Add(config.origins.at(name), "config.address", text,
               absl::StrCat(Printable(text), ": ", why));
  } else if (!IsLoopback(*address) && !config.values.insecure_listen() &&
             config.values.tls_certificate().empty()) {
    wrong->Add(config.origins.at(name), "config.insecure", text,
               absl::StrCat(Printable(text),
                            ": is reached from other machines, and nothing is "
                            "encrypted; set tls_certificate and tls_key, or, "
                            "behind a proxy or in a closed network, say so "
                            "with insecure_listen"));
  }
  return address;
}

// Each door has an address of its own; all but `listen` may be left out.
void CheckAddresses(const Config& config, Violations* wrong) {
  std::map<std::string, const char*> taken;
  for (const auto& [name, text] : {std::pair{"listen", config.values.listen()},
                                   {"http", config.values.http()},
                                   {"metrics", config.values.metrics()}}) {
    if (text.empty() && absl::string_view(name) != "listen") continue;
    const auto address = CheckAddress(name, text, config, wrong);
    if (!address.has_value()) continue;
    if (!address->is_unix() && address->port == 0) continue;  // a free one
    const auto [of, is_new] = taken.emplace(address->ToString(), name);
    if (is_new) continue;
    wrong->Add(
        config.origins.at(name), "config.contradiction", text,
        absl::StrCat(Printable(text), ": is the address of ", of->second));
  }
}

// Checks the values one by one, by where they come from.
void CheckValues(const Config& config, Violations* wrong) {
  for (const SettingInfo& setting : AllSettings()) {
    if (setting.field->cpp_type() != FieldDescriptor::CPPTYPE_INT32) continue;
    const int value =
        ServerConfig::GetReflection()->GetInt32(config.values, setting.field);
    if (value >= setting.about->least() && value <= setting.about->most()) {
      continue;
    }
    wrong->Add(
        config.origins.at(setting.field->name()), "config.range",
        absl::StrCat(value),
        absl::StrCat(setting.field->name(), " is ", value, ", and must be ",
                     setting.about->least(), " to ", setting.about->most()));
  }
  CheckAddresses(config, wrong);
  for (const std::string& origin : config.values.cors_origin()) {
    if (IsOrigin(origin)) continue;
    wrong->Add(config.origins.at("cors_origin"), "config.origin", origin,
               absl::StrCat(Printable(origin),
                            ": must be an origin as a browser names it, "
                            "https://example.org or http://127.0.0.1:8080, "
                            "or *"));
  }
  TrustedProxies proxies;
  for (const std::string& proxy : config.values.trusted_proxy()) {
    if (proxies.Add(proxy)) continue;
    wrong->Add(config.origins.at("trusted_proxy"), "config.proxy", proxy,
               absl::StrCat(Printable(proxy),
                            ": must be an address, a range (10.0.0.0/8) or "
                            "unix"));
  }
}

// What is of no use without another setting, which is there too, then.
constexpr std::pair<const char*, const char*> kPartners[] = {
    {"audit_level", "audit_file"},
    {"audit_max_bytes", "audit_file"},
    {"audit_optional", "audit_file"},
    {"cors_origin", "http"},
    {"page", "http"},
    // Quotas are those of tenants, whom only an access file tells.
    {"quota_file", "access_file"},
    {"tls_certificate", "tls_key"},
    {"tls_client_ca", "tls_certificate"},
    {"tls_client_crl", "tls_client_ca"},
    {"tls_key", "tls_certificate"},
};

// Whether somebody asked for it: a default, an empty text and `false` do not.
bool IsAsked(const Config& config, const char* name) {
  if (config.origins.at(name) == kDefaultOrigin) return false;
  const auto* field = ServerConfig::descriptor()->FindFieldByName(name);
  const auto* reflection = ServerConfig::GetReflection();
  if (field->is_repeated()) {
    return reflection->FieldSize(config.values, field) > 0;
  }
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection->GetBool(config.values, field);
    case FieldDescriptor::CPPTYPE_STRING:
      return !reflection->GetString(config.values, field).empty();
    default:
      return true;
  }
}

void CheckPartners(const Config& config, Violations* wrong) {
  for (const auto& [name, partner] : kPartners) {
    if (!IsAsked(config, name) || IsAsked(config, partner)) continue;
    wrong->Add(config.origins.at(name), "config.contradiction", "",
               absl::StrCat(name, " is there, and ", partner, " is not"));
  }
}

// Whoever may be reached by others than this machine's people says who may
// call; or that everybody may.
void CheckAccess(const Config& config, Violations* wrong) {
  const ServerConfig& values = config.values;
  if (values.open_access() && !values.access_file().empty()) {
    wrong->Add(config.origins.at("open_access"), "config.contradiction", "",
               "open_access and access_file are both there");
  }
  if (values.open_access() || !values.access_file().empty()) return;
  std::string reason;
  std::string origin;
  const auto because = [&](const char* name, const char* what) {
    if (reason.empty()) {
      reason = absl::StrCat(name, " ", what);
      origin = config.origins.at(name);
    }
  };
  for (const auto& [name, text] :
       {std::pair{"listen", values.listen()}, {"http", values.http()}}) {
    std::string why;
    const auto address = ParseListenAddress(text, &why);
    if (address.has_value() && !IsLoopback(*address)) {
      because(name, "is reached from other machines");
    }
  }
  if (!values.tls_certificate().empty()) because("tls_certificate", "is there");
  if (!values.trusted_proxy().empty()) because("trusted_proxy", "is there");
  if (reason.empty()) return;
  wrong->Add(origin, "config.no_access", "",
             absl::StrCat(reason,
                          ", and access_file does not say who may "
                          "call; if everybody may, say so with "
                          "open_access"));
}

// One caller cannot be allowed more than all callers, if somebody said both:
// `max_calls_per_peer` beside `max_calls`.
void CheckTogether(const Config& config, Violations* wrong) {
  const auto* reflection = ServerConfig::GetReflection();
  for (const SettingInfo& setting : AllSettings()) {
    absl::string_view name = setting.field->name();
    if (!absl::ConsumeSuffix(&name, "_per_peer")) continue;
    const auto* all =
        ServerConfig::descriptor()->FindFieldByName(std::string(name));
    const std::string& origin = config.origins.at(setting.field->name());
    const int of_one = reflection->GetInt32(config.values, setting.field);
    const int of_all = reflection->GetInt32(config.values, all);
    const bool said = origin != kDefaultOrigin &&
                      config.origins.at(all->name()) != kDefaultOrigin;
    if (!said || of_all == 0 || of_one <= of_all) continue;
    wrong->Add(origin, "config.contradiction", absl::StrCat(of_one),
               absl::StrCat(setting.field->name(), " is ", of_one, ", and ",
                            name, " only ", of_all, " (",
                            config.origins.at(all->name()), ")"));
  }
}

}  // namespace

void CheckSettings(const Config& config, Violations* wrong) {
  CheckValues(config, wrong);
  CheckPartners(config, wrong);
  CheckTogether(config, wrong);
  CheckAccess(config, wrong);
}

}  // namespace cmmm::service
