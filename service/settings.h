// How a server is set: by flags, by the environment, by a file. One list for
// all three, the fields of cmmm.config.v1.ServerConfig: a new field there is a
// new flag, a new variable and a new line of --check-config.
//
//   SettingSources sources{.file = text, .file_name = "server.textproto",
//                          .environment = EnvironmentOf(environ),
//                          .flags = {{"max-calls", {"100"}}}};
//   Violations wrong;
//   const Config config = ReadConfig(sources, &wrong);
//   config.values.max_calls();         // 100
//   config.origins.at("max_calls");    // "--max-calls"
//
// Rule ids (docs/operations.md): config.syntax, config.unknown_setting,
// config.value, and those of check_settings.h. The field path of a violation is
// where the value stands: `server.textproto:12`, `CMMM_MAX_CALLS`,
// `--max-calls`.
#ifndef CMMM_SERVICE_SETTINGS_H_
#define CMMM_SERVICE_SETTINGS_H_

#include <map>
#include <string>
#include <vector>

#include "cmmm/config/v1/server_config.pb.h"
#include "engine/base/violations.h"

namespace cmmm::service {

// `about` is the option of its field: default, least, most, and what it means.
struct SettingInfo {
  const google::protobuf::FieldDescriptor* field = nullptr;
  const cmmm::config::v1::Setting* about = nullptr;
  std::string flag;      // `max-calls`
  std::string variable;  // `CMMM_MAX_CALLS`
};

// Every setting, in the order of the message.
// Made once, for the life of the program.
const std::vector<SettingInfo>& AllSettings();

// Several values only of a setting that is repeated.
using NamedValues = std::map<std::string, std::vector<std::string>>;

// A flag goes before a variable, a variable before the file, the file before
// the default; a list is replaced whole.
struct SettingSources {
  std::string file;  // its text
  std::string file_name;
  // By variable, CMMM_… only; an empty value counts as not set.
  NamedValues environment;
  // By flag, without `--`; of a flag that takes no value: `true`.
  NamedValues flags;
};

// Where a value comes from that nobody said.
inline constexpr char kDefaultOrigin[] = "default";

// Serve only with a config of which nothing was wrong.
struct Config {
  // Every setting has its value here, if only the default.
  cmmm::config::v1::ServerConfig values;
  // By the name of the field, where its value comes from; `default` too.
  std::map<std::string, std::string> origins;
  // Variables CMMM_… that are no setting: worth a line in the log.
  std::vector<std::string> unknown_variables;
};

// The variables CMMM_… of an environment (`environ`); a comma separates values.
// Ends with a null pointer, as the system's does.
NamedValues EnvironmentOf(const char* const* environment);

// What holds. Everything that is wrong is added to `wrong`, each with the place
// that says it; a value that is wrong keeps its default.
Config ReadConfig(const SettingSources& sources, Violations* wrong);

// The value as a person would write it; several separated by commas.
// For --check-config.
std::string ShowSetting(const Config& config, const SettingInfo& setting);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_SETTINGS_H_
