#include "cli/options/command.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <limits>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "cli/exit_code.h"
#include "cli/options/help_format.h"
#include "cli/options/wrong_values.h"
#include "cli/printing/failure_text.h"
#include "texts/help_texts.h"

namespace cmmm::cli {
namespace {

constexpr char kLanguageOption[] = "--lang";

// A check of the values of an option: `zh` and `en` follow the value, `kind`
// stands in the help. `instead` stands for a value that is wrong, so that
// nothing more is found in it.
void Check(CLI::Option* option,
           const std::function<bool(const std::string&)>& is_right,
           const std::string& zh, const std::string& en,
           const std::string& instead, std::string kind) {
  option->transform(CLI::Validator(
      [=](std::string& value) -> std::string {
        if (!is_right(value)) {
          AddWrongValue(option, value, zh, en);
          value = instead;
        }
        return "";
      },
      std::move(kind)));
}

// All options that are numbers are whole ones.
template <typename Number>
bool Converts(const std::string& text) {
  Number number;
  return CLI::detail::lexical_cast(text, number);
}

Option CheckNumber(CLI::Option* option,
                   bool (*converts)(const std::string& text)) {
  Check(option, converts, "须为整数，且不能过大",
        "must be a whole number of usual size", "0", "");
  return Option(option);
}

bool IsWholeNumber(const std::string& text, int64_t least, int64_t most) {
  int64_t number = 0;
  return absl::SimpleAtoi(text, &number) && number >= least && number <= most;
}

std::string InHelp(const std::string& about) {
  return texts::HelpText(MessageLanguage(), about);
}

// Every command says what is wrong in the language asked for.
void LetEachHaveLanguage(CLI::App* app, std::string* language) {
  const auto subcommands = app->get_subcommands({});
  for (CLI::App* one : subcommands) {
    if (!one->get_name().empty()) LetEachHaveLanguage(one, language);
  }
  if (app->get_option_no_throw(kLanguageOption) != nullptr) return;
  Option(app->add_option(kLanguageOption, *language,
                         InHelp("Language of messages")))
      .OneOf({"zh", "en"});
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
  Check(
      option_,
      [choices](const std::string& value) {
        return absl::c_linear_search(choices, value);
      },
      absl::StrCat("须为其中之一：", absl::StrJoin(choices, "、")),
      absl::StrCat("must be one of ", absl::StrJoin(choices, ", ")),
      choices.front(), absl::StrCat("{", absl::StrJoin(choices, ","), "}"));
  return *this;
}

Option Option::Between(int least, int most) {
  Check(
      option_,
      [=](const std::string& value) {
        return IsWholeNumber(value, least, most);
      },
      absl::StrCat("须为 ", least, " 到 ", most, " 的整数"),
      absl::StrCat("must be a whole number from ", least, " to ", most),
      absl::StrCat(least), absl::StrCat("[", least, " - ", most, "]"));
  return *this;
}

Option Option::NotNegative() {
  constexpr auto kMost = std::numeric_limits<int64_t>::max();
  Check(
      option_,
      [](const std::string& value) { return IsWholeNumber(value, 0, kMost); },
      "须为不小于 0 的整数", "must be a whole number, 0 or more", "0",
      "NONNEGATIVE");
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
  return CheckNumber(app_->add_option(name, *value, InHelp(about)),
                     &Converts<int>);
}

Option Command::AddOption(const std::string& name, int64_t* value,
                          const std::string& about) {
  return CheckNumber(app_->add_option(name, *value, InHelp(about)),
                     &Converts<int64_t>);
}

Option Command::AddOption(const std::string& name, std::optional<int>* value,
                          const std::string& about) {
  return CheckNumber(app_->add_option(name, *value, InHelp(about)),
                     &Converts<int>);
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

void Command::TellWrongValues() { LeaveWrongValuesTo(app_); }

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
  app_->failure_message(&SayWhatIsWrong);
}

CommandLine::~CommandLine() = default;

Command CommandLine::root() { return Command(app_.get()); }

std::optional<int> CommandLine::Parse(int argc, char** argv) {
  LetEachHaveLanguage(app_.get(), &language_);
  try {
    app_->parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app_->exit(error) == 0 ? kExitOk : kExitUsage;
  }
  const std::string wrong = SayWrongValues(*app_);
  if (wrong.empty()) return std::nullopt;
  std::cerr << wrong;
  return kExitUsage;
}

}  // namespace cmmm::cli
