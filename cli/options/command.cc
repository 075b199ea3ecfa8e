#include "cli/options/command.h"

#include <CLI/CLI.hpp>
#include <limits>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "cli/exit_code.h"
#include "cli/options/help_format.h"
#include "cli/printing/failure_text.h"
#include "engine/base/violations.h"
#include "texts/help_texts.h"

namespace cmmm::cli {
namespace {

constexpr char kLanguageOption[] = "--lang";

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
  if (kind == "ExcludesError") {
    return absl::StrCat("不能同时使用：",
                        absl::StrReplaceAll(what, {{" excludes ", "、"}}));
  }
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(what, absl::MaxSplits(": ", 1));
  if (kind == "ArgumentMismatch") return absl::StrCat(parts.first, " 缺少值");
  // Said in Chinese already, by Check.
  return absl::StrCat(parts.first, "：", parts.second);
}

// A word in the place of a command, which is none: `cmmm scor`.
std::string UnknownCommand(const CLI::App& app, const std::string& word) {
  std::vector<std::string> names;
  for (const CLI::App* one : app.get_subcommands({})) {
    if (!one->get_name().empty()) names.push_back(one->get_name());
  }
  const std::string shown = Printable(word);
  const std::string all = absl::StrJoin(names, ", ");
  if (MessageLanguage() == texts::Language::kEn) {
    return absl::StrCat("There is no command `", shown, "`", kThereAre, all);
  }
  return absl::StrCat("没有“", shown, "”这一命令；现有：", all);
}

// The command, or group of commands, that was found last: `model`, where
// `cmmm model exprot` was written.
const CLI::App& GroupOf(const CLI::App& app) {
  const CLI::App* group = &app;
  while (!group->get_subcommands().empty()) {
    group = group->get_subcommands().front();
  }
  return *group;
}

// All options that are numbers are whole ones: `Could not convert: --n = x`.
std::string NoNumber(absl::string_view what) {
  (void)absl::ConsumePrefix(&what, "Could not convert: ");
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(what, absl::MaxSplits(" = ", 1));
  if (MessageLanguage() == texts::Language::kEn) {
    return absl::StrCat(parts.first, ": `", parts.second,
                        "` must be a whole number of usual size");
  }
  return absl::StrCat(parts.first, "：“", parts.second,
                      "”须为整数，且不能过大");
}

// Words that no option takes, in their order; CLI11 turns it around.
std::string UnknownWords(const CLI::App& app) {
  const std::vector<std::string> words = app.remaining(true);
  return absl::StrCat(
      texts::Say(MessageLanguage(), "不认识的参数：",
                 words.size() == 1
                     ? "The following argument was not expected: "
                     : "The following arguments were not expected: "),
      absl::StrJoin(words, " "));
}

// A check of one value that is said in the language of messages: `zh` and `en`
// follow the value. `kind` stands in the help.
CLI::Validator Check(const std::function<bool(const std::string&)>& is_right,
                     const std::string& zh, const std::string& en,
                     std::string kind) {
  return {[=](const std::string& value) -> std::string {
            if (is_right(value)) return "";
            const std::string shown = Printable(value);
            if (MessageLanguage() == texts::Language::kEn) {
              return absl::StrCat("`", shown, "` ", en);
            }
            return absl::StrCat("“", shown, "”", zh);
          },
          std::move(kind)};
}

bool IsWholeNumber(const std::string& text, int64_t least, int64_t most) {
  int64_t number = 0;
  return absl::SimpleAtoi(text, &number) && number >= least && number <= most;
}

std::string InHelp(const std::string& about) {
  return texts::HelpText(MessageLanguage(), about);
}

std::string FailureMessage(const CLI::App* app, const CLI::Error& error) {
  // Its name is that of the command, which may be any.
  const bool is_unknown =
      error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError);
  const std::vector<std::string> left = app->remaining(true);
  std::string what = error.what();
  if (is_unknown) {
    what = UnknownWords(*app);
  } else if (what == "A subcommand is required" && !left.empty()) {
    what = UnknownCommand(GroupOf(*app), left.front());
  } else if (error.get_name() == "ConversionError") {
    what = NoNumber(what);
  } else if (MessageLanguage() == texts::Language::kZh) {
    what = InChinese(error);
  }
  return absl::StrCat(what,
                      texts::Say(MessageLanguage(), "\n用 --help 查看用法。\n",
                                 "\nRun with --help for more information.\n"));
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
  option_->check(Check(
      [choices](const std::string& value) {
        return absl::c_linear_search(choices, value);
      },
      absl::StrCat("须为其中之一：", absl::StrJoin(choices, "、")),
      absl::StrCat("must be one of ", absl::StrJoin(choices, ", ")),
      absl::StrCat("{", absl::StrJoin(choices, ","), "}")));
  return *this;
}

Option Option::Between(int least, int most) {
  option_->check(Check(
      [=](const std::string& value) {
        return IsWholeNumber(value, least, most);
      },
      absl::StrCat("须为 ", least, " 到 ", most, " 的整数"),
      absl::StrCat("must be a whole number from ", least, " to ", most),
      absl::StrCat("[", least, " - ", most, "]")));
  return *this;
}

Option Option::NotNegative() {
  constexpr auto kMost = std::numeric_limits<int64_t>::max();
  option_->check(Check(
      [](const std::string& value) { return IsWholeNumber(value, 0, kMost); },
      "须为不小于 0 的整数", "must be a whole number, 0 or more",
      "NONNEGATIVE"));
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
  LetEachHaveLanguage(app_.get(), &language_);
  try {
    app_->parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app_->exit(error) == 0 ? kExitOk : kExitUsage;
  }
  return std::nullopt;
}

}  // namespace cmmm::cli
