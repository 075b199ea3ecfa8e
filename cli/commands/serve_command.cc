// `cmmm serve`: its settings, one option each, from the one list of them
// (proto/cmmm/config/v1/server_config.proto).
#include <unistd.h>

#include <cstdlib>
#include <deque>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/commands/commands.h"
#include "cli/files/read_file.h"
#include "cli/printing/failure_text.h"
#include "cli/scoring_engine.h"
#include "cli/serve/caller_files.h"
#include "cli/serve/http_door.h"
#include "cli/serve/serve.h"
#include "cli/serve/tls_files.h"
#include "service/settings.h"
#include "texts/table.h"

namespace cmmm::cli {
namespace {

// A file of settings is a page of text.
constexpr size_t kMaxConfigBytes = size_t{1} << 20;

// What the command line says of one setting.
struct GivenSetting {
  const service::SettingInfo* setting = nullptr;
  std::vector<std::string> values;
  bool is_on = false;
};

struct ServeOptions {
  std::string config_file;
  bool check = false;
  std::deque<GivenSetting> given;  // their addresses stay
};

bool IsSwitch(const service::SettingInfo& setting) {
  return setting.field->cpp_type() ==
         google::protobuf::FieldDescriptor::CPPTYPE_BOOL;
}

// `Calls at once (1 to 1000000) [4096]`.
std::string HelpOf(const service::SettingInfo& setting) {
  const auto& about = *setting.about;
  std::string text =
      texts::Say(MessageLanguage(), about.zh().c_str(), about.en().c_str());
  if (about.most() > 0) {
    absl::StrAppend(&text, " (", about.least(), " – ", about.most(), ")");
  }
  if (!about.default_value().empty()) {
    absl::StrAppend(&text, " [", about.default_value(), "]");
  }
  return text;
}

MaybeFailure ReadSettings(const ServeOptions& options,
                          service::Config* config) {
  service::SettingSources sources;
  sources.file_name = options.config_file;
  if (!options.config_file.empty()) {
    if (auto failure = InFile(options.config_file,
                              ReadWholeFile(options.config_file,
                                            kMaxConfigBytes, &sources.file))) {
      return failure;
    }
  }
  sources.environment = service::EnvironmentOf(environ);
  for (const GivenSetting& given : options.given) {
    std::vector<std::string>& values = sources.flags[given.setting->flag];
    values = given.values;
    if (given.is_on) values = {"true"};
  }
  Violations wrong;
  *config = service::ReadConfig(sources, &wrong);
  if (wrong.empty()) return std::nullopt;
  // Options that make no sense, or a file or an environment.
  bool only_flags = true;
  for (const Violation& violation : wrong.listed()) {
    only_flags = only_flags && absl::StartsWith(violation.field_path, "--");
  }
  return Failure{only_flags ? FailureKind::kUsage : FailureKind::kConfig,
                 "the settings make no sense", "设置有误", std::move(wrong)};
}

// Prints what holds, and where it comes from.
ExitCode PrintSettings(const service::Config& config) {
  texts::Table table(
      {{texts::Say(MessageLanguage(), "设置", "setting")},
       {texts::Say(MessageLanguage(), "值", "value"), texts::Align::kLeft, 28},
       {texts::Say(MessageLanguage(), "来自", "from"), texts::Align::kLeft,
        22}});
  for (const service::SettingInfo& setting : service::AllSettings()) {
    // Of a file its name without folders: --config has said the whole.
    const std::string& origin = config.origins.at(setting.field->name());
    table.AddRow({setting.field->name(), ShowSetting(config, setting),
                  origin.substr(origin.rfind('/') + 1)});
  }
  table.Print(std::cout);
  for (const std::string& name : config.unknown_variables) {
    std::cout << "  " << name << ": "
              << texts::Say(MessageLanguage(), "不是任何设置", "is no setting")
              << "\n";
  }
  const bool has_models = LoadCatalog(config.values.models()).has_value();
  const bool has_callers = CheckCallerFiles(config.values);
  for (const auto& wrong :
       {CheckTlsFiles(config.values), CheckPage(config.values)}) {
    if (wrong.has_value()) return PrintIfFailed("", wrong);
  }
  return has_models && has_callers ? kExitOk : kExitConfig;
}

ExitCode RunServe(const ServeOptions& options) {
  service::Config config;
  if (auto failure = ReadSettings(options, &config)) {
    return PrintIfFailed("", failure);
  }
  if (options.check) return PrintSettings(config);
  const ExitCode code = Serve(config);
  // Whoever read where it serves may have gone meanwhile: no failure here.
  if (!std::cout) std::exit(code);
  return code;
}

}  // namespace

void AddServeCommand(Command app, Run* run) {
  auto options = std::make_shared<ServeOptions>();
  Command serve = app.AddSubcommand(
      "serve", "Serve the models over gRPC until SIGTERM or SIGINT");
  for (const service::SettingInfo& setting : service::AllSettings()) {
    GivenSetting& given = options->given.emplace_back();
    given.setting = &setting;
    const std::string name = absl::StrCat("--", setting.flag);
    if (IsSwitch(setting)) {
      serve.AddFlag(name, &given.is_on, HelpOf(setting));
    } else {
      Option option = serve.AddOption(name, &given.values, HelpOf(setting));
      if (setting.field->is_repeated()) {
        option.OneValueEach();
      } else {
        option.OneValue();
      }
    }
  }
  serve.AddOption("--config", &options->config_file,
                  "A file of these settings (cmmm.config.v1.ServerConfig); "
                  "flags and variables CMMM_… go before it");
  serve.AddFlag("--check-config", &options->check,
                "Print what holds, and where each setting comes from, and end");
  serve.ShowExamples({"cmmm serve --listen 127.0.0.1:0",
                      "cmmm serve --max-calls 100 --check-config"});
  serve.OnCall(
      [options, run] { *run = [options] { return RunServe(*options); }; });
}

}  // namespace cmmm::cli
