// No output covers an input or another output, in any command, with --force or
// without: by the same path, by another way to write it, by links.
#include "cli/files/outputs.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
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
      EXPECT_TRUE(absl::StrContains(result.err, "choose another name"))
          << result.err;
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

// The rows that a workbook is made of are written, and removed by every run.
TEST_F(OutputsTest, TheRowsOfAWorkbookAreOneOfThem) {
  const std::string in = In("in.csv");
  const std::string rows = In("r.csv.rows.partial");
  fs::create_hard_link(in, rows);
  ExpectRefused({"batch", in, "-o", In("r.xlsx")}, in);
  ExpectRefused({"batch", in, "-o", In("r.csv")}, in);
  fs::remove(rows);
  fs::create_symlink(in, rows);
  ExpectRefused({"batch", in, "-o", In("r.xlsx")}, in);
  fs::remove(rows);
  for (const char* rejects : {"r.csv.rows", "r.csv.rows.partial"}) {
    ExpectRefused({"batch", in, "-o", In("r.xlsx"), "--rejects", In(rejects)},
                  in);
  }
  ASSERT_EQ(RunCmmm({"batch", in, "-o", In("r.xlsx")}).exit_code, 0);
}

// `< in.csv` opens a file, which is an input as any other.
TEST_F(OutputsTest, StandardInputMayBeAFile) {
  const auto run = [&](const std::string& args, const std::string& kept) {
    const std::string before = ReadFile(kept);
    EXPECT_EQ(RunShell(absl::StrCat("cmmm ", args, " 2> ", In("said"))), 64)
        << args;
    EXPECT_TRUE(absl::StrContains(ReadFile(In("said")), "choose another name"))
        << ReadFile(In("said"));
    EXPECT_EQ(ReadFile(kept), before) << args;
  };
  const std::string in = In("in.csv");
  const std::string one = In("one.textproto");
  for (const char* name : {"-", "/dev/stdin"}) {
    run(absl::StrCat("sign ", name, " --key ", In("my.key"), " -o ", one,
                     " --force < ", one),
        one);
  }
  run(absl::StrCat("batch - -o ", in, " --force < ", in), in);
  run(absl::StrCat("report - -o ", one, " --force < ", one), one);
  EXPECT_EQ(RunShell(absl::StrCat("cmmm batch - -o ", In("new.csv"), " < ", in,
                                  " 2> ", In("said"))),
            0);
}

// Merge reads the rejects under the names that the manifests give them.
TEST_F(OutputsTest, OfMergeSpareTheRejectsOfItsParts) {
  std::vector<std::string> merge = {"merge"};
  for (const char* part : {"1", "2"}) {
    merge.push_back(In(absl::StrCat("p", part, ".csv")));
    ASSERT_EQ(RunCmmm({"batch", In("in.csv"), "-o", merge.back(), "--shard",
                       absl::StrCat(part, "/2"), "--rejects",
                       In(absl::StrCat("rej", part, ".csv"))})
                  .exit_code,
              0);
  }
  merge.insert(merge.end(), {"-o", In("rej1.csv")});
  ExpectRefused(merge, In("rej1.csv"));
  merge.back() = In("whole.csv");
  merge.insert(merge.begin() + 1, In("rej2.csv"));  // as `*.csv` does
  EXPECT_EQ(RunCmmm(merge).exit_code, 0);
}

// Every command that reads models and writes a file.
TEST_F(OutputsTest, SpareTheModels) {
  const std::string in = In("in.csv");
  const std::string one = In("one.textproto");
  const std::string other = In("other.textproto");
  fs::copy_file(one, other);
  std::string model;
  for (const auto& entry :
       fs::recursive_directory_iterator(SourcePath("models"))) {
    if (entry.path().filename() == "model.textproto") model = entry.path();
  }
  const std::string file = In("m.textproto");
  fs::copy_file(model, file);
  for (std::vector<std::string> args : std::vector<std::vector<std::string>>{
           {"convert", one},
           {"join", one, other},
           {"sign", one, "--key", In("my.key")},
           {"report", one},
           {"model", "import", In("m.xlsx")},
       }) {
    args.insert(args.end(), {"--models", file, "-o", file});
    ExpectRefused(args, file);
  }
  const std::string page = In("m.csv");
  fs::create_hard_link(file, page);
  for (std::vector<std::string> args : std::vector<std::vector<std::string>>{
           {"batch", in},
           {"synthesize"},
           {"template", "--weights", "discrete"}}) {
    args.insert(args.end(), {"--models", file, "-o", page});
    ExpectRefused(args, file);
  }
  ExpectRefused({"portfolio", in, "--models", file, "--page", file}, file);
}

TEST_F(OutputsTest, OfPortfolioSpareTheManifestOfResults) {
  ASSERT_EQ(RunCmmm({"batch", In("in.csv"), "-o", In("r.xlsx")}).exit_code, 0);
  const std::string manifest = In("r.csv.manifest.json");
  for (const char* results : {"r.csv", "r.xlsx"}) {
    ExpectRefused({"portfolio", In(results), "--page", manifest}, manifest);
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
