#include "service/check_settings.h"

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

// Where one of the doors listens: nobody else on the way may read it, unless
// somebody said that this is known.
void CheckAddress(const char* name, const std::string& text,
                  const Config& config, Violations* wrong) {
  std::string why;
  const auto address = ParseListenAddress(text, &why);
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
  } else if (&text != &config.values.listen() && address->port != 0 &&
             text == config.values.listen()) {
    wrong->Add(config.origins.at(name), "config.contradiction", text,
               absl::StrCat(Printable(text), ": is listen's address, too"));
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
  CheckAddress("listen", config.values.listen(), config, wrong);
  // The other doors may be left out.
  if (!config.values.http().empty()) {
    CheckAddress("http", config.values.http(), config, wrong);
  }
  if (!config.values.metrics().empty()) {
    CheckAddress("metrics", config.values.metrics(), config, wrong);
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

// Quotas are those of tenants, whom only an access file tells.
void CheckQuotas(const Config& config, Violations* wrong) {
  if (config.values.quota_file().empty() ||
      !config.values.access_file().empty()) {
    return;
  }
  wrong->Add(config.origins.at("quota_file"), "config.contradiction",
             config.values.quota_file(),
             "quota_file: there are no tenants without access_file");
}

// A certificate is of no use without its key.
void CheckTls(const Config& config, Violations* wrong) {
  if (!config.values.tls_client_ca().empty() &&
      config.values.tls_certificate().empty()) {
    wrong->Add(config.origins.at("tls_client_ca"), "config.contradiction", "",
               "tls_client_ca is there, and tls_certificate is not");
  }
  const bool has_key = !config.values.tls_key().empty();
  if (config.values.tls_certificate().empty() != has_key) return;
  const char* said = has_key ? "tls_key" : "tls_certificate";
  const char* other = has_key ? "tls_certificate" : "tls_key";
  wrong->Add(config.origins.at(said), "config.contradiction", "",
             absl::StrCat(said, " is there, and ", other, " is not"));
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
  CheckQuotas(config, wrong);
  CheckTogether(config, wrong);
  CheckTls(config, wrong);
  CheckAccess(config, wrong);
}

}  // namespace cmmm::service
