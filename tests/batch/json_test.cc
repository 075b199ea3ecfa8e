// JSON lines in and out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/batch/table_files.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;

// The rows of a RandomTable as objects; answers in `answers` or beside.
std::string ToJsonl(const Table& table, bool nested, const char* quote) {
  std::string text;
  for (size_t r = 1; r < table.size(); ++r) {
    absl::StrAppend(&text, "{\"enterprise_id\":\"", table[r][0],
                    "\",\"weight_set\":\"", table[r][1], "\",\"city\":\"",
                    table[r][2], "\"", nested ? ",\"answers\":{" : "");
    for (size_t c = 3; c < table[r].size(); ++c) {
      absl::StrAppend(&text, nested && c == 3 ? "" : ",", "\"", table[0][c],
                      "\":", quote, table[r][c], quote);
    }
    text += nested ? "}}\n" : "}\n";
  }
  return text;
}

// The table without the columns carried through.
Table WithoutCarried(const std::string& path) {
  Table table = ReadCsvFile(path);
  for (Cells& row : table) row.pop_back();
  return table;
}

TEST(JsonTest, LinesGiveWhatTheTableGives) {
  const BatchFolder folder;
  const Table table = RandomTable(40, 1, WordTexts());
  const std::string out = folder.File("out.csv");
  ASSERT_EQ(Batch({folder.Write("in.csv", ToCsv(table)), "-o", out}).exit_code,
            0);
  const Table expected = WithoutCarried(out);
  for (const std::string& content :
       {ToJsonl(table, true, "\""), ToJsonl(table, false, "\""),
        ToJsonl(RandomTable(40, 1, ScoreTexts()), true, "")}) {
    const ProcessResult result =
        Batch({folder.Write("in.jsonl", content), "-o", out, "--force"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(WithoutCarried(out), expected);
    EXPECT_EQ(ReadCsvFile(out)[1].back(), "{\"city\":\"city 0\"}");
  }
}

TEST(JsonTest, ResultsAsLines) {
  const BatchFolder folder;
  const Table table = RandomTable(3, 2, WordTexts());
  const std::string out = folder.File("out.jsonl");
  ASSERT_EQ(
      Batch({folder.Write("in.jsonl", ToJsonl(table, true, "\"")), "-o", out})
          .exit_code,
      0);
  const std::string text = ReadFile(out);
  EXPECT_EQ(text.rfind("{\"enterprise_id\":\"E0\",\"level\":", 0), 0u) << text;
  EXPECT_THAT(text, HasSubstr(",\"carried\":{\"city\":\"city 0\"}}\n"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
}

std::string ObjectWith(const std::string& id, const std::string& more) {
  return absl::StrCat("{\"enterprise_id\":\"", id,
                      "\",\"weight_set\":\"discrete\"", more, "}\n");
}

TEST(JsonTest, BadLinesAreRejectedOneByOne) {
  const BatchFolder folder;
  const std::string item = Model().requirements[0].id;
  const std::string content =
      absl::StrCat("not json\n", "[1]\n", ObjectWith("A", ",\"answers\":7"),
                   ObjectWith("B", ",\"answers\":{\"no.such\":\"fully\"}"),
                   ObjectWith("C", absl::StrCat(",\"", item, "\":\"fully\",\"",
                                                item, "\":\"not\"")),
                   ObjectWith("D", absl::StrCat(",\"", item, "\":true")),
                   ObjectWith("E", ",\"city\":\"\xFF\""), "\n",
                   ObjectWith("F", absl::StrCat(",\"", item, "\":\"perhaps\"")),
                   ObjectWith("G", ",\"excluded_domain_ids\":[\"nowhere\"]"));
  const std::string out = folder.File("out.csv");
  const ProcessResult result =
      Batch({folder.Write("in.jsonl", content), "-o", out, "--unanswered",
             "not-satisfied", "--encoding", "utf-8"});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("9 rows, 0 scored, 9 rejected"));
  const Table rejects = ReadCsvFile(out + ".rejects.csv");
  Table found;
  for (size_t r = 1; r < rejects.size(); ++r) {
    found.push_back({rejects[r][1], rejects[r][2], rejects[r][4]});
    EXPECT_NE(rejects[r][7], rejects[r][4]) << "no Chinese words";
  }
  EXPECT_EQ(found, (Table{{"1", "", "row.json"},
                          {"2", "", "row.json"},
                          {"3", "A", "row.json_value"},
                          {"4", "B", "answer.unknown_requirement"},
                          {"5", "C", "row.json_twice"},
                          {"6", "D", "row.json_value"},
                          {"7", "", "row.encoding"},
                          {"9", "F", "grade.unknown"},
                          {"10", "G", "profile.unknown_domain"}}));
}

}  // namespace
}  // namespace cmmm::test
