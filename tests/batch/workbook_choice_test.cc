// Which sheets of which files `cmmm batch` reads, and what it says of the rest.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"
#include "tests/excel/make_workbook.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kSoundBook[] = "tests/excel/files/saved-by-libreoffice-7.4.xlsx";

ProcessResult RunBatch(const std::vector<std::string>& args) {
  std::vector<std::string> all = {"batch"};
  all.insert(all.end(), args.begin(), args.end());
  return RunCmmm(all);
}

// One enterprise with the same grade everywhere, wide.
Table OneRow(const std::string& id, const std::string& grade) {
  Table table = {{"企业编号", "权重集"}, {id, "discrete"}};
  for (const ModelRequirement& item : Model().requirements) {
    table[0].push_back(item.id);
    table[1].push_back(grade);
  }
  return table;
}

// The workbook with the sheet of that number, from 0, hidden.
std::string WithHidden(const std::string& bytes, int sheet,
                       const std::string& how = "hidden") {
  const std::string id = absl::StrCat("sheetId=\"", sheet + 1, "\"");
  return WithPartReplaced(bytes, "xl/workbook.xml", id,
                          absl::StrCat(id, " state=\"", how, "\""));
}

class WorkbookChoiceTest : public ::testing::Test {
 protected:
  // Scores the workbook; the results by id.
  std::map<std::string, std::map<std::string, std::string>> Score(
      const std::string& bytes) {
    const std::string book = folder_.Write("a.xlsx", bytes);
    result_ = RunBatch({book, "-o", folder_.File("o.csv"), "--force"});
    return ById(ReadCsvFile(folder_.File("o.csv")));
  }

  BatchFolder folder_;
  ProcessResult result_;
};

TEST_F(WorkbookChoiceTest, AShownTableGoesBeforeAHiddenOne) {
  const std::string book =
      Zip(WorkbookParts({{"2023旧", TextRows(OneRow("A", "not")), ""},
                         {"2024", TextRows(OneRow("A", "fully")), ""}}));
  for (const char* how : {"hidden", "veryHidden"}) {
    const auto rows = Score(WithHidden(book, 0, how));
    EXPECT_EQ(result_.exit_code, 0) << result_.err;
    EXPECT_EQ(rows.at("A").at("level"), "5");
    EXPECT_THAT(result_.err, HasSubstr("2023旧: workbook.sheet_not_read"));
  }
}

TEST_F(WorkbookChoiceTest, ASecondTableIsNamed) {
  const auto rows =
      Score(Zip(WorkbookParts({{"甲表", TextRows(OneRow("A", "fully")), ""},
                               {"乙表", TextRows(OneRow("B", "not")), ""}})));
  EXPECT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows.at("A").at("level"), "5");
  EXPECT_THAT(result_.err, HasSubstr("乙表: workbook.sheet_not_read"));
}

TEST_F(WorkbookChoiceTest, TheOnlyTableIsReadThoughItIsHidden) {
  const auto rows = Score(WithHidden(
      Zip(WorkbookParts({{"数据", TextRows(OneRow("A", "fully")), ""},
                         {"说明", TextRows({{"x"}}), ""}})),
      0));
  EXPECT_EQ(rows.at("A").at("level"), "5");
  EXPECT_THAT(result_.err, HasSubstr("数据: workbook.hidden_sheet"));
}

TEST_F(WorkbookChoiceTest, AHiddenTableIsNotReadForAShownQuestionnaire) {
  Table questions = {{"cmmm.weights", "", "discrete"}, {"条款编号", "评价"}};
  for (const ModelRequirement& item : Model().requirements) {
    questions.push_back({item.id, "全部满足"});
  }
  const auto rows = Score(
      WithHidden(Zip(WorkbookParts({{"旧", TextRows(OneRow("A", "not")), ""},
                                    {"问卷", TextRows(questions), ""}})),
                 0));
  ASSERT_EQ(rows.count("a"), 1u) << result_.err;
  EXPECT_EQ(rows.at("a").at("level"), "5");
  EXPECT_THAT(result_.err, HasSubstr("旧: workbook.sheet_not_read"));
}

TEST_F(WorkbookChoiceTest, AListOfEnterprisesIsNoTableOfAnswers) {
  const std::string list =
      TextRows({{"企业编号", "企业名称", "等级"}, {"A", "甲", "二级"}});
  const auto rows = Score(Zip(WorkbookParts(
      {{"汇总", list, ""}, {"明细", TextRows(OneRow("A", "fully")), ""}})));
  EXPECT_EQ(result_.exit_code, 0) << result_.err;
  EXPECT_EQ(rows.at("A").at("level"), "5");
}

TEST_F(WorkbookChoiceTest, ATemplateMayHaveAListOfEnterprises) {
  Table questions = {{"cmmm.weights", "", "discrete"}, {"条款编号", "评价"}};
  for (const ModelRequirement& item : Model().requirements) {
    questions.push_back({item.id, "全部满足"});
  }
  const std::string bytes =
      Zip(WorkbookParts({{"问卷", TextRows(questions), ""},
                         {"关联", TextRows({{"企业编号"}, {"X"}}), ""}}));
  EXPECT_EQ(Score(bytes).at("a").at("level"), "5");
  const std::string book = folder_.File("a.xlsx");
  EXPECT_EQ(RunCmmm({"score", book}).exit_code, 0);
  EXPECT_EQ(RunCmmm({"report", book, "-o", folder_.File("r.html")}).exit_code,
            0);
}

TEST_F(WorkbookChoiceTest, AHeaderThatIsWrongStopsNoOtherWorkbook) {
  const std::string in = folder_.File("in");
  std::filesystem::create_directory(in);
  folder_.Write("in/a.xlsx", ReadFile(SourcePath(kSoundBook)));
  folder_.Write(
      "in/b.xlsx",
      Zip(WorkbookParts({{"表",
                          TextRows({{""},
                                    {"企业编号", "data.1.a", "data.9.z"},
                                    {"A", "fully", "fully"}}),
                          ""}})));
  folder_.Write("in/c.xlsx", ReadFile(SourcePath(kSoundBook)));
  const std::string out = folder_.File("out.csv");
  const ProcessResult result = RunBatch({in, "-o", out});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("3 rows, 2 scored, 1 rejected"));
  const Table rejects = ReadCsvFile(out + ".rejects.csv");
  ASSERT_EQ(rejects.size(), 2u);
  EXPECT_EQ(rejects[1][2], "b");
  EXPECT_EQ(rejects[1][3], "表!2");
  EXPECT_EQ(rejects[1][4], "header.unknown_requirement");
}

TEST_F(WorkbookChoiceTest, WhatAFolderHasBesidesIsNamed) {
  const std::string in = folder_.File("in");
  std::filesystem::create_directories(in + "/older");
  folder_.Write("in/a.xlsx", ReadFile(SourcePath(kSoundBook)));
  folder_.Write("in/b.xls", "<html><table><tr><td>1</td></tr></table></html>");
  folder_.Write("in/c.et", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old");
  folder_.Write("in/d.csv", "enterprise_id\n");
  folder_.Write("in/older/e.xlsx", "x");
  folder_.Write("in/._a.xlsx", "of a Mac");
  folder_.Write("in/.~a.xlsx", "of WPS");
  const std::string out = folder_.File("out.csv");
  const ProcessResult result = RunBatch({in, "-o", out});
  EXPECT_THAT(result.err, HasSubstr("3 rows, 1 scored, 2 rejected"));
  EXPECT_THAT(result.err, HasSubstr("in/d.csv"));
  EXPECT_THAT(result.err, HasSubstr("in/older/"));
  EXPECT_THAT(result.err, Not(HasSubstr("._a")));
  const Table rejects = ReadCsvFile(out + ".rejects.csv");
  ASSERT_EQ(rejects.size(), 3u);
  EXPECT_EQ(rejects[1][4], "workbook.not_xlsx");
  EXPECT_EQ(rejects[1][5], "HTML");
  EXPECT_EQ(rejects[2][4], "workbook.old_xls");
}

}  // namespace
}  // namespace cmmm::test
