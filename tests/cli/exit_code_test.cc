// One exit code a case, so that scripts can tell them apart.
#include "cli/exit_code.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/cli/cli_files.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kFurnitureMaker[] = "datasets/furniture-maker-level-1.textproto";

TEST(ExitCodeTest, ZeroWhenDone) {
  for (const std::vector<std::string>& args :
       std::vector<std::vector<std::string>>{
           {"--version"},
           {"score", kFurnitureMaker},
           {"questionnaire", "--weights", "discrete"},
           {"model", "list"},
           {"model", "show"},
           {"model", "lint", "models"}}) {
    const ProcessResult result = RunCmmm(args);
    EXPECT_EQ(result.exit_code, cli::kExitOk) << args[0];
    EXPECT_THAT(result.out, Not(IsEmpty()));
    EXPECT_THAT(result.err, IsEmpty());
  }
}

TEST(ExitCodeTest, UsageForWrongOptionsSayingWhy) {
  for (const std::vector<std::string>& args :
       std::vector<std::vector<std::string>>{
           {},
           {"guess"},
           {"score"},
           {"score", kFurnitureMaker, "--frobnicate"},
           {"score", kFurnitureMaker, "--format", "xml"},
           {"score", kFurnitureMaker, "--view", "everything"},
           {"score", kFurnitureMaker, "--lang", "fr"},
           {"score", kFurnitureMaker, "--unanswered", "guess"},
           {"score", kFurnitureMaker, "--up-to", "two"},
           {"score", kFurnitureMaker, "--up-to", "-1"},
           {"score", kFurnitureMaker, "--target", "-2"},
           {"score", kFurnitureMaker, "--server", "x:1", "--models", "models"},
           {"questionnaire", "extra"},
           {"questionnaire", "--weights", "discrete", "--up-to", "-1"},
           {"model"},
           {"model", "lint"},
           {"model", "diff", kFurnitureMaker},
           {"model", "show", "a", "b"},
           {"serve", "--max-streams", "0"}}) {
    const ProcessResult result = RunCmmm(args);
    EXPECT_EQ(result.exit_code, cli::kExitUsage)
        << ::testing::PrintToString(args);
    EXPECT_THAT(result.out, IsEmpty()) << ::testing::PrintToString(args);
    EXPECT_THAT(result.err, Not(IsEmpty())) << ::testing::PrintToString(args);
  }
}

TEST(ExitCodeTest, DataWhenTheInputBreaksRules) {
  const TempFile unparsable("this is no assessment");
  const TempFile incomplete("profile { weight_set: \"discrete\" }");
  const TempFile unknown_model("model { id: \"nope\" }");
  const TempFile other_digest(
      "profile { weight_set: \"discrete\" }"
      "packed { grades: \"\\004\" model_digest: \"0\" }");
  for (const TempFile* file :
       {&unparsable, &incomplete, &unknown_model, &other_digest}) {
    const ProcessResult result = RunCmmm({"score", file->path()});
    EXPECT_EQ(result.exit_code, cli::kExitData) << result.err;
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, StartsWith("cmmm: " + file->path() + ": "));
  }
}

TEST(ExitCodeTest, NoInputWhenAFileCannotBeRead) {
  for (const std::vector<std::string>& args :
       std::vector<std::vector<std::string>>{
           {"score", "no/such/file.textproto"},
           {"score", "datasets"},
           {"model", "lint", "no/such/model.textproto"},
           {"model", "diff", "no/such/a.textproto", "no/such/b.textproto"}}) {
    const ProcessResult result = RunCmmm(args);
    EXPECT_EQ(result.exit_code, cli::kExitNoInput)
        << ::testing::PrintToString(args) << result.err;
    EXPECT_THAT(result.out + result.err, HasSubstr("cannot be read"));
  }
}

TEST(ExitCodeTest, UnavailableWhenNoServerIsThere) {
  // Port 1 of loopback: nothing listens there.
  const ProcessResult result =
      RunCmmm({"score", "--server", "127.0.0.1:1", kFurnitureMaker});
  EXPECT_EQ(result.exit_code, cli::kExitUnavailable);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, HasSubstr("server 127.0.0.1:1"));
}

TEST(ExitCodeTest, IoWhenTheOutputCannotBeWritten) {
  EXPECT_EQ(RunShell("cmmm score " + std::string(kFurnitureMaker) +
                     " > /dev/full 2> /dev/null"),
            cli::kExitIo);
  EXPECT_EQ(RunShell("cmmm questionnaire --weights discrete "
                     "> /dev/full 2> /dev/null"),
            cli::kExitIo);
  EXPECT_EQ(RunShell("cmmm model list > /dev/full 2> /dev/null"), cli::kExitIo);
}

TEST(ExitCodeTest, ConfigWhenTheModelsCannotBeLoaded) {
  const TempFolder empty;
  for (const std::string& models : {std::string("no/such/folder"), empty.path(),
                                    std::string(kFurnitureMaker)}) {
    for (const std::vector<std::string>& args :
         std::vector<std::vector<std::string>>{
             {"score", kFurnitureMaker, "--models", models},
             {"questionnaire", "--models", models},
             {"model", "list", "--models", models},
             {"model", "show", "--models", models}}) {
      const ProcessResult result = RunCmmm(args);
      EXPECT_EQ(result.exit_code, cli::kExitConfig)
          << ::testing::PrintToString(args);
      EXPECT_THAT(result.err, HasSubstr("the models cannot be loaded"));
      EXPECT_THAT(result.err, HasSubstr(models));
    }
  }
}

}  // namespace
}  // namespace cmmm::test
