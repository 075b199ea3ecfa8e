#include "cli/options/command.h"

#include <CLI/CLI.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "cli/exit_code.h"
#include "cli/options/help_format.h"
#include "cli/printing/failure_text.h"
#include "texts/help_texts.h"

namespace cmmm::cli {
namespace {

constexpr absl::string_view kLanguageOption = "--lang";

// What CLI11 says in English, in Chinese: which option, and what about it.
std::string InChinese(const CLI::Error& error) {
  absl::string_view what = error.what();
  const std::string kind = error.get_name();
  if (kind == "RequiredError") {
    (void)absl::ConsumeSuffix(&what, " is required");
    if (absl::ConsumePrefix(&what, "Exactly 1 option from ")) {
      return absl::StrCat("须用其中一项：", what);
    }
    return absl::StrCat(
        what == "A subcommand" ? "请写明要用的命令" : "缺少必填项：",
        what == "A subcommand" ? "" : what);
  }
  // Its name is that of the command, which may be any.
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError)) {
    return absl::StrCat("不认识的参数：", what.substr(what.rfind(": ") + 2));
  }
  if (kind == "ExcludesError") {
    return absl::StrCat("不能同时使用：",
                        absl::StrReplaceAll(what, {{" excludes ", "、"}}));
  }
  if (kind == "ConversionError") {
    (void)absl::ConsumePrefix(&what, "Could not convert: ");
    return absl::StrCat("值无法识别：", what);
  }
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(what, absl::MaxSplits(": ", 1));
  if (kind == "ArgumentMismatch") return absl::StrCat(parts.first, " 缺少值");
  for (const char* bound : {"{", "["}) {
    const size_t at = parts.second.rfind(bound);
    if (at != absl::string_view::npos) {
      return absl::StrCat(parts.first, " 的值须在 ", parts.second.substr(at),
                          " 之中");
    }
  }
  return absl::StrCat(parts.first, " 的值不对");
}

std::string InHelp(const std::string& about) {
  return texts::HelpText(MessageLanguage(), about);
}

std::string FailureMessage(const CLI::App* app, const CLI::Error& error) {
  if (MessageLanguage() == texts::Language::kEn) {
    return CLI::FailureMessage::simple(app, error);
  }
  return absl::StrCat(InChinese(error), "\n用 --help 查看用法。\n");
}

}  // namespace

texts::Language LanguageAskedFor(int argc, char** argv) {
  std::string language = texts::DefaultLanguage();
  for (int i = 1; i < argc; ++i) {
    absl::string_view word = argv[i];
    if (word == kLanguageOption && i + 1 < argc) language = argv[i + 1];
    if (absl::ConsumePrefix(&word, kLanguageOption) &&
        absl::ConsumePrefix(&word, "=")) {
      language = std::string(word);
    }
  }
  return language == "zh" ? texts::Language::kZh : texts::Language::kEn;
}

Option Option::Required() {
  option_->required();
  return *this;
}

Option Option::OneOf(const std::vector<std::string>& choices) {
  option_->check(CLI::IsMember(choices));
  return *this;
}

Option Option::Between(int least, int most) {
  option_->check(CLI::Range(least, most));
  return *this;
}

Option Option::NotNegative() {
  option_->check(CLI::NonNegativeNumber);
  return *this;
}

Option Option::ShowDefault() {
  option_->capture_default_str();
  return *this;
}

Option Option::Excludes(Option other) {
  option_->excludes(other.option_);
  return *this;
}

Option Option::OneValueEach() {
  option_->allow_extra_args(false);
  return *this;
}

Option Option::OneValue() {
  option_->expected(1);
  return *this;
}

Command Command::AddSubcommand(const std::string& name,
                               const std::string& about) {
  return Command(app_->add_subcommand(name, InHelp(about)));
}

void Command::RequireSubcommand() { app_->require_subcommand(1); }

Command Command::AddChoice(const std::string& about) {
  CLI::Option_group* group = app_->add_option_group(InHelp(about));
  group->require_option(1);
  return Command(group);
}

Option Command::AddOption(const std::string& name, std::string* value,
                          const std::string& about) {
  return Option(app_->add_option(name, *value, InHelp(about)));
}

Option Command::AddOption(const std::string& name,
                          std::vector<std::string>* values,
                          const std::string& about) {
  return Option(app_->add_option(name, *values, InHelp(about)));
}

Option Command::AddOption(const std::string& name, int* value,
                          const std::string& about) {
  return Option(app_->add_option(name, *value, InHelp(about)));
}

Option Command::AddOption(const std::string& name, int64_t* value,
                          const std::string& about) {
  return Option(app_->add_option(name, *value, InHelp(about)));
}

Option Command::AddOption(const std::string& name, std::optional<int>* value,
                          const std::string& about) {
  return Option(app_->add_option(name, *value, InHelp(about)));
}

Option Command::AddFlag(const std::string& name, bool* value,
                        const std::string& about) {
  return Option(app_->add_flag(name, *value, InHelp(about)));
}

void Command::ShowExamples(const std::vector<std::string>& lines) {
  app_->footer(
      absl::StrCat(texts::Say(MessageLanguage(), "例子：\n  ", "Examples:\n  "),
                   absl::StrJoin(lines, "\n  ")));
}

void Command::OnCall(std::function<void()> call) {
  app_->callback(std::move(call));
}

CommandLine::CommandLine(const std::string& name, const std::string& about,
                         const std::string& version, const std::string& footer)
    : app_(std::make_unique<CLI::App>(about, name)) {
  app_->formatter(
      std::static_pointer_cast<CLI::FormatterBase>(MakeHelpFormat()));
  app_->set_help_flag("-h,--help", InHelp("Print this help message and exit"));
  app_->set_version_flag(
      "--version", version,
      InHelp("Display program version information and exit"));
  app_->require_subcommand(1);
  app_->footer(footer);
  app_->failure_message(&FailureMessage);
}

CommandLine::~CommandLine() = default;

Command CommandLine::root() { return Command(app_.get()); }

std::optional<int> CommandLine::Parse(int argc, char** argv) {
  try {
    app_->parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app_->exit(error) == 0 ? kExitOk : kExitUsage;
  }
  return std::nullopt;
}

}  // namespace cmmm::cli
