// `--help` of every command, of whatever commands there are: the list is read
// from the help itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/base/utf8.h"
#include "engine/base/version.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Key;

using Words = std::vector<std::string>;

// What a section of a help lists: the name, and the words that describe it,
// which may follow on the next line:
//
//     Options:
//       -h,--help                   Print this help message and exit
//       --listen TEXT=127.0.0.1:50051
//                                   HOST:PORT; port 0 takes a free one
std::map<std::string, std::string> Entries(const std::string& help,
                                           const std::string& section) {
  std::map<std::string, std::string> entries;
  std::string name;
  bool inside = false;
  for (const std::string& line : Words(absl::StrSplit(help, '\n'))) {
    const size_t indent = line.find_first_not_of(' ');
    if (indent == 0) inside = line == section + ":";
    if (!inside || indent == 0 || indent == std::string::npos) continue;
    std::string text = line;
    if (indent == 2) {
      name = line.substr(2, line.find(' ', 2) - 2);
      entries[name];
      text = line.size() > 30 && line[29] == ' ' ? line.substr(30) : "";
    }
    entries[name] += text;
  }
  return entries;
}

// The help of `cmmm WORDS…`, and of every command below it.
void CheckHelp(const Words& words, std::vector<std::string>* seen) {
  SCOPED_TRACE(absl::StrJoin(words, " "));
  Words long_flag = words;
  Words short_flag = words;
  Words wrong = words;
  long_flag.emplace_back("--help");
  short_flag.emplace_back("-h");
  wrong.emplace_back("--no-such-option");
  const ProcessResult help = RunCmmm(long_flag);
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_THAT(help.err, IsEmpty());
  EXPECT_EQ(RunCmmm(short_flag).out, help.out);
  EXPECT_EQ(RunCmmm(wrong).exit_code, 64);
  EXPECT_THAT(help.out,
              HasSubstr("Usage: cmmm" + std::string(words.empty() ? "" : " ") +
                        absl::StrJoin(words, " ")));
  EXPECT_THAT(Entries(help.out, "Options"), Contains(Key("-h,--help")));
  for (const char* section : {"Positionals", "Options", "Subcommands"}) {
    for (const auto& [name, text] : Entries(help.out, section)) {
      EXPECT_NE(text.find_first_not_of(' '), std::string::npos)
          << name << " is not described";
    }
  }
  seen->push_back(absl::StrJoin(words, " "));
  for (const auto& [name, text] : Entries(help.out, "Subcommands")) {
    Words below = words;
    below.push_back(name);
    CheckHelp(below, seen);
  }
}

TEST(HelpTest, EveryCommandHelps) {
  std::vector<std::string> seen;
  CheckHelp({}, &seen);
  EXPECT_THAT(seen, Contains("score"));
  EXPECT_THAT(seen, Contains("model diff"));
}

// What stands beside the names of a Chinese help, whose columns are not bytes.
std::map<std::string, std::string> ChineseEntries(const std::string& help) {
  std::map<std::string, std::string> entries;
  std::string name;
  bool inside = false;
  for (const std::string& line : Words(absl::StrSplit(help, '\n'))) {
    const size_t indent = line.find_first_not_of(' ');
    if (indent == 0) {
      inside = line == "参数：" || line == "选项：" || line == "命令：";
    }
    if (!inside || indent == 0 || indent == std::string::npos) continue;
    if (indent == 2) {
      name = line.substr(2, line.find(' ', 2) - 2);
      const size_t gap = line.find("  ", 2);
      entries[name] = gap == std::string::npos ? "" : line.substr(gap);
    } else {
      entries[name] += line.substr(indent);
    }
  }
  return entries;
}

bool HasChinese(const std::string& text) {
  return text.find_first_of("\xe4\xe5\xe6\xe7\xe8\xe9") != std::string::npos;
}

// Three English words after each other are a sentence; a command is no more
// than two before its options.
bool HasEnglish(const std::string& text) {
  static const std::regex kQuoted("`[^`]*`");
  static const std::regex kWords(
      "(^|[^A-Za-z.-])[A-Za-z]{2,} [A-Za-z]{2,} "
      "[A-Za-z]{2,}");
  return std::regex_search(std::regex_replace(text, kQuoted, ""), kWords);
}

void CheckChineseHelp(const Words& words) {
  SCOPED_TRACE(absl::StrJoin(words, " "));
  Words asked = words;
  asked.insert(asked.end(), {"--help", "--lang", "zh"});
  const ProcessResult help = RunCmmm(asked);
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_THAT(help.err, IsEmpty());
  const std::string about = help.out.substr(0, help.out.find("\n用法："));
  EXPECT_TRUE(HasChinese(about)) << about;
  EXPECT_FALSE(HasEnglish(about.substr(0, about.find('\n')))) << about;
  const auto entries = ChineseEntries(help.out);
  EXPECT_GE(entries.size(), 1u) << help.out;
  for (const auto& [name, text] : entries) {
    EXPECT_TRUE(HasChinese(text)) << name << ": " << text;
    EXPECT_FALSE(HasEnglish(text)) << name << ": " << text;
  }
  // Every name of the English help is there.
  Words english = words;
  english.emplace_back("--help");
  const std::string other = RunCmmm(english).out;
  for (const char* section : {"Positionals", "Options", "Subcommands"}) {
    for (const auto& [name, text] : Entries(other, section)) {
      EXPECT_THAT(entries, Contains(Key(name)));
    }
  }
  for (const auto& [name, text] : Entries(other, "Subcommands")) {
    Words below = words;
    below.push_back(name);
    CheckChineseHelp(below);
  }
}

TEST(HelpTest, EveryCommandHelpsInChinese) { CheckChineseHelp({}); }

// The language of messages is that of the help, too.
TEST(HelpTest, FollowsTheLanguageOfTheSystem) {
  EXPECT_THAT(RunShell("LC_ALL=zh_CN.UTF-8 '" CMMM_BINARY
                       "' plan --help | grep -q '^用法：cmmm plan'"),
              0);
}

TEST(HelpTest, IsNoWiderThanTheTerminal) {
  for (const char* language : {"zh", "en"}) {
    const std::string help =
        RunCmmm({"plan", "--help", "--lang", language}).out;
    for (const std::string& line : Words(absl::StrSplit(help, '\n'))) {
      if (line.find("  cmmm ") == 0) break;  // examples are to be copied
      EXPECT_LE(DisplayWidth(line), 80) << line;
    }
  }
}

TEST(HelpTest, WinsOverWhatIsMissing) {
  EXPECT_EQ(RunCmmm({"score", "--format", "json", "--help"}).exit_code, 0);
}

TEST(HelpTest, VersionIsThatOfTheEngine) {
  const ProcessResult result = RunCmmm({"--version"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.out, std::string("cmmm ") + kEngineVersion + "\n");
}

}  // namespace
}  // namespace cmmm::test
