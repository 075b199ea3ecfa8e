#include "tables/csv.h"
#include "tables/record_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/batch/table_files.h"

namespace cmmm::tables {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Split(const std::string& record,
                               char delimiter = ',') {
  CellSplitter splitter(delimiter);
  if (!splitter.Split(record)) return {"<no record>"};
  const std::vector<absl::string_view> cells = splitter.cells().ToVector();
  return {cells.begin(), cells.end()};
}

TEST(CsvTest, CellsOfARecord) {
  EXPECT_THAT(Split(""), ElementsAre(""));
  EXPECT_THAT(Split("a"), ElementsAre("a"));
  EXPECT_THAT(Split("a,b,"), ElementsAre("a", "b", ""));
  EXPECT_THAT(Split(",,"), ElementsAre("", "", ""));
  EXPECT_THAT(Split("\"a,b\",c"), ElementsAre("a,b", "c"));
  EXPECT_THAT(Split("\"a\"\"b\"\"\",\"\""), ElementsAre("a\"b\"", ""));
  EXPECT_THAT(Split("\"a\nb\",c"), ElementsAre("a\nb", "c"));
  EXPECT_THAT(Split("5\" pipe,c"), ElementsAre("5\" pipe", "c"));
  EXPECT_THAT(Split("a,b\tc", '\t'), ElementsAre("a,b", "c"));
}

TEST(CsvTest, BadQuotesAreNoRecord) {
  EXPECT_THAT(Split("\"a\"b,c"), ElementsAre("<no record>"));
  EXPECT_THAT(Split("a,\"b"), ElementsAre("<no record>"));
}

// Cell by cell, without a thought of runs; and where a run of cells of one byte
// to the end begins.
std::vector<std::string> SplitPlainly(const std::string& record,
                                      size_t* run_begin) {
  std::vector<std::string> cells;
  *run_begin = 0;
  for (size_t at = 0; at <= record.size(); ++at) {
    std::string cell;
    const bool quoted = at < record.size() && record[at] == '"';
    if (quoted) {
      for (++at;; ++at) {
        if (at >= record.size()) return {"<no record>"};
        if (record[at] != '"') {
          cell.push_back(record[at]);
        } else if (at + 1 < record.size() && record[at + 1] == '"') {
          cell.push_back(record[++at]);
        } else {
          break;
        }
      }
      if (++at < record.size() && record[at] != ',') return {"<no record>"};
    } else {
      while (at < record.size() && record[at] != ',') cell += record[at++];
    }
    cells.push_back(cell);
    if (quoted || cell.size() != 1) *run_begin = cells.size();
  }
  return cells;
}

TEST(CsvTest, RunsOfSingleBytesAreCutAsAnythingElse) {
  std::mt19937 random(13);
  CellSplitter splitter(',');
  for (int round = 0; round < 20000; ++round) {
    std::string record;
    for (size_t part = random() % 4; part-- > 0;) {
      for (size_t run = random() % 40; run-- > 0;) record += "4,";
      for (size_t odd = random() % 4; odd-- > 0;)
        record += "4,\"a"[random() % 4];
    }
    size_t run_begin = 0;
    const std::vector<std::string> cells = SplitPlainly(record, &run_begin);
    ASSERT_EQ(Split(record), cells) << record;
    if (!splitter.Split(record)) continue;
    ASSERT_EQ(splitter.cells().run_begin(), run_begin) << record;
  }
}

TEST(CsvTest, RecordsEndWhereNoQuoteIsOpen) {
  EXPECT_EQ(RecordsEnd("a,b\nc", ','), 4u);
  EXPECT_EQ(RecordsEnd("a,b", ','), 0u);
  EXPECT_EQ(RecordsEnd("a,\"b\nc\"\nd", ','), 8u);
  EXPECT_EQ(RecordsEnd("a,\"b\nc", ','), 0u);
  EXPECT_EQ(RecordsEnd("a\n\"b\"\"\n", ','), 2u);
  EXPECT_EQ(RecordsEnd("5\" x\ny\"\n", ','), 8u);
  // A quote at the end may be the first of two.
  EXPECT_EQ(RecordsEnd("a\n\"b\"", ','), 2u);
}

TEST(CsvTest, ReaderFindsEveryRecord) {
  CsvReader reader(',');
  const auto count = [&](const std::string& text) {
    Block block;
    block.text = text;
    int64_t records = 0;
    reader.Begin(block);
    for (Record record; reader.Next(&record);) ++records;
    EXPECT_EQ(reader.Count(block), records);
    return records;
  };
  EXPECT_EQ(count(""), 0);
  EXPECT_EQ(count("a\nb\n"), 2);
  EXPECT_EQ(count("a\nb"), 2);
  EXPECT_EQ(count("\"a\nb\"\nc\n"), 2);
  EXPECT_EQ(count("\"a\nb\"\n\"c"), 2);
}

TEST(CsvTest, FormulasAreMadeText) {
  for (const char* cell :
       {"=1+1", "+A1", "-A1", "@SUM", "\tx", "=cmd|'/c'!A1"}) {
    EXPECT_TRUE(LooksLikeFormula(cell)) << cell;
    std::string out;
    AppendCell(cell, ',', &out);
    EXPECT_EQ(out.substr(0, 2), "\"'") << out;
  }
  for (const char* cell : {"", "1", "-1.5", "+86", "a=b", "一"}) {
    EXPECT_FALSE(LooksLikeFormula(cell)) << cell;
  }
}

// What is read is what was written, whatever kind of text it was. Only a ' that
// guards already, as in results that were read as a table, guards once.
TEST(CsvTest, TheGuardGoesWithReading) {
  const std::string starts[] = {"", "=", "+", "-", "@", "\t", "\r", "'", "''"};
  const std::string bodies[] = {"",    "5",   "-5", "1.5",  "1.2.3", "=1+1",
                                "A1",  "-A1", "\"", "a,b",  "\n",    "'",
                                "'=1", "'-5", "一", "=\"x", "."};
  for (const std::string& start : starts) {
    for (const std::string& body : bodies) {
      const std::string text = start + body;
      const bool guards_itself =
          text[0] == '\'' && LooksLikeFormula(text.substr(1));
      for (const char delimiter : {',', '\t'}) {
        std::string record;
        AppendCell(text, delimiter, &record);
        CellSplitter splitter(delimiter);
        ASSERT_TRUE(splitter.Split(record)) << record;
        ASSERT_EQ(splitter.cells().size(), 1u);
        EXPECT_EQ(WithoutGuard(splitter.cells()[0]),
                  guards_itself ? text.substr(1) : text)
            << record;
      }
    }
  }
  EXPECT_EQ(WithoutGuard("'-5"), "'-5");
  EXPECT_EQ(WithoutGuard("'=1"), "=1");
}

// Whatever cells hold, writing and reading gives them back, and the places
// where a text is cut do not matter.
TEST(CsvTest, RandomTablesComeBack) {
  std::mt19937_64 random(7);
  const std::string alphabet = "a,\"\n\r\t一";
  for (int round = 0; round < 300; ++round) {
    std::vector<std::vector<std::string>> table(1 + random() % 5);
    std::string text;
    for (auto& row : table) {
      row.resize(1 + random() % 4);
      for (size_t i = 0; i < row.size(); ++i) {
        const size_t length = random() % (round % 2 == 0 ? 6 : 40);
        for (size_t c = 0; c < length; ++c) {
          row[i] += "a,\"\n\rbc;"[random() % 8];
        }
        if (i > 0) text += ",";
        std::string cell;
        AppendCell(row[i], ',', &cell);
        if (LooksLikeFormula(row[i])) row[i] = "'" + row[i];
        text += row.size() == 1 && cell.empty() ? "\"\"" : cell;
      }
      text += random() % 2 == 0 ? "\n" : "\r\n";
    }
    EXPECT_EQ(RecordsEnd(text, ','), text.size());
    size_t at = 0;
    for (const auto& row : table) {
      const size_t end = RecordEnd(text, at, ',');
      ASSERT_NE(end, std::string::npos);
      EXPECT_EQ(Split(std::string(WithoutLineEnd(
                    absl::string_view(text).substr(at, end - at)))),
                row)
          << text;
      // No cut before the end of a record makes one of it.
      for (size_t cut = at; cut + 1 < end; ++cut) {
        EXPECT_EQ(RecordEnd(absl::string_view(text).substr(0, cut), at, ','),
                  std::string::npos);
      }
      at = end;
    }
    EXPECT_EQ(at, text.size());
  }
}

}  // namespace
}  // namespace cmmm::tables
