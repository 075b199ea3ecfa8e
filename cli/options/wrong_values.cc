#include "cli/options/wrong_values.h"

#include <CLI/CLI.hpp>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "cli/options/command.h"
#include "cli/printing/failure_text.h"
#include "engine/base/violations.h"

namespace cmmm::cli {
namespace {

// Values that options do not take. CLI11 stops at the first; its checks pass
// here, and write down what they find.
class WrongValues {
 public:
  // Of one option the first only.
  void Add(const CLI::Option* option, const std::string& value,
           const std::string& zh, const std::string& en) {
    if (!options_.insert(option).second) return;
    const std::string name = option->get_name();
    const std::string shown = Printable(value);
    texts_.push_back({absl::StrCat(name, "：“", shown, "”", zh),
                      absl::StrCat(name, ": `", shown, "` ", en)});
  }

  void LeaveTo(const CLI::App* command) { told_by_.insert(command); }
  bool AreLeftTo(const CLI::App* command) const {
    return told_by_.count(command) > 0;
  }

  const std::vector<Text>& texts() const { return texts_; }

  // A line each.
  std::string Lines() const {
    std::string lines;
    for (const Text& text : texts_) {
      absl::StrAppend(&lines, texts::Say(MessageLanguage(), text), "\n");
    }
    return lines;
  }

 private:
  std::vector<Text> texts_;
  std::set<const CLI::Option*> options_;
  std::set<const CLI::App*> told_by_;
};

WrongValues& Wrong() {
  static auto* const wrong = new WrongValues;
  return *wrong;
}

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

// A flag that is given a word: `Could not convert: --force = x`.
std::string TakesNoValue(absl::string_view what) {
  (void)absl::ConsumePrefix(&what, "Could not convert: ");
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(what, absl::MaxSplits(" = ", 1));
  if (MessageLanguage() == texts::Language::kEn) {
    return absl::StrCat(parts.first, " takes no value, but is given `",
                        Printable(parts.second), "`");
  }
  return absl::StrCat(parts.first, " 不带值，却写了“", Printable(parts.second),
                      "”");
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

std::string HowToGetHelp() {
  return texts::Say(MessageLanguage(), "用 --help 查看用法。\n",
                    "Run with --help for more information.\n");
}

// Options and arguments that must be there and are not, a line each.
std::string Missing(const CLI::App& command) {
  std::string lines;
  for (const CLI::Option* option : command.get_options()) {
    if (!option->get_required() || option->count() > 0) continue;
    const std::string name = option->get_name();
    absl::StrAppend(&lines, lines.empty() ? "" : "\n",
                    texts::Say(MessageLanguage(), "缺少必填项：", ""), name,
                    texts::Say(MessageLanguage(), "", " is required"));
  }
  return lines;
}

std::string WhatIsWrong(const CLI::App& app, const CLI::Error& error) {
  // Its name is that of the command, which may be any.
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError)) {
    return UnknownWords(app);
  }
  const std::string kind = error.get_name();
  std::string what = error.what();
  const std::vector<std::string> left = app.remaining(true);
  if (what == "A subcommand is required" && !left.empty()) {
    return UnknownCommand(GroupOf(app), left.front());
  }
  if (kind == "RequiredError") {
    const std::string missing = Missing(GroupOf(app));
    if (missing.empty()) {
      return MessageLanguage() == texts::Language::kZh ? InChinese(error)
                                                       : what;
    }
    return left.empty() ? missing
                        : absl::StrCat(missing, "\n", UnknownWords(app));
  }
  if (kind == "ConversionError") return TakesNoValue(what);
  return MessageLanguage() == texts::Language::kZh ? InChinese(error) : what;
}

}  // namespace

void AddWrongValue(const CLI::Option* option, const std::string& value,
                   const std::string& zh, const std::string& en) {
  Wrong().Add(option, value, zh, en);
}

void LeaveWrongValuesTo(const CLI::App* command) { Wrong().LeaveTo(command); }

std::vector<Text> TakeWrongValues() { return Wrong().texts(); }

std::string SayWrongValues(const CLI::App& app) {
  const std::string lines = Wrong().Lines();
  if (lines.empty() || Wrong().AreLeftTo(&GroupOf(app))) return "";
  return lines + HowToGetHelp();
}

std::string SayWhatIsWrong(const CLI::App* app, const CLI::Error& error) {
  return absl::StrCat(Wrong().Lines(), WhatIsWrong(*app, error), "\n",
                      HowToGetHelp());
}

}  // namespace cmmm::cli
