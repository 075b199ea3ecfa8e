// The examples of every `--help` run, one after the other, in a folder where
// nothing is but the datasets and the models.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

// The subcommands, as the help of the whole lists them: `  name   about`.
std::vector<std::string> Subcommands() {
  std::vector<std::string> names;
  bool listed = false;
  for (const absl::string_view line :
       absl::StrSplit(RunCmmm({"--help"}).out, '\n')) {
    if (absl::StartsWith(line, "Subcommands:")) {
      listed = true;
    } else if (listed && absl::StartsWith(line, "  ") && line.size() > 2 &&
               absl::ascii_islower(line[2])) {
      names.emplace_back(line.substr(2, line.find(' ', 2) - 2));
    }
  }
  return names;
}

std::vector<std::string> ExamplesOf(const std::vector<std::string>& command) {
  std::vector<std::string> args = command;
  args.emplace_back("--help");
  std::vector<std::string> examples;
  for (const absl::string_view line : absl::StrSplit(RunCmmm(args).out, '\n')) {
    if (absl::StartsWith(line, "  cmmm ")) examples.emplace_back(line);
  }
  return examples;
}

// The exit code of an example typed in `folder`. A server gets a free port and
// is stopped after a moment.
int RunExample(const std::string& folder, const std::string& example) {
  std::string line = example;
  if (absl::StartsWith(example, "  cmmm serve")) {
    line = absl::StrReplaceAll(
        example, {{"  cmmm", "timeout --preserve-status 1 '" CMMM_BINARY "'"},
                  {":50051", ":0"}});
  }
  return RunShell(absl::StrCat("cd '", folder, "' && { ", line,
                               "; } </dev/null >/dev/null 2>err.txt"));
}

void ExpectExamplesRun(const std::vector<std::string>& command) {
  SCOPED_TRACE(::testing::PrintToString(command));
  const std::vector<std::string> examples = ExamplesOf(command);
  EXPECT_FALSE(examples.empty());
  const TempFolder folder;
  for (const char* needed : {"datasets", "models"}) {
    RunShell(
        absl::StrCat("ln -s \"$PWD/", needed, "\" '", folder.path(), "/'"));
  }
  for (const std::string& example : examples) {
    EXPECT_EQ(RunExample(folder.path(), example), 0)
        << example << "\n"
        << ReadFile(folder.path() + "/err.txt");
  }
}

TEST(HelpExamplesTest, OfEveryCommandRun) {
  const std::vector<std::string> subcommands = Subcommands();
  EXPECT_GE(subcommands.size(), 22u);
  for (const std::string& subcommand : subcommands) {
    ExpectExamplesRun({subcommand});
  }
}

TEST(HelpExamplesTest, OfTheWholeRun) { ExpectExamplesRun({}); }

}  // namespace
}  // namespace cmmm::test
