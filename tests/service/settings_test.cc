// Settings from three places, and everything that can be wrong with them.
#include "service/settings.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace cmmm::test {
namespace {

using service::AllSettings;
using service::Config;
using service::ReadConfig;
using service::SettingSources;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// `place: rule` of everything that is wrong.
std::vector<std::string> WrongIn(const SettingSources& sources) {
  Violations wrong;
  ReadConfig(sources, &wrong);
  std::vector<std::string> found;
  for (const Violation& violation : wrong.listed()) {
    found.push_back(
        absl::StrCat(violation.field_path, ": ", violation.rule_id));
  }
  return found;
}

Config ReadOrDie(const SettingSources& sources) {
  Violations wrong;
  Config config = ReadConfig(sources, &wrong);
  EXPECT_TRUE(wrong.empty());
  return config;
}

TEST(SettingsTest, EachHasAFlagAVariableAndWordsInBothLanguages) {
  std::set<std::string> flags;
  for (const auto& setting : AllSettings()) {
    SCOPED_TRACE(setting.field->name());
    EXPECT_TRUE(flags.insert(setting.flag).second);
    EXPECT_THAT(setting.variable, ::testing::StartsWith("CMMM_"));
    EXPECT_FALSE(setting.about->en().empty());
    EXPECT_FALSE(setting.about->zh().empty());
    // A number has a range, and its default lies in it (read below).
    EXPECT_EQ(setting.about->most() > 0,
              setting.field->cpp_type() ==
                  google::protobuf::FieldDescriptor::CPPTYPE_INT32);
  }
  EXPECT_EQ(flags.count("max-calls-per-peer"), 1u);
}

TEST(SettingsTest, WithoutAnythingAllIsDefault) {
  const Config config = ReadOrDie({});
  EXPECT_EQ(config.values.listen(), "127.0.0.1:50051");
  EXPECT_EQ(config.values.max_calls(), 4096);
  for (const auto& [name, origin] : config.origins) {
    EXPECT_EQ(origin, "default") << name;
  }
  EXPECT_EQ(config.origins.size(), AllSettings().size());
}

TEST(SettingsTest, AFlagGoesBeforeAVariableAndThatBeforeTheFile) {
  SettingSources sources;
  sources.file = "max_calls: 1\nmax_streams: 2\n\nmax_queue: 3\n";
  sources.file_name = "s.textproto";
  sources.environment = {{"CMMM_MAX_CALLS", {"11"}},
                         {"CMMM_MAX_STREAMS", {"12"}}};
  sources.flags = {{"max-calls", {"21"}}};
  const Config config = ReadOrDie(sources);
  EXPECT_EQ(config.values.max_calls(), 21);
  EXPECT_EQ(config.values.max_streams(), 12);
  EXPECT_EQ(config.values.max_queue(), 3);
  EXPECT_EQ(config.origins.at("max_calls"), "--max-calls");
  EXPECT_EQ(config.origins.at("max_streams"), "CMMM_MAX_STREAMS");
  EXPECT_EQ(config.origins.at("max_queue"), "s.textproto:4");
}

// A value of each type that is not the default.
std::string Another(const service::SettingInfo& setting) {
  using google::protobuf::FieldDescriptor;
  for (const char* address : {"listen", "http", "metrics"}) {
    if (setting.field->name() == address) return "127.0.0.1:1";
  }
  if (setting.field->name() == "trusted_proxy") return "10.0.0.0/8";
  if (setting.field->name() == "cors_origin") return "https://example.org";
  switch (setting.field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(setting.about->most());
    case FieldDescriptor::CPPTYPE_BOOL:
      return "true";
    default:
      return "some/where";
  }
}

// A certificate makes no sense without its key, and so on.
void AddPartner(const service::SettingInfo& setting, SettingSources* sources) {
  if (setting.field->name() == "tls_key") {
    sources->environment["CMMM_TLS_CERTIFICATE"] = {"one.pem"};
  } else if (setting.field->name() == "tls_certificate") {
    sources->environment["CMMM_TLS_KEY"] = {"one.key"};
  } else if (setting.field->name() == "tls_client_ca" ||
             setting.field->name() == "tls_client_crl") {
    if (setting.field->name() == "tls_client_crl") {
      sources->environment["CMMM_TLS_CLIENT_CA"] = {"clients.pem"};
    }
    sources->environment["CMMM_TLS_CERTIFICATE"] = {"one.pem"};
    sources->environment["CMMM_TLS_KEY"] = {"one.key"};
  } else if (absl::StartsWith(setting.field->name(), "audit_") &&
             setting.field->name() != "audit_file") {
    sources->environment["CMMM_AUDIT_FILE"] = {"audit.jsonl"};
  } else if (setting.field->name() == "page" ||
             setting.field->name() == "cors_origin") {
    sources->environment["CMMM_HTTP"] = {"127.0.0.1:2"};
  }
  // By TLS or behind a proxy it is said who may call.
  if (setting.field->name() != "access_file" &&
      setting.field->name() != "open_access") {
    sources->environment["CMMM_ACCESS_FILE"] = {"keys.textproto"};
  }
}

TEST(SettingsTest, EverySettingCanBeSetFromEveryPlace) {
  for (const auto& setting : AllSettings()) {
    SCOPED_TRACE(setting.field->name());
    const std::string value = Another(setting);
    const bool is_text = setting.field->cpp_type() ==
                         google::protobuf::FieldDescriptor::CPPTYPE_STRING;
    SettingSources file;
    file.file_name = "f";
    file.file = absl::StrCat(setting.field->name(), ": ", is_text ? "\"" : "",
                             value, is_text ? "\"" : "");
    SettingSources environment;
    environment.environment = {{setting.variable, {value}}};
    SettingSources flag;
    flag.flags = {{setting.flag, {value}}};
    for (SettingSources* sources : {&file, &environment, &flag}) {
      AddPartner(setting, sources);
    }
    EXPECT_EQ(ShowSetting(ReadOrDie(file), setting), value);
    EXPECT_EQ(ShowSetting(ReadOrDie(environment), setting), value);
    EXPECT_EQ(ShowSetting(ReadOrDie(flag), setting), value);
    EXPECT_EQ(ReadOrDie(file).origins.at(setting.field->name()), "f:1");
  }
}

TEST(SettingsTest, TheEnvironmentIsReadByItsPrefix) {
  const char* const environment[] = {
      "CMMM_MAX_CALLS=7", "CMMM_MODELS=", "CMMM_TRUSTED_PROXY=unix,10.0.0.1",
      "CMMM_MAX_CALL=8",  "PATH=/bin",    nullptr};
  SettingSources sources;
  sources.environment = service::EnvironmentOf(environment);
  sources.flags = {{"open-access", {"true"}}};
  const Config config = ReadOrDie(sources);
  EXPECT_EQ(config.values.max_calls(), 7);
  EXPECT_THAT(config.values.trusted_proxy(), ElementsAre("unix", "10.0.0.1"));
  // An empty one counts as not set, one that is no setting is named.
  EXPECT_EQ(config.origins.at("models"), "default");
  EXPECT_THAT(config.unknown_variables, ElementsAre("CMMM_MAX_CALL"));
}

TEST(SettingsTest, WhatIsWrongIsNamedWithItsPlaceAndRule) {
  SettingSources sources;
  sources.file_name = "s.textproto";
  sources.file = "max_calls: 0\nlisten: \"nowhere\"\n";
  sources.environment = {{"CMMM_MAX_QUEUE", {"many"}}};
  sources.flags = {{"trusted-proxy", {"10.0.0.0/33"}}, {"grace", {"-1"}}};
  EXPECT_THAT(
      WrongIn(sources),
      UnorderedElementsAre(
          "s.textproto:1: config.range", "s.textproto:2: config.address",
          "CMMM_MAX_QUEUE: config.value", "--trusted-proxy: config.proxy",
          "--trusted-proxy: config.no_access", "--grace: config.range"));
}

TEST(SettingsTest, AFileThatCannotBeReadIsNamedByLine) {
  const auto wrong = [](const std::string& file) {
    SettingSources sources;
    sources.file_name = "s.textproto";
    sources.file = file;
    return WrongIn(sources);
  };
  EXPECT_THAT(wrong("grace: 1\nmax_cals: 3\n"),
              ElementsAre("s.textproto:2: config.unknown_setting"));
  EXPECT_THAT(wrong("grace: 1\ngrace: 2\n"),
              ElementsAre("s.textproto:2: config.syntax"));
  EXPECT_THAT(wrong("grace: \"ten\"\n"),
              ElementsAre("s.textproto:1: config.syntax"));
  EXPECT_THAT(wrong("grace {"), ElementsAre(HasSubstr("config.syntax")));
  EXPECT_THAT(wrong(std::string("\x00\xff", 2)), ::testing::Not(IsEmpty()));
  // What it quotes goes to a terminal.
  SettingSources bytes;
  bytes.file_name = "s.textproto";
  bytes.file = "\xff\x1b[2J: 1\n";
  Violations found;
  ReadConfig(bytes, &found);
  ASSERT_FALSE(found.empty());
  for (const Violation& violation : found.listed()) {
    EXPECT_EQ(violation.message, Printable(violation.message, 1000));
  }
  EXPECT_THAT(wrong(""), IsEmpty());
}

TEST(SettingsTest, EachDoorHasAnAddressOfItsOwn) {
  SettingSources sources;
  sources.flags = {{"metrics", {"127.0.0.1:50051"}}};
  EXPECT_THAT(WrongIn(sources), ElementsAre("--metrics: config.contradiction"));
  sources.flags = {{"http", {"127.0.0.1:50051"}}};
  EXPECT_THAT(WrongIn(sources), ElementsAre("--http: config.contradiction"));
  for (const char* address : {"127.0.0.1:8080", "unix:/run/cmmm/one.sock"}) {
    sources.flags = {{"http", {address}}, {"metrics", {address}}};
    EXPECT_THAT(WrongIn(sources),
                ElementsAre("--metrics: config.contradiction"));
  }
  // A free port is another one for each.
  sources.flags = {{"listen", {"127.0.0.1:0"}},
                   {"http", {"127.0.0.1:0"}},
                   {"metrics", {"127.0.0.1:0"}}};
  EXPECT_THAT(WrongIn(sources), IsEmpty());
  sources.flags = {{"metrics", {"0.0.0.0:9464"}}};
  EXPECT_THAT(WrongIn(sources), ElementsAre("--metrics: config.insecure"));
}

TEST(SettingsTest, BeyondLoopbackOnlyByTlsOrOnDemand) {
  SettingSources sources;
  sources.environment = {{"CMMM_ACCESS_FILE", {"keys.textproto"}}};
  for (const char* address : {"listen", "http", "metrics"}) {
    for (const char* beyond : {"0.0.0.0:1234", "[::]:1234", "example.org:1"}) {
      sources.flags = {{address, {beyond}}};
      EXPECT_THAT(WrongIn(sources), ElementsAre(absl::StrCat(
                                        "--", address, ": config.insecure")));
      sources.flags["insecure-listen"] = {"true"};
      EXPECT_THAT(WrongIn(sources), IsEmpty());
      sources.flags.erase("insecure-listen");
      sources.flags["tls-certificate"] = {"one.pem"};
      sources.flags["tls-key"] = {"one.key"};
      EXPECT_THAT(WrongIn(sources), IsEmpty());
    }
  }
}

TEST(SettingsTest, WhoMayCallIsSaidWhereOthersReachTheServer) {
  const std::vector<service::NamedValues> reached = {
      {{"listen", {"0.0.0.0:1"}}, {"insecure-listen", {"true"}}},
      {{"http", {"[::]:1"}}, {"insecure-listen", {"true"}}},
      {{"trusted-proxy", {"unix"}}},
      {{"tls-certificate", {"one.pem"}}, {"tls-key", {"one.key"}}}};
  for (const service::NamedValues& flags : reached) {
    SettingSources sources;
    sources.flags = flags;
    EXPECT_THAT(WrongIn(sources), ElementsAre(HasSubstr("config.no_access")));
    sources.flags["access-file"] = {"keys.textproto"};
    EXPECT_THAT(WrongIn(sources), IsEmpty());
    sources.flags["open-access"] = {"true"};
    EXPECT_THAT(WrongIn(sources),
                ElementsAre("--open-access: config.contradiction"));
    sources.flags.erase("access-file");
    EXPECT_THAT(WrongIn(sources), IsEmpty());
  }
  SettingSources alone;
  alone.flags = {{"listen", {"localhost:1"}}, {"http", {"unix:some.sock"}}};
  EXPECT_THAT(WrongIn(alone), IsEmpty());
}

TEST(SettingsTest, WhatIsOfNoUseAloneIsRefused) {
  const std::vector<std::pair<service::NamedValues, std::string>> alone = {
      {{{"page", {"dist"}}}, "--page"},
      {{{"cors-origin", {"*"}}}, "--cors-origin"},
      {{{"quota-file", {"quotas.textproto"}}}, "--quota-file"},
      {{{"audit-level", {"true"}}}, "--audit-level"},
      {{{"audit-optional", {"true"}}}, "--audit-optional"},
      {{{"audit-max-bytes", {"5000"}}}, "--audit-max-bytes"}};
  for (const auto& [flags, place] : alone) {
    SettingSources sources;
    sources.flags = flags;
    EXPECT_THAT(WrongIn(sources),
                ElementsAre(place + ": config.contradiction"));
  }
  // What is switched off asks for nothing.
  SettingSources off;
  off.flags = {{"audit-level", {"false"}}, {"page", {""}}};
  EXPECT_THAT(WrongIn(off), IsEmpty());
}

TEST(SettingsTest, AnOriginIsWhatBrowsersSend) {
  SettingSources sources;
  sources.environment = {{"CMMM_HTTP", {"127.0.0.1:2"}}};
  for (const char* origin : {"*", "https://example.org", "http://10.0.0.1:8080",
                             "http://[::1]:8080", "https://[::1]"}) {
    sources.flags = {{"cors-origin", {origin}}};
    EXPECT_THAT(WrongIn(sources), IsEmpty()) << origin;
  }
  for (const char* origin :
       {"example.org", "https://example.org/", "https://example.org/page",
        "https://*.example.org", "ftp://example.org", "https://",
        "https://example.org:99999", "null"}) {
    sources.flags = {{"cors-origin", {origin}}};
    EXPECT_THAT(WrongIn(sources), ElementsAre("--cors-origin: config.origin"))
        << origin;
  }
}

TEST(SettingsTest, ACertificateGoesWithItsKey) {
  SettingSources sources;
  sources.environment = {{"CMMM_ACCESS_FILE", {"keys.textproto"}}};
  sources.flags = {{"tls-key", {"one.key"}}};
  EXPECT_THAT(WrongIn(sources), ElementsAre("--tls-key: config.contradiction"));
  sources.flags = {{"tls-certificate", {"one.pem"}}};
  EXPECT_THAT(WrongIn(sources),
              ElementsAre("--tls-certificate: config.contradiction"));
}

TEST(SettingsTest, OneCallerIsNotAllowedMoreThanAllIfBothAreSaid) {
  SettingSources sources;
  sources.flags = {{"max-streams", {"2"}}, {"max-streams-per-peer", {"3"}}};
  EXPECT_THAT(WrongIn(sources),
              ElementsAre("--max-streams-per-peer: config.contradiction"));
  // What nobody said does not contradict.
  sources.flags = {{"max-streams", {"2"}}};
  EXPECT_THAT(WrongIn(sources), IsEmpty());
  // 0 of all is any number.
  sources.flags = {{"calls-per-second", {"0"}},
                   {"calls-per-second-per-peer", {"3"}}};
  EXPECT_THAT(WrongIn(sources), IsEmpty());
}

}  // namespace
}  // namespace cmmm::test
