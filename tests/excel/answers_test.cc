// Filled-in workbooks as requests: what is understood, and what is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/describe_model.h"
#include "excel/collect_answers.h"
#include "excel/interpret_answers.h"
#include "excel/xlsx_workbook.h"
#include "tests/excel/make_workbook.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const v1::GetModelResponse& Model() {
  static const auto* model = [] {
    auto* response = new v1::GetModelResponse;
    EXPECT_FALSE(DescribeModel(RealCatalog(), {}, response).has_value());
    return response;
  }();
  return *model;
}

// As by --model, where `named` is the edition that the workbook names.
Outcome<excel::WorkbookAssessment> Read(
    const std::string& bytes, const v1::GetModelResponse& model = Model(),
    const v1::GetModelResponse* named = nullptr) {
  auto workbook = excel::XlsxWorkbook::Open(bytes);
  if (!workbook.ok()) return workbook.refusal();
  const auto written = excel::CollectAnswers(&workbook.value());
  if (!written.ok()) return written.refusal();
  return excel::InterpretAnswers(written.value(), model, named);
}

// `place: rule_id` of what is told and not refused.
std::vector<std::string> NoticesOf(const std::string& bytes) {
  const auto assessment = Read(bytes);
  std::vector<std::string> notices;
  if (!assessment.ok()) {
    ADD_FAILURE() << ToString(assessment.refusal().violations.listed().at(0));
    return notices;
  }
  for (const Violation& notice : assessment.value().notices.listed()) {
    notices.push_back(absl::StrCat(notice.field_path, ": ", notice.rule_id));
  }
  return notices;
}

v1::ScoreRequest RequestOf(const std::string& bytes) {
  const auto assessment = Read(bytes);
  if (!assessment.ok()) {
    ADD_FAILURE() << ToString(assessment.refusal().violations.listed().at(0));
    return {};
  }
  return assessment.value().request;
}

// `place: rule_id` of everything that is wrong.
std::vector<std::string> FaultsOf(const std::string& bytes,
                                  const v1::GetModelResponse& model = Model(),
                                  const v1::GetModelResponse* named = nullptr) {
  const auto assessment = Read(bytes, model, named);
  std::vector<std::string> faults;
  if (assessment.ok()) return faults;
  EXPECT_EQ(assessment.refusal().reason, "INVALID_WORKBOOK");
  for (const Violation& violation : assessment.refusal().violations.listed()) {
    faults.push_back(
        absl::StrCat(violation.field_path, ": ", violation.rule_id));
  }
  return faults;
}

// The grade that `data.1.a` has when its grade cell is that XML.
std::string CellSheet(const std::string& cell) {
  const std::string row = absl::StrCat(
      TextRows({{"条款编号", "评价"}}),
      "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>data.1.a</t></is></c>",
      cell, "</row>");
  return Zip(WorkbookParts({{"表", row, ""}}, "",
                           "<cellXfs><xf numFmtId=\"0\"/>"
                           "<xf numFmtId=\"14\"/><xf numFmtId=\"20\"/>"
                           "</cellXfs>"));
}
v1::Grade GradeOfCell(const std::string& cell) {
  const v1::ScoreRequest request = RequestOf(CellSheet(cell));
  if (request.list().answers_size() != 1) return v1::GRADE_UNSPECIFIED;
  return request.list().answers(0).grade();
}
v1::Grade GradeOf(const std::string& word) {
  const v1::ScoreRequest request =
      RequestOf(AnswerWorkbook({{"data.1.a", word}}));
  if (request.list().answers_size() != 1) return v1::GRADE_UNSPECIFIED;
  return request.list().answers(0).grade();
}

TEST(AnswersTest, GradesInEverySpelling) {
  for (const char* word :
       {"全部满足", " 全部满足 ", "全部满足　", "fully satisfied",
        "FULLY  Satisfied", "fully", "GRADE_FULLY", "1", "1.0", "１", "１．０",
        "100%", "100％", "ｆｕｌｌｙ"}) {
    EXPECT_EQ(GradeOf(word), v1::GRADE_FULLY) << word;
  }
  // What nobody sees.
  for (const char* word :
       {"全部满足\xE2\x80\x8E", "全\xE2\x80\x8D部满足", "\xEF\xBB\xBF全部满足",
        "全部\xE2\x80\x8B满足", "全部\xC2\xAD满足", "\xE2\x81\xA0全部满足",
        "\xE2\x80\x89全部满足"}) {
    EXPECT_EQ(GradeOf(word), v1::GRADE_FULLY) << word;
  }
  for (const char* word : {"大部分满足", "mostly satisfied", "0.8", ".8",
                           "０.８", "80%", "\n0.8\t"}) {
    EXPECT_EQ(GradeOf(word), v1::GRADE_MOSTLY) << word;
  }
  EXPECT_EQ(GradeOf("部分满足"), v1::GRADE_PARTLY);
  EXPECT_EQ(GradeOf("0.50"), v1::GRADE_PARTLY);
  EXPECT_EQ(GradeOf("不满足"), v1::GRADE_NOT);
  EXPECT_EQ(GradeOf("0"), v1::GRADE_NOT);
  EXPECT_EQ(GradeOf("not satisfied"), v1::GRADE_NOT);
}

TEST(AnswersTest, GradesAsNumbersAndFormulas) {
  EXPECT_EQ(GradeOfCell("<c r=\"B2\"><v>1</v></c>"), v1::GRADE_FULLY);
  EXPECT_EQ(GradeOfCell("<c r=\"B2\"><v>0.80000000000000004</v></c>"),
            v1::GRADE_MOSTLY);
  EXPECT_EQ(GradeOfCell("<c r=\"B2\"><v>0.5</v></c>"), v1::GRADE_PARTLY);
  EXPECT_EQ(GradeOfCell("<c r=\"B2\"><v>0</v></c>"), v1::GRADE_NOT);
  EXPECT_EQ(GradeOfCell("<c r=\"B2\" t=\"str\"><f>X1</f><v>全部满足</v></c>"),
            v1::GRADE_FULLY);
  EXPECT_EQ(GradeOfCell("<c r=\"B2\"><f>1-0.2</f><v>0.8</v></c>"),
            v1::GRADE_MOSTLY);
}

TEST(AnswersTest, AnEmptyGradeIsAnOpenQuestion) {
  for (const char* cell :
       {"", "<c r=\"B2\"/>", "<c r=\"B2\" t=\"str\"><f>X1</f><v></v></c>",
        "<c r=\"B2\" t=\"inlineStr\"><is><t>  　</t></is></c>"}) {
    const v1::ScoreRequest request = RequestOf(CellSheet(cell));
    ASSERT_EQ(request.list().answers_size(), 1) << cell;
    EXPECT_EQ(request.list().answers(0).value_case(), v1::Answer::VALUE_NOT_SET)
        << cell;
  }
}

// A person sees `19:12`, and looks for that.
TEST(AnswersTest, AScoreShownAsATimeIsNamedAsItIsSeen) {
  const auto assessment = Read(CellSheet("<c r=\"B2\" s=\"2\"><v>0.8</v></c>"));
  ASSERT_FALSE(assessment.ok());
  const Violation& found = assessment.refusal().violations.listed().at(0);
  EXPECT_EQ(found.rule_id, "workbook.date_as_grade");
  EXPECT_EQ(found.value, "19:12");
  EXPECT_THAT(found.message, ::testing::HasSubstr("the number 0.8"));
}

TEST(AnswersTest, MergedRowsBelowTheQuestionsDoNoHarm) {
  const auto with_merged = [](const char* range) {
    return Zip(WorkbookParts(
        {{"表", TextRows({{"条款编号", "评价"}, {"data.1.a", "全部满足"}}),
          absl::StrCat("<mergeCells><mergeCell ref=\"", range,
                       "\"/></mergeCells>")}}));
  };
  EXPECT_THAT(FaultsOf(with_merged("200:201")), IsEmpty());
  EXPECT_THAT(FaultsOf(with_merged("2:3")),
              ElementsAre("表!A2: workbook.merged_cells"));
}

TEST(AnswersTest, WhatIsNoGrade) {
  const auto fault = [](const std::string& cell) {
    return FaultsOf(CellSheet(cell));
  };
  EXPECT_THAT(fault("<c r=\"B2\"><v>0.9</v></c>"),
              ElementsAre("表!B2: workbook.unknown_grade"));
  EXPECT_THAT(fault("<c r=\"B2\"><v>80</v></c>"),
              ElementsAre("表!B2: workbook.unknown_grade"));
  EXPECT_THAT(fault("<c r=\"B2\" t=\"b\"><v>1</v></c>"),
              ElementsAre("表!B2: workbook.unknown_grade"));
  EXPECT_THAT(fault("<c r=\"B2\" s=\"1\"><v>45443</v></c>"),
              ElementsAre("表!B2: workbook.date_as_grade"));
  EXPECT_THAT(fault("<c r=\"B2\" s=\"1\"><v>0.8</v></c>"),
              ElementsAre("表!B2: workbook.date_as_grade"));
  EXPECT_THAT(fault("<c r=\"B2\" t=\"e\"><v>#N/A</v></c>"),
              ElementsAre("表!B2: workbook.error_value"));
  EXPECT_THAT(fault("<c r=\"B2\"><f>X1</f></c>"),
              ElementsAre("表!B2: workbook.formula_without_value"));
  for (const char* word :
       {"满足", "优", "好", "0.8.1", "%", "8e-1", "-1", "是"}) {
    EXPECT_THAT(FaultsOf(AnswerWorkbook({{"data.1.a", word}})),
                ElementsAre("问卷!B2: workbook.unknown_grade"))
        << word;
  }
}

TEST(AnswersTest, NotApplicableNeedsPermissionAndAReason) {
  std::string open;
  for (const auto& item : RealDefinition().requirements()) {
    if (item.may_be_not_applicable()) open = item.id();
  }
  for (const char* word : {"不适用", "N/A", "Not Applicable", "ｎａ"}) {
    const v1::ScoreRequest request =
        RequestOf(AnswerWorkbook({{open, word, " 没有这项业务 "}}));
    ASSERT_EQ(request.list().answers_size(), 1) << word;
    EXPECT_EQ(request.list().answers(0).not_applicable().reason(),
              "没有这项业务");
  }
  EXPECT_THAT(
      FaultsOf(AnswerWorkbook({{open, "不适用"}, {open, "不适用", " "}})),
      ElementsAre("问卷!B2: workbook.reason_missing",
                  "问卷!A3: workbook.duplicate_requirement"));
  EXPECT_THAT(FaultsOf(AnswerWorkbook({{"data.1.a", "不适用", "因为"}})),
              ElementsAre("问卷!B2: workbook.not_applicable_refused"));
  std::string longest;
  for (int i = 0; i < 1000; ++i) longest += "长";
  EXPECT_THAT(FaultsOf(AnswerWorkbook({{open, "不适用", longest}})), IsEmpty());
  EXPECT_THAT(FaultsOf(AnswerWorkbook({{open, "不适用", longest + "长"}})),
              ElementsAre("问卷!C2: workbook.reason_too_long"));
}

TEST(AnswersTest, EveryFaultAtOnceByItsCell) {
  EXPECT_THAT(FaultsOf(AnswerWorkbook({{"data.1.a", "全部满足"},
                                       {"data.1.z", "全部满足"},
                                       {"", "全部满足"},
                                       {"", ""},
                                       {"data.1.a", "不满足"},
                                       {"data.1.b", "差"}})),
              ElementsAre("问卷!A3: workbook.unknown_requirement",
                          "问卷!B4: workbook.id_missing",
                          "问卷!A6: workbook.duplicate_requirement",
                          "问卷!B7: workbook.unknown_grade"));
}

TEST(AnswersTest, SheetsAreKnownByTheirTitles) {
  // Columns in another order, below other rows, in English, beside a sheet
  // without questions.
  const std::string rows = TextRows({{"某某公司"},
                                     {"Note", "x", "GRADE (choose)", "ID"},
                                     {"n", "", "mostly satisfied", "data.1.a"},
                                     {"n", "", "", "data.1.b"}});
  const v1::ScoreRequest request = RequestOf(Zip(WorkbookParts(
      {{"目录", TextRows({{"编号", "名称"}}), ""}, {"Sheet9", rows, ""}})));
  ASSERT_EQ(request.list().answers_size(), 2);
  EXPECT_EQ(request.list().answers(0).grade(), v1::GRADE_MOSTLY);
  EXPECT_EQ(request.list().answers(1).requirement_id(), "data.1.b");
}

TEST(AnswersTest, WithoutQuestions) {
  const auto outcome =
      Read(Zip(WorkbookParts({{"封面", TextRows({{"编号", "名称"}}), ""}})));
  ASSERT_FALSE(outcome.ok());
  const Violation& fault = outcome.refusal().violations.listed().at(0);
  EXPECT_EQ(fault.rule_id, "workbook.no_questions");
  EXPECT_THAT(fault.message, HasSubstr("封面"));
}

TEST(AnswersTest, MergedCells) {
  const auto merged = [](const std::string& range) {
    return FaultsOf(Zip(WorkbookParts(
        {{"表", TextRows({{"条款编号", "评价", "说明"}, {"data.1.a", "1"}}),
          "<mergeCells><mergeCell ref=\"" + range + "\"/></mergeCells>"}})));
  };
  EXPECT_THAT(merged("B2:B3"), ElementsAre("表!B2: workbook.merged_cells"));
  EXPECT_THAT(merged("A2:A3"), ElementsAre("表!A2: workbook.merged_cells"));
  EXPECT_THAT(merged("A2:C2"), ElementsAre("表!A2: workbook.merged_cells"));
  EXPECT_THAT(merged("A1:B1"), IsEmpty());  // of titles
  EXPECT_THAT(merged("C2:C9"), IsEmpty());  // of notes
}

TEST(AnswersTest, AMergedCellHidesNothing) {
  EXPECT_THAT(
      FaultsOf(Zip(WorkbookParts(
          {{"表",
            TextRows({{"条款编号", "评价"}, {"data.1.a", "差"}, {"x", "1"}}),
            "<mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells>"}}))),
      ElementsAre("表!B2: workbook.merged_cells",
                  "表!B2: workbook.unknown_grade",
                  "表!A3: workbook.unknown_requirement"));
}

TEST(AnswersTest, TitlesBrokenIntoLines) {
  const v1::ScoreRequest request = RequestOf(Zip(WorkbookParts(
      {{"表",
        TextRows({{"条款\n编号", "评 价\n（下拉选择）"}, {"data.1.a", "1"}}),
        ""}})));
  ASSERT_EQ(request.list().answers_size(), 1);
  EXPECT_EQ(request.list().answers(0).grade(), v1::GRADE_FULLY);
}

// A sheet whose title of grades was renamed is not open questions.
TEST(AnswersTest, AnswersWithoutTheirTitleAreRefused) {
  const auto with = [](const std::vector<std::vector<std::string>>& rows) {
    return Zip(WorkbookParts(
        {{"一", TextRows({{"编号", "评价"}, {"data.1.a", "1"}}), ""},
         {"二", TextRows(rows), ""}}));
  };
  EXPECT_THAT(FaultsOf(with({{"条款编号", "企业自评"},
                             {"data.1.b", ""},
                             {"data.2.a", "全部满足"},
                             {"data.2.b", "0.8"}})),
              ElementsAre("二!A3: workbook.no_grade_column"));
  EXPECT_THAT(FaultsOf(with({{"data.2.b", "x", "80%"}})),
              ElementsAre("二!A1: workbook.no_grade_column"));
  // What is answered elsewhere, or has no grade, is only told.
  for (const auto& row : {std::vector<std::string>{"data.1.a", "全部满足"},
                          std::vector<std::string>{"data.2.a", "张三负责"}}) {
    EXPECT_THAT(NoticesOf(with({row})),
                ElementsAre("二: workbook.sheet_not_read",
                            "一!A2: workbook.statements_not_compared"));
  }
  EXPECT_THAT(NoticesOf(with({{"张三", "全部满足"}})),
              ElementsAre("一!A2: workbook.statements_not_compared"));
}

TEST(AnswersTest, HiddenSheetsWithAnswersAreTold) {
  EXPECT_THAT(NoticesOf(WithPartReplaced(AnswerWorkbook({{"data.1.a", "1"}}),
                                         "xl/workbook.xml", "name=\"问卷\"",
                                         "name=\"问卷\" state=\"hidden\"")),
              ElementsAre("问卷: workbook.hidden_sheet",
                          "问卷!A2: workbook.statements_not_compared"));
}

const v1::LocalizedText& StatementOf(const std::string& id) {
  for (const auto& item : Model().definition().requirements()) {
    if (item.id() == id) return item.statement();
  }
  ADD_FAILURE() << id;
  return v1::LocalizedText::default_instance();
}

std::string WithStatement(const std::string& statement,
                          const std::string& digest = "") {
  return Zip(WorkbookParts(
      {{"问卷",
        TextRows({{"编号", "条款内容", "评价"}, {"data.1.a", statement, "1"}}),
        ""},
       {"说明", TextRows({{"cmmm.digest", "", digest}}), ""}}));
}

// Rows that were sorted without their ids.
TEST(AnswersTest, TheStatementBesideAnIdIsItsOwn) {
  const v1::LocalizedText& own = StatementOf("data.1.a");
  const v1::LocalizedText& other = StatementOf("data.2.a");
  const std::string digest = Model().model().digest();
  for (const std::string& text :
       {own.zh(), own.en(), " " + own.zh() + "\n", std::string("　")}) {
    EXPECT_THAT(FaultsOf(WithStatement(text, digest)), IsEmpty()) << text;
  }
  std::string spaced = own.en();
  spaced.insert(spaced.find(' '), "\n ");
  EXPECT_THAT(FaultsOf(WithStatement(spaced, digest)), IsEmpty());
  for (const std::string& edition :
       {digest, std::string(64, 'a'), std::string()}) {
    for (const std::string& text : {other.zh(), other.en()}) {
      EXPECT_THAT(FaultsOf(WithStatement(text, edition)),
                  ElementsAre("问卷!B2: workbook.statement_mismatch"));
    }
  }
  // One that is nobody's is a fault where the very same model asked.
  EXPECT_THAT(FaultsOf(WithStatement("别的话", digest)),
              ElementsAre("问卷!B2: workbook.statement_mismatch"));
  EXPECT_THAT(FaultsOf(WithStatement("别的话", std::string(64, 'a'))),
              IsEmpty());
  EXPECT_THAT(FaultsOf(WithStatement("别的话")), IsEmpty());
}

TEST(AnswersTest, AMismatchShowsBothTexts) {
  const std::string other = StatementOf("data.2.a").zh();
  const auto outcome = Read(WithStatement(other));
  ASSERT_FALSE(outcome.ok());
  const Violation& fault = outcome.refusal().violations.listed().at(0);
  EXPECT_THAT(fault.message, HasSubstr(other));
  EXPECT_THAT(fault.message, HasSubstr(StatementOf("data.1.a").zh()));
  EXPECT_THAT(fault.message, HasSubstr("data.2.a"));
}

// A sheet with these titles beside 编号 and 评价, and two rows that have these
// texts below them.
std::string WithColumns(const std::vector<std::string>& titles,
                        const std::vector<std::string>& first,
                        const std::vector<std::string>& second) {
  std::vector<std::vector<std::string>> rows = {
      {"编号", "评价"}, {"data.1.a", "1"}, {"data.2.a", "1"}};
  const std::vector<std::vector<std::string>> more = {titles, first, second};
  for (size_t i = 0; i < rows.size(); ++i) {
    rows[i].insert(rows[i].end(), more[i].begin(), more[i].end());
  }
  return Zip(WorkbookParts({{"问卷", TextRows(rows), ""}}));
}

// Statements are known by themselves, whatever their title.
TEST(AnswersTest, ARenamedColumnOfStatementsIsCompared) {
  const v1::LocalizedText& one = StatementOf("data.1.a");
  const v1::LocalizedText& two = StatementOf("data.2.a");
  for (const char* title : {"内容", "条款内容", "", "x"}) {
    EXPECT_THAT(NoticesOf(WithColumns({title}, {one.zh()}, {two.en()})),
                IsEmpty())
        << title;
    EXPECT_THAT(FaultsOf(WithColumns({title}, {two.zh()}, {one.en()})),
                ElementsAre("问卷!C2: workbook.statement_mismatch",
                            "问卷!C3: workbook.statement_mismatch"))
        << title;
  }
}

TEST(AnswersTest, EveryColumnOfStatementsIsCompared) {
  const std::string one = StatementOf("data.1.a").zh();
  const std::string two = StatementOf("data.2.a").zh();
  for (const char* title : {"条款要求", "第二列"}) {
    EXPECT_THAT(
        FaultsOf(WithColumns({"条款内容", title}, {one, two}, {two, one})),
        ElementsAre("问卷!D2: workbook.statement_mismatch",
                    "问卷!D3: workbook.statement_mismatch"))
        << title;
  }
}

// Ids of related requirements, and a text among others, are no statements.
TEST(AnswersTest, ColumnsOfOtherThingsAreNoStatements) {
  const std::string two = StatementOf("data.2.a").zh();
  EXPECT_THAT(NoticesOf(WithColumns({"前置条款"}, {"data.2.a"}, {"数据 1-a"})),
              ElementsAre("问卷!A2: workbook.statements_not_compared",
                          "问卷!C1: workbook.column_not_read"));
  EXPECT_THAT(NoticesOf(WithColumns({"想法"}, {two}, {"再议"})),
              ElementsAre("问卷!A2: workbook.statements_not_compared",
                          "问卷!C1: workbook.column_not_read"));
}

TEST(AnswersTest, IdsWithoutStatementsAreCounted) {
  const std::string one = StatementOf("data.1.a").zh();
  const auto assessment =
      Read(WithColumns({"条款内容", "等级"}, {one, "一级"}, {"改写过的", "x"}));
  ASSERT_TRUE(assessment.ok());
  ASSERT_EQ(assessment.value().notices.total(), 1u);
  const Violation& notice = assessment.value().notices.listed()[0];
  EXPECT_EQ(notice.rule_id, "workbook.statements_not_compared");
  EXPECT_EQ(notice.field_path, "问卷!A3");
  EXPECT_THAT(notice.message, HasSubstr("1 ids"));
}

TEST(AnswersTest, ColumnsThatAreNotReadAreNamed) {
  const std::string one = StatementOf("data.1.a").zh();
  const std::string two = StatementOf("data.2.a").zh();
  const auto assessment = Read(WithColumns({"条款内容", "说明二", "", "空列"},
                                           {one, "没有读", "7"}, {two}));
  ASSERT_TRUE(assessment.ok());
  ASSERT_EQ(assessment.value().notices.total(), 1u);
  const Violation& notice = assessment.value().notices.listed()[0];
  EXPECT_EQ(notice.rule_id, "workbook.column_not_read");
  EXPECT_EQ(notice.field_path, "问卷!D1");
  EXPECT_THAT(notice.message, ::testing::EndsWith(": 说明二, 问卷!E1"));
}

// The row is the other's, in every way in which a requirement is named.
TEST(AnswersTest, RequirementsByTheirShortNames) {
  const v1::ScoreRequest request = RequestOf(AnswerWorkbook(
      {{"数据 1-a", "1"}, {"Data 2-a", "0.8"}, {"ＤＡＴＡ．２．ｂ", "0.5"}}));
  ASSERT_EQ(request.list().answers_size(), 3);
  EXPECT_EQ(request.list().answers(0).requirement_id(), "data.1.a");
  EXPECT_EQ(request.list().answers(1).requirement_id(), "data.2.a");
  EXPECT_EQ(request.list().answers(2).requirement_id(), "data.2.b");
  EXPECT_THAT(FaultsOf(AnswerWorkbook({{"data.1.a", "1"}, {"数据 1-a", "1"}})),
              ElementsAre("问卷!A3: workbook.duplicate_requirement"));
  EXPECT_THAT(FaultsOf(AnswerWorkbook({{"数据 1-z", "1"}})),
              ElementsAre("问卷!A2: workbook.unknown_requirement"));
}

v1::GetModelResponse Edition(const std::string& version) {
  v1::GetModelRequest request;
  request.mutable_model()->set_id(Model().model().id());
  request.mutable_model()->set_version(version);
  v1::GetModelResponse response;
  EXPECT_FALSE(DescribeModel(RealCatalog(), request, &response).has_value());
  return response;
}

std::string StatementIn(const v1::GetModelResponse& model,
                        const std::string& id) {
  for (const auto& item : model.definition().requirements()) {
    if (item.id() == id) return item.statement().zh();
  }
  ADD_FAILURE() << id;
  return "";
}

// Scored by another edition, a row is compared with the one it was made for.
TEST(AnswersTest, RowsAreComparedWithTheEditionThatTheyName) {
  const v1::GetModelResponse old = Edition("2020.1");
  std::vector<std::string> reworded;
  for (const auto& item : old.definition().requirements()) {
    if (item.statement().zh() != StatementOf(item.id()).zh()) {
      reworded.push_back(item.id());
    }
  }
  ASSERT_GE(reworded.size(), 2u);
  const auto book = [&](const std::string& first, const std::string& second) {
    return Zip(WorkbookParts(
        {{"问卷",
          TextRows({{"编号", "条款内容", "评价"},
                    {reworded[0], StatementIn(old, first), "1"},
                    {reworded[1], StatementIn(old, second), "0"}}),
          ""},
         {"说明", TextRows({{"cmmm.version", "", "2020.1"}}), ""}}));
  };
  const auto sound = Read(book(reworded[0], reworded[1]), Model(), &old);
  ASSERT_TRUE(sound.ok());
  ASSERT_EQ(sound.value().notices.total(), 1u);
  EXPECT_EQ(sound.value().notices.listed()[0].rule_id, "workbook.other_model");
  EXPECT_EQ(sound.value().request.model().version(), Model().model().version());
  EXPECT_THAT(FaultsOf(book(reworded[1], reworded[0]), Model(), &old),
              ElementsAre("问卷!B2: workbook.statement_mismatch",
                          "问卷!B3: workbook.statement_mismatch"));
}

// An edition that has the statement under another id asks something else.
TEST(AnswersTest, IdsOfOtherRequirementsAreNotScored) {
  v1::GetModelResponse other = Edition("2020.1");
  auto* items = other.mutable_definition()->mutable_requirements();
  std::map<std::string, v1::RequirementDefinition*> by_id;
  for (auto& item : *items) by_id[item.id()] = &item;
  by_id.at("data.1.a")
      ->mutable_statement()
      ->Swap(by_id.at("data.2.a")->mutable_statement());
  by_id.at("data.2.b")->set_level(3);
  EXPECT_THAT(FaultsOf(AnswerWorkbook({{"data.1.a", "1"},
                                       {"data.2.a", "1"},
                                       {"data.2.b", "1"},
                                       {"data.2.c", "1"}}),
                       Model(), &other),
              ElementsAre("问卷!A2: workbook.other_requirement",
                          "问卷!A3: workbook.other_requirement",
                          "问卷!A4: workbook.other_requirement"));
}

TEST(AnswersTest, TwoColumnsOfOneMeaning) {
  EXPECT_THAT(FaultsOf(Zip(WorkbookParts(
                  {{"表", TextRows({{"编号", "自评", "评分"}}), ""}}))),
              ElementsAre("表!C1: workbook.duplicate_column"));
}

std::string WithFields(const std::vector<std::vector<std::string>>& fields) {
  return Zip(WorkbookParts(
      {{"问卷", TextRows({{"编号", "评价"}, {"data.1.a", "1"}}), ""},
       {"说明", TextRows(fields), ""}}));
}

TEST(AnswersTest, FieldsBecomeTheProfile) {
  const v1::ScoreRequest request = RequestOf(
      WithFields({{"", "cmmm.weights", "权重集", " Discrete "},
                  {"", "cmmm.excluded", "", "sales，logistics", "物流"},
                  {"", "cmmm.up_to", "", "３"},
                  {"", "cmmm.enterprise", "", "某公司"},
                  {"", "cmmm.date", "", "", "例如"}}));
  EXPECT_EQ(request.profile().weight_set(), "discrete");
  EXPECT_THAT(request.profile().excluded_domain_ids(),
              ElementsAre("sales", "logistics"));
  EXPECT_EQ(request.profile().assess_up_to_level(), 3);
  EXPECT_EQ(request.model().id(), Model().model().id());
}

TEST(AnswersTest, FieldsByName) {
  const auto& model = Model().definition();
  const v1::ScoreRequest request = RequestOf(
      WithFields({{"cmmm.weights", "", model.weight_sets(0).name().zh()},
                  {"cmmm.excluded", "", "物流、 Sales ；"}}));
  EXPECT_EQ(request.profile().weight_set(), model.weight_sets(0).id());
  ASSERT_GE(request.profile().excluded_domain_ids_size(), 2);
  EXPECT_EQ(request.profile().excluded_domain_ids(0), "logistics");
  EXPECT_EQ(request.profile().excluded_domain_ids(1), "sales");
}

TEST(AnswersTest, NoDomainLeftOutIsSaidInWords) {
  for (const char* none : {"无", "没有", "none", "-", "没有裁剪"}) {
    const v1::ScoreRequest request =
        RequestOf(WithFields({{"cmmm.excluded", "", none}}));
    EXPECT_EQ(request.profile().excluded_domain_ids_size(), 0) << none;
  }
  EXPECT_THAT(FaultsOf(WithFields({{"cmmm.excluded", "", "无；物流"}})),
              ElementsAre("说明!C1: workbook.field_value"));
}

TEST(AnswersTest, FieldsThatAreWrong) {
  EXPECT_THAT(FaultsOf(WithFields({{"cmmm.weights", "", "x"},
                                   {"cmmm.excluded", "", "y,sales,z"},
                                   {"cmmm.up_to", "", "9"}})),
              ElementsAre("说明!C1: workbook.field_value",
                          "说明!C2: workbook.field_value",
                          "说明!C2: workbook.field_value",
                          "说明!C3: workbook.field_value"));
  EXPECT_THAT(FaultsOf(WithFields({{"cmmm.excluded", "", "物流,Logistics"}})),
              ElementsAre("说明!C1: workbook.field_value"));
  EXPECT_THAT(FaultsOf(WithFields({{"cmmm.up_to", "", "很高"}})),
              ElementsAre("说明!C1: workbook.field_value"));
  EXPECT_THAT(FaultsOf(WithFields({{"cmmm.weights", "", "discrete"},
                                   {"cmmm.weights", "", "process"}})),
              ElementsAre("说明!C2: workbook.duplicate_field"));
}

TEST(AnswersTest, AnotherEditionOfTheModelIsTold) {
  const auto notices = [](const std::string& digest) {
    return NoticesOf(WithFields({{"cmmm.digest", "", digest}}));
  };
  EXPECT_THAT(notices(Model().model().digest()),
              ElementsAre("问卷!A2: workbook.statements_not_compared"));
  EXPECT_THAT(notices(std::string(64, 'a')),
              ElementsAre("说明!C1: workbook.other_model",
                          "问卷!A2: workbook.statements_not_compared"));
}

TEST(AnswersTest, MacrosAreToldAndNotLookedAt) {
  EXPECT_THAT(
      NoticesOf(WithPartReplaced(
          AnswerWorkbook({{"data.1.a", "1"}}), "xl/_rels/workbook.xml.rels",
          "</Relationships>",
          "<Relationship Id=\"m\" Type=\"http://schemas.microsoft.com/office/"
          "2006/relationships/vbaProject\" "
          "Target=\"vbaProject.bin\"/></Relationships>")),
      ElementsAre(": workbook.macros",
                  "问卷!A2: workbook.statements_not_compared"));
}

}  // namespace
}  // namespace cmmm::test
