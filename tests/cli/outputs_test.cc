// No output covers an input or another output, in any command, with --force or
// without: by the same path, by another way to write it, by links.
#include "cli/files/outputs.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

namespace fs = std::filesystem;

// A folder with a table of answers, an assessment and a key in it.
class OutputsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(RunCmmm({"synthesize", "--n", "3", "-o", In("in.csv")}).exit_code,
              0);
    fs::copy_file(SourcePath(DatasetPath("auto-parts-level-3")),
                  In("one.textproto"));
    ASSERT_EQ(RunCmmm({"keygen", In("my.key")}).exit_code, 0);
  }

  std::string In(const std::string& name) const {
    return folder_.path() + "/" + name;
  }

  // The command is refused as wrong options, and `kept` stays as it is.
  void ExpectRefused(std::vector<std::string> args, const std::string& kept) {
    const std::string before = ReadFile(kept);
    for (const bool force : {false, true}) {
      if (force) args.emplace_back("--force");
      SCOPED_TRACE(::testing::PrintToString(args));
      const ProcessResult result = RunCmmm(args);
      EXPECT_EQ(result.exit_code, 64) << result.err;
      EXPECT_EQ(ReadFile(kept), before);
    }
  }

  const TempFolder folder_;
};

TEST_F(OutputsTest, AreComparedAsFilesNotAsTexts) {
  const std::string in = In("in.csv");
  fs::create_symlink(in, In("symbolic.csv"));
  fs::create_hard_link(in, In("hard.csv"));
  fs::create_directory_symlink(folder_.path(), In("folder"));
  fs::create_directory(In("below"));
  for (const std::string& other :
       {in, In("./in.csv"), In("below/../in.csv"), In("symbolic.csv"),
        In("hard.csv"), In("folder/in.csv")}) {
    EXPECT_TRUE(cli::CheckApart({in}, {other}).has_value()) << other;
    EXPECT_TRUE(cli::CheckApart({other}, {in}).has_value()) << other;
    EXPECT_TRUE(cli::CheckApart({}, {in, other}).has_value()) << other;
  }
  EXPECT_TRUE(cli::CheckApart({}, {In("new"), In("folder/new")}).has_value());
  EXPECT_FALSE(cli::CheckApart({in}, {In("new"), In("newer")}).has_value());
}

TEST_F(OutputsTest, WhereNothingCanBeLostMayBeNamedTwice) {
  EXPECT_FALSE(cli::CheckApart({"-", ""}, {"-", "-", "", ""}).has_value());
  EXPECT_FALSE(
      cli::CheckApart({"/dev/null"}, {"/dev/null", "/dev/null"}).has_value());
  EXPECT_FALSE(cli::CheckApart({In("in.csv"), In("in.csv")}, {}).has_value());
}

TEST_F(OutputsTest, OfBatchSpareTheTable) {
  const std::string in = In("in.csv");
  ExpectRefused({"batch", in, "-o", in}, in);
  ExpectRefused({"batch", in, "-o", In("in.xlsx")}, in);
  EXPECT_NE(RunCmmm({"batch", in, "-o", In("in.xlsx")})
                .err.find("beside " + In("in.xlsx")),
            std::string::npos);
  ExpectRefused({"batch", in, "-o", In("r.csv"), "--rejects", in}, in);
  ExpectRefused(
      {"batch", in, "-o", In("r.csv"), "--rejects", In("r.csv.manifest.json")},
      in);
  for (const char* name : {"r.csv.partial", "r.csv.journal",
                           "r.csv.manifest.json", "r.csv.rejects.csv"}) {
    fs::copy_file(in, In(name));
    ExpectRefused({"batch", In(name), "--from", "csv", "-o", In("r.csv")},
                  In(name));
  }
}

TEST_F(OutputsTest, OfEveryOtherCommandSpareWhatItReads) {
  const std::string in = In("in.csv");
  const std::string one = In("one.textproto");
  const std::string key = In("my.key");
  ExpectRefused({"sign", one, "--key", key, "-o", one}, one);
  ExpectRefused({"sign", one, "--key", key, "-o", key}, key);
  ExpectRefused({"report", one, "-o", one}, one);
  ExpectRefused({"portfolio", in, "--cohort", in, "--min-group", "10"}, in);
  ASSERT_EQ(
      RunCmmm({"batch", in, "-o", In("p.csv"), "--shard", "1/1"}).exit_code, 0);
  ExpectRefused({"merge", In("p.csv"), "-o", In("p.csv")}, In("p.csv"));
  const std::string models = In("models");
  fs::copy(SourcePath("models"), models, fs::copy_options::recursive);
  std::string file;
  for (const auto& entry : fs::recursive_directory_iterator(models)) {
    if (entry.path().filename() == "model.textproto") file = entry.path();
  }
  ExpectRefused({"sign", one, "--key", key, "--models", models, "-o", file},
                file);
}

}  // namespace
}  // namespace cmmm::test
