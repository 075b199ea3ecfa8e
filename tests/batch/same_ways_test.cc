// Rows of one-character cells take a faster way than others; what comes out
// must not tell which way a row took.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/batch/table_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

// Something that may stand in a row and is not what rows are made of.
std::string Odd(std::mt19937_64* random) {
  static const std::vector<std::string> odd = {
      " ",     ",",       "0",    "5",
      "6",     "9",       "N/A",  "fully",
      "/",     ":",       "x",    "\t",
      "=",     "\xFF",    "\xE4", "\xE4\xBD\xA0",
      "４",    "\x7F",    "''1",  "全部满足",
      "０.８", "\x80\x31"};
  return odd[(*random)() % odd.size()];
}

// The row with something added, replaced or cut off.
std::string Changed(std::string row, std::mt19937_64* random) {
  const size_t at = (*random)() % row.size();
  switch ((*random)() % 4) {
    case 0:
      return row.substr(0, at);
    case 1:
      return row.insert(at, Odd(random));
    default:
      return row.replace(at, 1, Odd(random));
  }
}

// A quote behind the last comma keeps a row from the fast way.
std::string Quoted(const std::string& row) {
  if (row.empty()) return row;
  const size_t comma = row.rfind(',');
  const size_t last = comma == std::string::npos ? 0 : comma + 1;
  return row.substr(0, last) + '"' + row.substr(last) + '"';
}

struct Texts {
  std::string header;
  std::vector<std::string> rows;

  // Whether every row is written so that it goes the slow way.
  std::string Text(bool slow) const {
    std::string text = header;
    for (size_t r = 0; r < rows.size(); ++r) {
      text += slow ? Quoted(rows[r]) : rows[r];
      text += r % 5 == 0 ? "\r\n" : "\n";
    }
    return text;
  }
};

// `odd` of a hundred rows are changed.
Texts MakeTexts(uint64_t seed, uint64_t odd) {
  std::mt19937_64 random(seed);
  const Table table = RandomTable(700, seed, CodeTexts());
  Texts texts{ToCsv({table[0]}), {}};
  for (size_t r = 1; r < table.size(); ++r) {
    std::string row = ToCsv({table[r]});
    row.pop_back();
    if (random() % 100 < odd) row = Changed(row, &random);
    texts.rows.push_back(row);
  }
  return texts;
}

struct Written {
  std::string results;
  Table rejects;  // row, id, column and rule; texts and places may differ
};

Written Scored(const std::string& text, const std::string& style) {
  const BatchFolder folder;
  const std::string out = folder.File("out.csv");
  Batch({folder.Write("in.csv", text), "-o", out, "--grades", style,
         "--encoding", "utf-8"});
  Written outcome{ReadFile(out), {}};
  for (const Cells& row : ReadCsvFile(out + ".rejects.csv")) {
    outcome.rejects.emplace_back(row.begin() + 1, row.begin() + 5);
  }
  return outcome;
}

TEST(SameWaysTest, ResultsDoNotTellWhichWayARowTook) {
  // Few runs: each starts the binary anew.
  for (const auto& [odd, style] :
       {std::pair(0, "codes"), std::pair(4, "scores"), std::pair(30, "codes"),
        std::pair(30, "words")}) {
    SCOPED_TRACE(testing::Message() << odd << " " << style);
    const Texts texts = MakeTexts(7, static_cast<uint64_t>(odd));
    const Written fast = Scored(texts.Text(false), style);
    const Written slow = Scored(texts.Text(true), style);
    ASSERT_FALSE(slow.results.empty());
    EXPECT_EQ(slow.rejects.size() > 1, odd > 0);
    EXPECT_TRUE(fast.results == slow.results);
    EXPECT_EQ(fast.rejects, slow.rejects);
  }
}

}  // namespace
}  // namespace cmmm::test
