// `--help` of every command names each of its options.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/base/version.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Command {
  std::vector<std::string> words;
  std::vector<std::string> options;
};

const std::vector<Command>& Commands() {
  static const auto* commands = new std::vector<Command>{
      {{}, {"--version", "score", "questionnaire", "model", "serve", "65"}},
      {{"score"},
       {"FILE", "--model ", "--weights", "--exclude", "--up-to", "--target",
        "--unanswered", "--view", "--lang", "--format", "--models",
        "--server"}},
      {{"next"},
       {"FILE", "--limit", "--all", "--lang", "--format", "--server"}},
      {{"keygen"}, {"KEY", "--lang"}},
      {{"sign"},
       {"FILE", "--key", "--output", "--force", "--target", "--view",
        "--model ", "--weights", "--exclude", "--up-to", "--unanswered",
        "--lang", "--models"}},
      {{"verify"},
       {"FILE", "--key", "--any-key", "--lang", "--format", "--models"}},
      {{"ready"},
       {"PROGRAMME", "FILE", "--list", "--template", "--date", "--declare ",
        "--declarations", "--text", "--exit-code", "--lang", "--format",
        "--models", "--server"}},
      {{"ask"},
       {"FILE", "--all", "--weights", "--exclude", "--model ", "--lang",
        "--server"}},
      {{"questionnaire"},
       {"--model ", "--weights", "--exclude", "--up-to", "--lang", "--models"}},
      {{"model"}, {"lint", "list", "show", "diff"}},
      {{"model", "lint"}, {"FILE", "--lang"}},
      {{"model", "list"}, {"--models", "--lang"}},
      {{"model", "show"}, {"MODEL", "--models", "--lang"}},
      {{"model", "diff"}, {"A TEXT", "B TEXT", "--lang"}},
      {{"serve"},
       {"--listen", "--models", "--max-message-bytes", "--max-streams",
        "--max-calls-per-connection", "--grace", "--no-call-log"}}};
  return *commands;
}

TEST(HelpTest, OfEveryCommandIsZeroAndNamesItsOptions) {
  for (const Command& command : Commands()) {
    for (const char* flag : {"--help", "-h"}) {
      std::vector<std::string> args = command.words;
      args.emplace_back(flag);
      SCOPED_TRACE(::testing::PrintToString(args));
      const ProcessResult result = RunCmmm(args);
      EXPECT_EQ(result.exit_code, 0);
      EXPECT_THAT(result.err, IsEmpty());
      for (const std::string& option : command.options) {
        EXPECT_THAT(result.out, HasSubstr(option));
      }
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
