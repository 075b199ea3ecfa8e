// `cmmm synthesize`: believable, marked, the same for a seed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;

ProcessResult Synthesize(std::vector<std::string> args) {
  args.insert(args.begin(), "synthesize");
  return RunCmmm(args);
}

struct Share {
  int from = 0;
  int to = 0;
  double percent = 0;
};

// The `share` lines of the population.
std::vector<Share> PublishedShares() {
  std::ifstream stream(CMMM_SOURCE_DIR "/models/populations/2022.tsv");
  std::vector<Share> shares;
  std::string line;
  while (std::getline(stream, line)) {
    std::istringstream words(line);
    std::string key;
    Share share;
    words >> key >> share.from >> share.to >> share.percent;
    if (key == "share" && !words.fail()) shares.push_back(share);
  }
  return shares;
}

TEST(SynthesizeTest, LevelsAreSpreadAsPublished) {
  const BatchFolder folder;
  const std::string in = folder.File("in.csv");
  const std::string out = folder.File("out.csv");
  constexpr int kCount = 20000;
  ASSERT_EQ(Synthesize({"--n", absl::StrCat(kCount), "--seed", "7", "--year",
                        "2022", "-o", in})
                .exit_code,
            0);
  ASSERT_EQ(Batch({in, "-o", out, "--view", "level"}).exit_code, 0);
  const Table table = ReadCsvFile(out);
  ASSERT_EQ(table.size(), kCount + 1u);
  EXPECT_EQ(table[0].back(), "note");
  std::map<int, int> levels;
  for (size_t r = 1; r < table.size(); ++r) {
    ++levels[std::stoi(table[r][1])];
    ASSERT_EQ(table[r].back(), "synthetic");
    ASSERT_EQ(table[r][0].rfind("SYN-", 0), 0u);
  }
  const std::vector<Share> shares = PublishedShares();
  ASSERT_EQ(shares.size(), 4u);
  for (const Share& share : shares) {
    int count = 0;
    for (int level = share.from; level <= share.to; ++level) {
      count += levels[level];
    }
    EXPECT_NEAR(100.0 * count / kCount, share.percent, 1.0) << share.from;
  }
  // Higher levels are rarer, and none is missing.
  for (int level = 2; level <= 5; ++level) {
    EXPECT_GT(levels[level], 0);
    EXPECT_GT(levels[level - 1], levels[level]);
  }
}

// A province goes in; what comes out, and what does not, is all of it.
TEST(SynthesizeTest, EveryRowOfAProvinceIsAccountedFor) {
  const BatchFolder folder;
  constexpr int kCount = 3000;
  const std::string in = folder.File("in.csv");
  ASSERT_EQ(Synthesize({"--n", absl::StrCat(kCount), "--seed", "5", "-o", in})
                .exit_code,
            0);
  Table table = ReadCsvFile(in);
  std::set<std::string> bad;
  for (size_t r = 50; r < table.size(); r += 97) {
    bad.insert(table[r][0]);
    if (r % 3 == 0) {
      table[r].pop_back();
    } else {
      table[r].back() = "优秀";
      table[r][table[r].size() - 2] = "9";  // a second finding
    }
  }
  std::ofstream(in) << ToCsv(table);
  const std::string out = folder.File("out.csv");
  const ProcessResult result = Batch({in, "-o", out});
  EXPECT_EQ(result.exit_code, 65);
  std::set<std::string> lost;
  for (size_t r = 1; r < table.size(); ++r) lost.insert(table[r][0]);
  EXPECT_EQ(lost.size(), size_t{kCount});
  const Table results = ReadCsvFile(out);
  for (size_t r = 1; r < results.size(); ++r) {
    EXPECT_EQ(lost.erase(results[r][0]), 1u) << results[r][0];
  }
  EXPECT_EQ(lost, bad);
  std::set<std::string> rejected;
  const Table rejects = ReadCsvFile(out + ".rejects.csv");
  for (size_t r = 1; r < rejects.size(); ++r) {
    const auto row = static_cast<size_t>(std::stoi(rejects[r][1]));
    EXPECT_EQ(rejects[r][2], table[row - 1][0]);
    rejected.insert(rejects[r][2]);
  }
  EXPECT_EQ(rejected, bad);
  EXPECT_THAT(RunCmmm({"portfolio", out, "--lang", "en"}).out,
              ::testing::StartsWith(
                  absl::StrCat(size_t{kCount} - bad.size(), " enterprises")));
}

TEST(SynthesizeTest, ASeedGivesTheSameInBothFormats) {
  const BatchFolder folder;
  const auto make = [&](const std::string& name, const char* seed) {
    const std::string file = folder.File(name);
    EXPECT_EQ(Synthesize({"--n", "200", "--seed", seed, "-o", file}).exit_code,
              0);
    return ReadFile(file);
  };
  EXPECT_EQ(make("a.csv", "3"), make("b.csv", "3"));
  EXPECT_NE(make("c.csv", "4"), ReadFile(folder.File("a.csv")));
  EXPECT_THAT(make("a.jsonl", "3"), HasSubstr("\"note\":\"synthetic\""));
  for (const char* name : {"a.csv", "a.jsonl"}) {
    EXPECT_EQ(Batch({folder.File(name), "-o",
                     folder.File(absl::StrCat(name, ".csv"))})
                  .exit_code,
              0);
  }
  const Table csv = ReadCsvFile(folder.File("a.csv.csv"));
  const Table json = ReadCsvFile(folder.File("a.jsonl.csv"));
  ASSERT_EQ(csv.size(), 201u);
  ASSERT_EQ(json.size(), csv.size());
  for (size_t r = 1; r < csv.size(); ++r) {
    EXPECT_TRUE(std::equal(json[r].begin(), json[r].end() - 1, csv[r].begin()))
        << csv[r][0];
  }
}

TEST(SynthesizeTest, RefusesWhatItCannotDo) {
  const BatchFolder folder;
  const std::string out = folder.Write("out.csv", "mine");
  EXPECT_EQ(Synthesize({"-o", out}).exit_code, 64);
  EXPECT_EQ(ReadFile(out), "mine");
  EXPECT_EQ(Synthesize({"-o", folder.File("out.xls")}).exit_code, 64);
  EXPECT_EQ(Synthesize({"--year", "1999"}).exit_code, 66);
  EXPECT_EQ(Synthesize({"--n", "-1"}).exit_code, 64);
}

}  // namespace
}  // namespace cmmm::test
