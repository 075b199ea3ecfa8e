#include "cli/options/help_format.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "cli/printing/failure_text.h"
#include "engine/base/utf8.h"
#include "texts/help_texts.h"
#include "texts/table.h"

namespace cmmm::cli {
namespace {

constexpr int kIndent = 2;
constexpr int kNameWidth = 30;  // with the indent
constexpr int kLeastText = 20;

bool IsChinese() { return MessageLanguage() == texts::Language::kZh; }

// A name, and beside it what it is about, or below where the name is long.
std::string Entry(const std::string& name, const std::string& about) {
  std::string line = std::string(kIndent, ' ') + name;
  const int width = std::max(kLeastText, texts::TerminalWidth() - kNameWidth);
  // Two blanks at least.
  if (DisplayWidth(line) >= kNameWidth - 1) {
    absl::StrAppend(&line, "\n", std::string(kNameWidth, ' '));
  } else {
    line.append(static_cast<size_t>(kNameWidth - DisplayWidth(line)), ' ');
  }
  bool first = true;
  for (const std::string& part : texts::Wrap(about, width)) {
    if (!first) absl::StrAppend(&line, "\n", std::string(kNameWidth, ' '));
    line += part;
    first = false;
  }
  return line + "\n";
}

class HelpFormat : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override {
    std::string text = Formatter::make_help(app, std::move(name), mode);
    if (!IsChinese()) return text;
    return absl::StrReplaceAll(text, {{"\nUsage: ", "\n用法："},
                                      {" [OPTIONS]", " [选项]"},
                                      {" SUBCOMMAND\n", " 命令\n"},
                                      {"Positionals:\n", "参数：\n"},
                                      {"Options:\n", "选项：\n"},
                                      {"Subcommands:\n", "命令：\n"}});
  }

  std::string make_subcommand(const CLI::App* sub) const override {
    return Entry(sub->get_display_name(true), sub->get_description());
  }

  std::string make_option(const CLI::Option* option,
                          bool is_positional) const override {
    const std::string name = make_option_name(option, is_positional);
    return Entry(name + make_option_opts(option), make_option_desc(option));
  }

  std::string make_option_opts(const CLI::Option* option) const override {
    std::string text = Formatter::make_option_opts(option);
    if (!IsChinese()) return text;
    return absl::StrReplaceAll(text, {{" TEXT", " 文本"},
                                      {" INT in ", " 整数 "},
                                      {" INT:INT in ", " 整数 "},
                                      {" INT", " 整数"},
                                      {":NONNEGATIVE", "≥0"},
                                      {" REQUIRED", "（必填）"},
                                      {" Excludes:", " 不能同时用："}});
  }

  std::string make_description(const CLI::App* app) const override {
    std::string text = Formatter::make_description(app);
    if (!IsChinese()) return text;
    return absl::StrReplaceAll(
        text, {{"[Exactly 1 of the following options is required]",
                "[须用其中一项]"}});
  }
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> MakeHelpFormat() {
  return std::make_shared<HelpFormat>();
}

}  // namespace cmmm::cli
