// `--help` of every command, of whatever commands there are: the list is read
// from the help itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/base/version.h"
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
