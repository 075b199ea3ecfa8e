// Workbooks as inputs of `cmmm batch`: tables in them, and templates filled in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "excel/cell.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"
#include "tests/excel/make_workbook.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;

constexpr char kSaved[] = "tests/excel/files/saved-by-libreoffice-7.4.xlsx";

ProcessResult Batch(std::vector<std::string> args) {
  args.insert(args.begin(), "batch");
  return RunCmmm(args);
}

std::string TableBook(const Table& table, const std::string& after = "") {
  return Zip(WorkbookParts({{"说明", TextRows({{"怎么填"}, {"…"}}), ""},
                            {"数据", TextRows(table), after}}));
}

// The rejects of a run, as `enterprise_id column rule`.
std::vector<std::string> RejectsOf(const std::string& output) {
  std::vector<std::string> rejects;
  const Table table = ReadCsvFile(output + ".rejects.csv");
  for (size_t i = 1; i < table.size(); ++i) {
    rejects.push_back(absl::StrCat(table[i][1], " ", table[i][2], " ",
                                   table[i][3], " ", table[i][4]));
    EXPECT_NE(table[i][6], "");           // a message …
    EXPECT_NE(table[i][7], table[i][4]);  // … and one in Chinese
  }
  return rejects;
}

TEST(BatchWorkbookTest, ATableInAWorkbookIsTheSameAsCsv) {
  const BatchFolder folder;
  for (const Cells* text : {&WordTexts(), &ScoreTexts(), &CodeTexts()}) {
    const Table table = RandomTable(300, 7, *text);
    const std::string csv = folder.Write("a.csv", ToCsv(table));
    const std::string book = folder.Write("a.xlsx", TableBook(table));
    ASSERT_EQ(Batch({csv, "-o", folder.File("1.csv"), "--force"}).exit_code, 0);
    const ProcessResult result =
        Batch({book, "-o", folder.File("2.csv"), "--force"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(ReadFile(folder.File("1.csv")), ReadFile(folder.File("2.csv")));
    EXPECT_THAT(result.err, HasSubstr("300 rows, 300 scored"));
  }
}

TEST(BatchWorkbookTest, LongTablesInWorkbooks) {
  const BatchFolder folder;
  const Table wide = RandomTable(20, 3, WordTexts());
  Table answers = {{"enterprise_id", "weight_set", "条款编号", "判定"}};
  const auto column = [&](const std::string& name) {
    for (size_t c = 0; c < wide[0].size(); ++c) {
      if (wide[0][c] == name) return c;
    }
    return size_t{0};
  };
  for (size_t r = 1; r < wide.size(); ++r) {
    for (size_t c = 3; c < wide[r].size(); ++c) {
      answers.push_back({wide[r][column("enterprise_id")],
                         wide[r][column("weight_set")], wide[0][c],
                         wide[r][c]});
    }
  }
  const std::string book = folder.Write("long.xlsx", TableBook(answers));
  const ProcessResult result = Batch({book, "-o", folder.File("o.csv")});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const std::string csv = folder.Write("wide.csv", ToCsv(wide));
  ASSERT_EQ(Batch({csv, "-o", folder.File("w.csv")}).exit_code, 0);
  const auto expected = ById(ReadCsvFile(folder.File("w.csv")));
  const auto got = ById(ReadCsvFile(folder.File("o.csv")));
  ASSERT_EQ(got.size(), 20u);
  for (const auto& [id, row] : got) {
    EXPECT_EQ(row.at("total_exact"), expected.at(id).at("total_exact")) << id;
  }
}

TEST(BatchWorkbookTest, AFolderOfTemplatesLosesNoFile) {
  const BatchFolder folder;
  const std::string in = folder.File("in");
  std::filesystem::create_directory(in);
  const std::string sound = ReadFile(SourcePath(kSaved));
  folder.Write("in/b-sound.xlsx", sound);
  folder.Write("in/a-half.xlsx", sound.substr(0, sound.size() / 2));
  folder.Write("in/c-old.xlsx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old");
  folder.Write("in/d-text.xlsx", "id,grade");
  folder.Write("in/e-notes.xlsx",
               Zip(WorkbookParts({{"记录", TextRows({{"x"}}), ""}})));
  folder.Write("in/f-odd.xlsx",
               AnswerWorkbook({{"data.1.a", "优秀"}, {"data.9.z", "1"}}));
  folder.Write("in/~$b-sound.xlsx", "lock");
  folder.Write("in/notes.txt", "not read");
  const std::string out = folder.File("out.csv");
  const ProcessResult result = Batch({in, "-o", out});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("6 rows, 1 scored, 5 rejected"));
  const auto rows = ById(ReadCsvFile(out));
  ASSERT_EQ(rows.count("b-sound"), 1u);
  const auto score = ParseTextOrDie<v1::ScoreResponse>(
      RunCmmm({"score", "--format", "textproto", kSaved}).out);
  EXPECT_EQ(rows.at("b-sound").at("level"),
            absl::StrCat(score.decision().level()));
  EXPECT_EQ(rows.at("b-sound").at("total_exact"),
            absl::StrCat(score.decision().total().numerator(), "/",
                         score.decision().total().denominator()));
  EXPECT_THAT(
      RejectsOf(out),
      ::testing::ElementsAre(
          "1 a-half  workbook.broken_zip", "1 c-old  workbook.old_xls",
          "1 d-text  workbook.not_xlsx", "1 e-notes  workbook.no_questions",
          "1 f-odd 问卷!B2 workbook.unknown_grade",
          "1 f-odd 问卷!A3 workbook.unknown_requirement"));
}

TEST(BatchWorkbookTest, TemplatesBesideATable) {
  const BatchFolder folder;
  const Table table = RandomTable(5, 1, WordTexts());
  const std::string csv = folder.Write("a.csv", ToCsv(table));
  const ProcessResult result = Batch({kSaved, csv, "-o", folder.File("o.csv")});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(ReadCsvFile(folder.File("o.csv")).size(), 7u);
}

TEST(BatchWorkbookTest, OddCellsOfATableAreRejectsWithTheirRow) {
  const BatchFolder folder;
  Table table = RandomTable(4, 9, WordTexts());
  table.insert(table.begin() + 3, Cells{"", " ", ""});  // row 4: blank
  std::string data = TextRows(table);
  const auto put = [&](const std::string& cell, const std::string& xml) {
    const size_t at = data.find("<c r=\"" + cell + "\"");
    ASSERT_NE(at, std::string::npos) << cell;
    data.replace(at, data.find("</c>", at) + 4 - at, xml);
  };
  put("E2", "<c r=\"E2\" s=\"1\"><v>45443</v></c>");
  put("F3", "<c r=\"F3\"><f>X1</f></c>");
  put("G5", "<c r=\"G5\" t=\"e\"><v>#REF!</v></c>");
  put("H6", "<c r=\"H6\" t=\"str\"><f>X1</f><v> ｆｕｌｌｙ　</v></c>");
  const std::string book = folder.Write(
      "a.xlsx", Zip(WorkbookParts({{"数据", data, ""}}, "",
                                  "<cellXfs><xf numFmtId=\"0\"/>"
                                  "<xf numFmtId=\"14\"/></cellXfs>")));
  const std::string out = folder.File("o.csv");
  const ProcessResult result = Batch({book, "-o", out});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("4 rows, 1 scored, 3 rejected"));
  std::vector<std::string> rules;
  for (const std::string& reject : RejectsOf(out)) {
    rules.push_back(
        absl::StrCat(reject.substr(0, 1), reject.substr(reject.rfind(' '))));
  }
  EXPECT_THAT(rules,
              ::testing::ElementsAre("2 grade.unknown", "3 grade.unknown",
                                     "5 grade.unknown"));
}

std::string Merged(const std::vector<std::string>& ranges) {
  std::string cells;
  for (const std::string& range : ranges) {
    cells += "<mergeCell ref=\"" + range + "\"/>";
  }
  return "<mergeCells>" + cells + "</mergeCells>";
}

TEST(BatchWorkbookTest, RowsOfMergedAnswersAreRejectsAndTheOthersScore) {
  const BatchFolder folder;
  Table table = RandomTable(8, 2, WordTexts());
  table[0].push_back("省份");
  for (size_t r = 1; r < table.size(); ++r) table[r].push_back("长沙");
  // E down over two enterprises, G across two answers, a blank spacer, titles,
  // and what is only carried through.
  table[3][4] = "";  // E4, as Excel leaves it
  const std::string last =
      excel::CellName(static_cast<int>(table[0].size()) - 1,
                      1);  // without its row: `GX`
  const std::string city = last.substr(0, last.size() - 1);
  for (const char* grades : {"auto", "words"}) {
    const std::string book = folder.Write(
        "m.xlsx", TableBook(table, Merged({"A1:B1", "E3:E4", "G6:H6", "A20:D20",
                                           city + "2:" + city + "5"})));
    const std::string out = folder.File("o.csv");
    const ProcessResult result =
        Batch({book, "-o", out, "--force", "--grades", grades});
    EXPECT_EQ(result.exit_code, 65);
    EXPECT_THAT(result.err, HasSubstr("8 rows, 5 scored, 3 rejected"));
    EXPECT_EQ(ReadCsvFile(out).size(), 6u);
    const Table rejects = ReadCsvFile(out + ".rejects.csv");
    ASSERT_EQ(rejects.size(), 4u);
    const Cells rows = {"3", "4", "6"};
    const Cells ids = {table[2][0], table[3][0], table[5][0]};
    const Cells columns = {table[0][4], table[0][4], table[0][6]};
    const Cells values = {table[2][4], table[2][4], table[5][6]};
    for (size_t i = 0; i < 3; ++i) {
      const Cells& reject = rejects[i + 1];
      EXPECT_EQ(reject[1], rows[i]);
      EXPECT_EQ(reject[2], ids[i]);
      EXPECT_EQ(reject[3], columns[i]);
      EXPECT_EQ(reject[4], "workbook.merged_cells");
      EXPECT_EQ(reject[5], values[i]);
      EXPECT_THAT(reject[6], HasSubstr(i < 2 ? "数据!E3:E4" : "数据!G6:H6"));
      EXPECT_THAT(reject[7], HasSubstr(i < 2 ? "数据!E3:E4" : "数据!G6:H6"));
      EXPECT_THAT(reject[7], HasSubstr("请取消合并"));
    }
  }
}

TEST(BatchWorkbookTest, MergedIdsOfLongTablesRejectTheirEnterprise) {
  const BatchFolder folder;
  Table table = {{"enterprise_id", "weight_set", "条款编号", "判定"}};
  for (const char* id : {"甲", "乙"}) {
    for (const ModelRequirement& item : Model().requirements) {
      table.push_back({id, "discrete", item.id, "fully"});
    }
  }
  for (size_t r = 2; r < 209; ++r) table[r][0] = "";
  const std::string book =
      folder.Write("m.xlsx", TableBook(table, Merged({"A2:A209"})));
  const std::string out = folder.File("o.csv");
  const ProcessResult result = Batch({book, "-o", out});
  EXPECT_EQ(result.exit_code, 65);
  const auto rows = ById(ReadCsvFile(out));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows.at("乙").at("level"), "5");
  const Table rejects = ReadCsvFile(out + ".rejects.csv");
  ASSERT_GE(rejects.size(), 3u);
  EXPECT_LE(rejects.size(), 5u);  // not one for every row of it
  EXPECT_EQ(rejects[1][2], "甲");
  EXPECT_EQ(rejects[1][4], "workbook.merged_cells");
  EXPECT_EQ(rejects[1][5], "甲");
}

TEST(BatchWorkbookTest, AMergedTemplateIsARejectAmongOthers) {
  const BatchFolder folder;
  const std::string in = folder.File("in");
  std::filesystem::create_directory(in);
  const std::string sound = ReadFile(SourcePath(kSaved));
  folder.Write("in/a-sound.xlsx", sound);
  folder.Write("in/b-merged.xlsx",
               Zip(WorkbookParts({{"问卷",
                                   TextRows({{"条款编号", "评价", "说明"},
                                             {"data.1.a", "全部满足", ""},
                                             {"data.1.b", "", ""}}),
                                   Merged({"B2:B3"})}})));
  const std::string out = folder.File("out.csv");
  const ProcessResult result = Batch({in, "-o", out});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("2 rows, 1 scored, 1 rejected"));
  // What the merged cells cover is open all the same, and told at once.
  EXPECT_THAT(RejectsOf(out),
              ::testing::ElementsAre("1 b-merged 问卷!B2 workbook.merged_cells",
                                     "1 b-merged 问卷!B3 answer.missing"));
}

TEST(BatchWorkbookTest, AFilledInCsvTemplateScores) {
  const BatchFolder folder;
  const std::string path = folder.File("t.csv");
  ASSERT_EQ(
      RunCmmm({"template", "--weights", "discrete", "--lang", "zh", "-o", path})
          .exit_code,
      0);
  Table table = ReadCsvFile(path);
  for (size_t r = 1; r < table.size(); ++r) {
    table[r].resize(table[0].size());
    table[r][9] = "全部满足";
  }
  folder.Write("f.csv", ToCsv(table));
  const ProcessResult result =
      Batch({folder.File("f.csv"), "-o", folder.File("o.csv")});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const auto rows = ById(ReadCsvFile(folder.File("o.csv")));
  EXPECT_EQ(rows.at("企业1").at("level"), "5");
  EXPECT_EQ(rows.at("企业1").count("条款内容"), 0u);
}

TEST(BatchWorkbookTest, AnEmptyFolderAndAMissingFile) {
  const BatchFolder folder;
  EXPECT_EQ(Batch({folder.path(), "-o", folder.File("o.csv")}).exit_code, 64);
  EXPECT_EQ(
      Batch({folder.File("no.xlsx"), "-o", folder.File("o.csv")}).exit_code,
      66);
}

}  // namespace
}  // namespace cmmm::test
