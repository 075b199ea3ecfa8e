// Kills, threads and shards: the bytes stay the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;

// Some 10 blocks, rejected rows among them.
std::string LargeTable() {
  static const std::string* text = [] {
    Table table = RandomTable(300, 1, CodeTexts());
    auto* all = new std::string(ToCsv({table[0]}));
    for (int copy = 0; copy < 20; ++copy) {
      for (size_t r = 1; r < table.size(); ++r) {
        table[r][0] = absl::StrCat("E", copy, "-", r);
        if (r == 7) table[r][20] = "9";
      }
      *all += ToCsv({table.begin() + 1, table.end()});
    }
    return all;
  }();
  return *text;
}

struct Files {
  std::string output;
  std::string rejects;
  std::string manifest;
};

// The manifest without the names of its files.
std::string WithoutNames(std::string manifest) {
  for (size_t at = manifest.find("\"path\": "); at != std::string::npos;
       at = manifest.find("\"path\": ", at + 1)) {
    const size_t end = manifest.find(',', at);
    manifest.erase(at + 8, end - at - 8);
  }
  return manifest;
}

Files ReadAll(const std::string& out) {
  return {ReadFile(out), ReadFile(out + ".rejects.csv"),
          WithoutNames(ReadFile(out + ".manifest.json"))};
}

void ExpectSame(const Files& a, const Files& b) {
  EXPECT_TRUE(a.output == b.output);
  EXPECT_TRUE(a.rejects == b.rejects);
  EXPECT_EQ(a.manifest, b.manifest);
}

class ResumeTest : public testing::Test {
 protected:
  ResumeTest() {
    EXPECT_EQ(Batch({in_, "-o", folder_.File("whole.csv"), "--threads", "1"})
                  .exit_code,
              65);
    whole_ = ReadAll(folder_.File("whole.csv"));
  }

  BatchFolder folder_;
  std::string in_ = folder_.Write("in.csv", LargeTable());
  Files whole_;
};

TEST_F(ResumeTest, ThreadsDoNotMatter) {
  for (const char* threads : {"2", "3", "8"}) {
    const std::string out = folder_.File(absl::StrCat(threads, ".csv"));
    EXPECT_EQ(Batch({in_, "-o", out, "--threads", threads}).exit_code, 65);
    ExpectSame(ReadAll(out), whole_);
  }
}

TEST_F(ResumeTest, AnyShardsMergeToTheWhole) {
  for (const int count : {1, 3, 16}) {
    std::vector<std::string> merge = {"merge", "-o", folder_.File("m.csv"),
                                      "--force"};
    for (int i = count; i >= 1; --i) {
      const std::string part =
          folder_.File(absl::StrCat(count, "_", i, ".csv"));
      const int code =
          Batch({in_, "-o", part, "--shard", absl::StrCat(i, "/", count),
                 "--threads", absl::StrCat(1 + i % 3)})
              .exit_code;
      EXPECT_TRUE(code == 0 || code == 65) << code;
      merge.push_back(part);
    }
    const ProcessResult result = RunCmmm(merge);
    EXPECT_EQ(result.exit_code, 65) << result.err;
    ExpectSame(ReadAll(folder_.File("m.csv")), whole_);
  }
}

// `cmmm merge part*.csv`, as a shell spells it out.
TEST_F(ResumeTest, MergeTakesWhatAPatternNames) {
  const std::string whole = folder_.File("all.csv");
  EXPECT_EQ(Batch({in_, "-o", whole}).exit_code, 65);
  for (const char* number : {"1", "2", "3"}) {
    EXPECT_EQ(
        Batch({in_, "-o", folder_.File(absl::StrCat("part", number, ".csv")),
               "--shard", absl::StrCat(number, "/3")})
            .exit_code,
        65);
  }
  const std::string merged = folder_.File("merged.csv");
  std::vector<std::string> arguments = {"merge", "-o", merged};
  for (const auto& entry :
       std::filesystem::directory_iterator(folder_.path())) {
    const std::string name = entry.path().filename();
    if (name.rfind("part", 0) == 0) arguments.push_back(entry.path());
  }
  ASSERT_EQ(arguments.size(), 3u + 9u);
  const ProcessResult result = RunCmmm(arguments);
  EXPECT_EQ(result.exit_code, 65) << result.err;  // there are rejects
  EXPECT_EQ(ReadFile(merged), ReadFile(whole));
  EXPECT_EQ(ReadFile(merged + ".rejects.csv"),
            ReadFile(whole + ".rejects.csv"));
}

TEST_F(ResumeTest, MergeRefusesWhatIsNoWhole) {
  const auto shard = [&](const char* part, const char* of,
                         const std::string& in) {
    const std::string out = folder_.File(part);
    EXPECT_EQ(Batch({in, "-o", out, "--shard", of}).exit_code, 65);
    return out;
  };
  const std::string one = shard("1.csv", "1/3", in_);
  const std::string two = shard("2.csv", "2/3", in_);
  const std::string three = shard("3.csv", "3/3", in_);
  const std::string other =
      shard("o.csv", "3/3", folder_.Write("o.in.csv", LargeTable()));
  const std::string out = folder_.File("m.csv");
  const auto merge = [&](const std::vector<std::string>& parts) {
    std::vector<std::string> args = {"merge", "-o", out};
    args.insert(args.end(), parts.begin(), parts.end());
    const ProcessResult result = RunCmmm(args);
    EXPECT_EQ(result.exit_code, 65);
    EXPECT_FALSE(std::filesystem::exists(out));
    return result.err;
  };
  EXPECT_THAT(merge({one, two}), HasSubstr("shard 3/3 is missing"));
  EXPECT_THAT(merge({one, two, two}), HasSubstr("as is"));
  EXPECT_THAT(merge({one, two, other}), HasSubstr("another run"));
  std::ofstream(three, std::ios::app) << "x";
  EXPECT_THAT(merge({one, two, three}), HasSubstr("is not the file"));
  EXPECT_EQ(
      RunCmmm({"merge", one, folder_.File("none.csv"), "-o", out}).exit_code,
      66);
}

// Starts the run and kills it once its journal has `lines` lines; then resumes
// it to the end. What is written is that of a run never killed.
TEST_F(ResumeTest, KilledRunsGoOnWhereTheyWere) {
  std::mt19937 random(1);
  int killed = 0;
  for (int round = 0; round < 12; ++round) {
    const std::string out = folder_.File(absl::StrCat("k", round, ".csv"));
    const std::string run =
        absl::StrCat(CMMM_BINARY " batch ", in_, " -o ", out,
                     " --quiet --resume --threads ", 1 + round % 3);
    for (int kill = 0; kill < 1 + round % 2; ++kill) {
      const std::string script =
          absl::StrCat("exec 2>/dev/null; ", run,
                       " & pid=$!; while kill -0 $pid && [ $(wc -l < ", out,
                       ".journal || echo 0) -lt ", 1 + random() % 10,
                       " ]; do :; done; kill -9 $pid; wait $pid; [ $? = 137 ]");
      killed += RunShell(script) == 0 ? 1 : 0;
    }
    EXPECT_EQ(RunShell(run), 65);
    ExpectSame(ReadAll(out), whole_);
    EXPECT_FALSE(std::filesystem::exists(out + ".journal"));
    EXPECT_FALSE(std::filesystem::exists(out + ".partial"));
  }
  EXPECT_GT(killed, 3);
}

TEST_F(ResumeTest, WhatChangedBeginsAnew) {
  const std::string out = folder_.File("c.csv");
  // A journal of another run, and half a file.
  folder_.Write("c.csv.journal",
                "cmmm-batch 3 other 1/1\n0 1 1 0 0 4 4 0 0 0 .\n");
  folder_.Write("c.csv.partial", "half");
  EXPECT_EQ(Batch({in_, "-o", out, "--resume"}).exit_code, 65);
  ExpectSame(ReadAll(out), whole_);
  // Finished already: nothing to do, the same summary.
  const ProcessResult again = Batch({in_, "-o", out, "--resume"});
  EXPECT_EQ(again.exit_code, 65);
  EXPECT_THAT(again.err, HasSubstr("6000 rows, 5980 scored, 20 rejected"));
  // Finished, but with other options: not touched without --force.
  EXPECT_EQ(Batch({in_, "-o", out, "--resume", "--up-to", "3"}).exit_code, 64);
}

}  // namespace
}  // namespace cmmm::test
