#include "service/settings.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "service/check_settings.h"

namespace cmmm::service {
namespace {

using cmmm::config::v1::ServerConfig;
using google::protobuf::FieldDescriptor;
using google::protobuf::TextFormat;

constexpr absl::string_view kPrefix = "CMMM_";
constexpr absl::string_view kDefault = kDefaultOrigin;
// The parser quotes what it read.
constexpr size_t kMaxParserBytes = 400;

// The parser's complaints, with file and line.
class ParseErrors final : public google::protobuf::io::ErrorCollector {
 public:
  ParseErrors(std::string file, Violations* wrong)
      : file_(std::move(file)), wrong_(wrong) {}

  void AddError(int line, int /*column*/, const std::string& message) override {
    const bool unknown = absl::StrContains(message, "has no field named");
    wrong_->Add(absl::StrCat(file_, ":", line + 1),
                unknown ? "config.unknown_setting" : "config.syntax", "",
                Printable(message, kMaxParserBytes));
  }

 private:
  const std::string file_;
  Violations* const wrong_;
};

// Adds one value, written as text, to a field; false when it is none of its
// type.
bool AddValue(const SettingInfo& setting, const std::string& text,
              ServerConfig* config) {
  const auto* reflection = ServerConfig::GetReflection();
  int number = 0;
  bool is_on = false;
  switch (setting.field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      if (!absl::SimpleAtoi(text, &number)) return false;
      reflection->SetInt32(config, setting.field, number);
      return true;
    case FieldDescriptor::CPPTYPE_BOOL:
      if (!absl::SimpleAtob(text, &is_on)) return false;
      reflection->SetBool(config, setting.field, is_on);
      return true;
    default:
      if (setting.field->is_repeated()) {
        reflection->AddString(config, setting.field, text);
      } else {
        reflection->SetString(config, setting.field, text);
      }
      return true;
  }
}

bool IsSet(const SettingInfo& setting, const ServerConfig& config) {
  const auto* reflection = ServerConfig::GetReflection();
  return setting.field->is_repeated()
             ? reflection->FieldSize(config, setting.field) > 0
             : reflection->HasField(config, setting.field);
}

// Reads the file, if there is one.
void ReadFile(const SettingSources& sources, Config* config,
              Violations* wrong) {
  if (sources.file_name.empty()) return;
  TextFormat::ParseInfoTree places;
  TextFormat::Parser parser;
  ParseErrors errors(sources.file_name, wrong);
  parser.RecordErrorsTo(&errors);
  parser.WriteLocationsTo(&places);
  parser.ParseFromString(sources.file, &config->values);
  for (const SettingInfo& setting : AllSettings()) {
    if (!IsSet(setting, config->values)) continue;
    const int index = setting.field->is_repeated() ? 0 : -1;
    const int line = places.GetLocation(setting.field, index).line;
    config->origins[setting.field->name()] =
        absl::StrCat(sources.file_name, ":", line + 1);
  }
}

// Lays `texts`, if there are any, over what the field had.
void Lay(const SettingInfo& setting, const std::vector<std::string>& texts,
         const std::string& origin, Config* config, Violations* wrong) {
  if (texts.empty()) return;
  ServerConfig::GetReflection()->ClearField(&config->values, setting.field);
  config->origins[setting.field->name()] = origin;
  for (const std::string& text : texts) {
    if (!AddValue(setting, text, &config->values)) {
      wrong->Add(origin, "config.value", text,
                 absl::StrCat(Printable(text), " is no ",
                              setting.field->cpp_type_name()));
      // Its default will do for what is checked next.
      config->origins.erase(setting.field->name());
    }
  }
}

void FillInDefaults(Config* config) {
  for (const SettingInfo& setting : AllSettings()) {
    std::string& origin = config->origins[setting.field->name()];
    if (!origin.empty()) continue;
    origin = std::string(kDefault);
    if (!setting.about->default_value().empty()) {
      AddValue(setting, setting.about->default_value(), &config->values);
    }
  }
}

}  // namespace

const std::vector<SettingInfo>& AllSettings() {
  static const auto* const kSettings = [] {
    auto* settings = new std::vector<SettingInfo>;
    const auto* message = ServerConfig::descriptor();
    for (int i = 0; i < message->field_count(); ++i) {
      const FieldDescriptor* field = message->field(i);
      settings->push_back(
          {field, &field->options().GetExtension(cmmm::config::v1::setting),
           absl::StrReplaceAll(field->name(), {{"_", "-"}}),
           absl::StrCat(kPrefix, absl::AsciiStrToUpper(field->name()))});
    }
    return settings;
  }();
  return *kSettings;
}

NamedValues EnvironmentOf(const char* const* environment) {
  NamedValues variables;
  for (; *environment != nullptr; ++environment) {
    const std::pair<std::string, std::string> variable =
        absl::StrSplit(*environment, absl::MaxSplits('=', 1));
    if (!absl::StartsWith(variable.first, kPrefix)) continue;
    variables[variable.first] =
        absl::StrSplit(variable.second, ',', absl::SkipEmpty());
  }
  return variables;
}

Config ReadConfig(const SettingSources& sources, Violations* wrong) {
  Config config;
  ReadFile(sources, &config, wrong);
  NamedValues unknown = sources.environment;
  for (const SettingInfo& setting : AllSettings()) {
    const auto variable = sources.environment.find(setting.variable);
    if (variable != sources.environment.end()) {
      std::vector<std::string> values = variable->second;
      // Only a list is separated by commas.
      if (!setting.field->is_repeated() && values.size() > 1) {
        values = {absl::StrJoin(values, ",")};
      }
      Lay(setting, values, setting.variable, &config, wrong);
      unknown.erase(setting.variable);
    }
    const auto flag = sources.flags.find(setting.flag);
    if (flag != sources.flags.end()) {
      Lay(setting, flag->second, absl::StrCat("--", setting.flag), &config,
          wrong);
    }
  }
  for (const auto& [name, values] : unknown) {
    config.unknown_variables.push_back(name);
  }
  FillInDefaults(&config);
  CheckSettings(config, wrong);
  return config;
}

std::string ShowSetting(const Config& config, const SettingInfo& setting) {
  const auto* reflection = ServerConfig::GetReflection();
  switch (setting.field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(reflection->GetInt32(config.values, setting.field));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection->GetBool(config.values, setting.field) ? "true"
                                                               : "false";
    default: {
      if (!setting.field->is_repeated()) {
        return reflection->GetString(config.values, setting.field);
      }
      const int size = reflection->FieldSize(config.values, setting.field);
      std::vector<std::string> values;
      values.reserve(static_cast<size_t>(size));
      for (int i = 0; i < size; ++i) {
        values.push_back(
            reflection->GetRepeatedString(config.values, setting.field, i));
      }
      return absl::StrJoin(values, ",");
    }
  }
}

}  // namespace cmmm::service
