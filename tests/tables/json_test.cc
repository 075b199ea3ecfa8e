// JSON lines in and out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
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

// `cmmm template -o NAME.jsonl`, filled in, as a file and as a line among
// others.
TEST(JsonTest, AFilledInTemplateScoresAsItDoesAlone) {
  const BatchFolder folder;
  const std::string path = folder.File("星辰机械.jsonl");
  ASSERT_EQ(RunCmmm({"template", "--weights", "discrete", "--exclude", "sales",
                     "--up-to", "3", "-o", path})
                .exit_code,
            0);
  // In turn: fully by its name, partly by its number.
  std::string text;
  int answer = 0;
  for (const absl::string_view piece :
       absl::StrSplit(ReadFile(path), "\"GRADE_UNSPECIFIED\"")) {
    if (!text.empty()) text += ++answer % 2 == 0 ? "\"GRADE_FULLY\"" : "2";
    text.append(piece.data(), piece.size());
  }
  ASSERT_GT(answer, 80);
  const std::string filled = folder.Write("星辰机械.jsonl", text);
  const std::string out = folder.File("out.csv");
  const ProcessResult result = Batch({filled, "-o", out});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const auto rows = ById(ReadCsvFile(out));
  ASSERT_EQ(rows.count("星辰机械"), 1u);
  const auto score = ParseTextOrDie<v1::ScoreResponse>(
      RunCmmm({"score", "--format", "textproto", filled}).out);
  EXPECT_EQ(score.decision().levels_size(), 3);
  EXPECT_EQ(rows.at("星辰机械").at("total_exact"),
            absl::StrCat(score.decision().total().numerator(), "/",
                         score.decision().total().denominator()));
  // Named lines of several enterprises, through the filter as well.
  std::string named = text;
  named.insert(1, "\"enterprise_id\":\"乙\",");
  EXPECT_THAT(RunCmmm({"filter"}, named).out,
              HasSubstr("\"enterprise_id\":\"乙\",\"level\":"));
  EXPECT_EQ(
      Batch({folder.Write("two.jsonl", text + named), "-o", out, "--force"})
          .exit_code,
      0);
  const auto two = ById(ReadCsvFile(out));
  EXPECT_EQ(two.at("two").at("total"), two.at("乙").at("total"));
}

TEST(JsonTest, WhatIsWrongWithRequestsIsRejected) {
  const BatchFolder folder;
  const std::string lines =
      R"({"enterprise_id":"A","model":{"id":"other"},"profile":{"weight_set":"discrete"},"list":{"answers":[)"
      R"({"requirementId":"data.1.a","grade":"GRADE_FULLY"},)"
      R"({"requirement_id":"data.1.a","grade":"GRADE_FULLY"},)"
      R"({"requirement_id":"data.9.z","grade":"GRADE_FULLY"},)"
      R"({"requirement_id":"data.2.b","grade":9},)"
      R"({"requirement_id":"data.2.c","not_applicable":{}}]}})"
      "\n"
      R"({"enterprise_id":"B","profile":{"x":1},"list":{"answers":[)"
      R"({"requirement_id":"data.2.a","grade":"GRADE_SUPER"}]}})"
      "\n";
  const std::string out = folder.File("out.csv");
  ASSERT_EQ(Batch({folder.Write("in.jsonl", lines), "-o", out}).exit_code, 65);
  std::vector<std::string> rules;
  const Table rejects = ReadCsvFile(out + ".rejects.csv");
  for (const Cells& row : rejects) {
    if (row[4] == "answer.missing") continue;  // the other 200
    rules.push_back(absl::StrCat(row[3], " ", row[4], " ", row[5]));
  }
  EXPECT_THAT(
      rules,
      ::testing::IsSupersetOf(
          {"model row.other_model other", "data.1.a answer.duplicate data.1.a",
           "list.answers[2].requirement_id answer.unknown_requirement data.9.z",
           "data.2.b answer.grade_range 9",
           "data.2.c answer.not_applicable_refused data.2.c",
           "profile.x json.unknown_field x",
           "list.answers[0].grade json.wrong_value GRADE_SUPER"}));
}

}  // namespace
}  // namespace cmmm::test
