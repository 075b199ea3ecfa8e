// Options that do not go together: every command says which, and does nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct WrongCall {
  std::vector<std::string> arguments;
  std::string says;
};

constexpr char kOne[] = "datasets/furniture-maker-level-1.textproto";
constexpr char kOther[] = "datasets/auto-parts-level-3.textproto";

TEST(UsageTest, SaysWhichOptionsDoNotGoTogether) {
  const TempFolder folder;
  const std::string out = folder.path() + "/out";
  const std::vector<WrongCall> calls = {
      {{"filter", "--format", "jsonl", "--header"},
       "--header is for --format tsv"},
      {{"join", kOne, "-o", out + ".json"}, "name two parts or more to join"},
      {{"join", kOne, kOther, "-o", out + ".pdf"},
       "--output: the name must end in .xlsx, .json or .textproto"},
      {{"convert", kOne, "-o", out + ".pdf"},
       "--output: the name must end in .xlsx, .json or .textproto"},
      {{"template", "--weights", "discrete", "-o", out + ".pdf"},
       "--output: the name must end in .xlsx, .csv or .jsonl"},
      {{"model", "export", "-o", out + ".pdf"},
       "--output: the name must end in .xlsx"},
      {{"report", kOne, kOther, "-o", "-"}, "several reports need a folder"},
      {{"report", kOne, kOther, "-o", folder.path(), "--label", "x"},
       "--label names one enterprise only"},
      {{"portfolio", kOne, "--bring", "1"}, "--bring and --to belong together"},
      {{"portfolio", kOne, "--to", "1"}, "--bring and --to belong together"},
      {{"portfolio", kOne, "--by", "city"},
       "--by needs tables: other assessments have no columns"},
  };
  for (const WrongCall& call : calls) {
    SCOPED_TRACE(call.arguments[0]);
    const ProcessResult result = RunCmmm(call.arguments);
    EXPECT_EQ(result.exit_code, cli::kExitUsage);
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, HasSubstr(call.says));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(UsageTest, ResultsAreNotMixedWithAssessments) {
  const TempFolder folder;
  const std::string results = folder.path() + "/results.csv";
  ASSERT_EQ(RunCmmm({"batch", "-", "--weights", "discrete", "-o", results},
                    RunCmmm({"synthesize", "--n", "30"}).out)
                .exit_code,
            cli::kExitOk);
  ProcessResult result = RunCmmm({"portfolio", results, kOne});
  EXPECT_EQ(result.exit_code, cli::kExitUsage);
  EXPECT_THAT(result.err, HasSubstr("results of cmmm batch and assessments "
                                    "cannot be mixed"));
  result = RunCmmm({"portfolio", results, "--bring", "1", "--to", "2"});
  EXPECT_EQ(result.exit_code, cli::kExitUsage);
  EXPECT_THAT(result.err, HasSubstr("--bring needs assessments"));
}

TEST(UsageTest, OnlyFilesAreResumed) {
  const TempFile table(RunCmmm({"synthesize", "--n", "3"}).out, ".csv");
  const ProcessResult result = RunCmmm(
      {"batch", table.path(), "--weights", "discrete", "-o", "-", "--resume"});
  EXPECT_EQ(result.exit_code, cli::kExitUsage);
  EXPECT_THAT(result.err, HasSubstr("--resume needs an output and rejects "
                                    "that are files"));
}

TEST(UsageTest, AFewEnterprisesAreNoCohort) {
  const TempFolder folder;
  const std::string cohort = folder.path() + "/cohort.textproto";
  const ProcessResult result =
      RunCmmm({"portfolio", kOne, kOther, "--cohort", cohort});
  EXPECT_EQ(result.exit_code, cli::kExitData);
  EXPECT_THAT(result.err, HasSubstr("too few enterprises for a cohort"));
  EXPECT_FALSE(std::filesystem::exists(cohort));
}

}  // namespace
}  // namespace cmmm::test
