// Lines about the assessment: by their keys, by their labels where people lost
// those, and never by a word in a sheet of somebody's own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "excel/collect_answers.h"
#include "excel/interpret_answers.h"
#include "excel/layout.h"
#include "excel/xlsx_workbook.h"
#include "tests/excel/make_workbook.h"
#include "tests/excel/template_files.h"
#include "texts/rule_texts.h"

namespace cmmm::test {
namespace {

using excel::Column;
using excel::Field;
using excel::FindColumn;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Rows = std::vector<std::vector<std::string>>;

// What a workbook says: of lines that were read, and `place: rule` of what is
// wrong with it and of what is told.
struct Said {
  v1::ScoreRequest request;
  excel::WrittenAssessment written;
  std::vector<std::string> faults;
  std::vector<std::string> notices;
};

std::vector<std::string> RulesOf(const Violations& violations) {
  std::vector<std::string> rules;
  for (const Violation& one : violations.listed()) {
    EXPECT_NE(texts::ChineseWords({"", one.rule_id, one.value, one.message, "",
                                   one.there_are_zh}),
              "");
    rules.push_back(absl::StrCat(one.field_path, ": ", one.rule_id));
  }
  return rules;
}

Said Read(const std::vector<MadeSheet>& sheets) {
  auto workbook = excel::XlsxWorkbook::Open(Zip(WorkbookParts(sheets)));
  auto written = excel::CollectAnswers(&workbook.value());
  if (!written.ok()) {
    ADD_FAILURE() << ToString(written.refusal().violations.listed().at(0));
    return {};
  }
  const auto read = excel::InterpretAnswers(written.value(), ShippedModel());
  Said said;
  if (read.ok()) {
    said.request = read.value().request;
    said.notices = RulesOf(read.value().notices);
  } else {
    said.faults = RulesOf(read.refusal().violations);
  }
  said.written = std::move(written.value());
  return said;
}

// A sheet of one open question beside those.
const MadeSheet& QuestionSheet() {
  static const auto* sheet = new MadeSheet{
      "问卷", TextRows({{"条款编号", "评价"}, {"data.1.a", ""}}), ""};
  return *sheet;
}

Said ReadLines(const Rows& rows) {
  return Read({{"说明", TextRows(rows), ""}, QuestionSheet()});
}

std::string TextIn(const Said& said, Field field) {
  return FieldText(said.written, field);
}

// The first sheet of a template, filled in, as texts, without its keys.
Rows LinesWithoutKeys(texts::Language language) {
  auto workbook = excel::XlsxWorkbook::Open(
      MakeTemplate({"discrete", "logistics", 3}, language));
  const auto sheet = workbook.value().OpenSheet(0);
  Rows rows;
  while (const excel::SheetRow* row = sheet->NextRow()) {
    rows.resize(static_cast<size_t>(row->number));
    for (const excel::Cell& cell : row->cells) {
      if (cell.column == 0) continue;
      rows.back().resize(static_cast<size_t>(cell.column));
      rows.back().back() = std::string(cell.text);
    }
    const Text label = excel::FieldLabel(Field::kRemarks);
    if (!rows.empty() && !rows.back().empty() &&
        (rows.back()[0] == label.zh || rows.back()[0] == label.en)) {
      rows.back().resize(2);
      rows.back()[1] = "没有密码";
    }
  }
  return rows;
}

TEST(FieldLinesTest, WithoutTheHiddenColumnTheyAreReadByTheirLabels) {
  for (const auto language : {texts::Language::kZh, texts::Language::kEn}) {
    const Said said = ReadLines(LinesWithoutKeys(language));
    EXPECT_THAT(said.faults, IsEmpty());
    EXPECT_EQ(said.request.profile().weight_set(), "discrete");
    EXPECT_THAT(said.request.profile().excluded_domain_ids(),
                ElementsAre("logistics"));
    EXPECT_EQ(said.request.profile().assess_up_to_level(), 3);
    EXPECT_EQ(said.request.info().remarks(), "没有密码");
    EXPECT_EQ(TextIn(said, Field::kModel), ShippedModel().model().id());
    EXPECT_EQ(TextIn(said, Field::kVersion), ShippedModel().model().version());
    EXPECT_EQ(TextIn(said, Field::kDigest), ShippedModel().model().digest());
    ASSERT_EQ(said.notices.size(), 1u);
    EXPECT_THAT(said.notices[0], HasSubstr("workbook.field_by_label"));
    EXPECT_EQ(said.written.field_places.size(), size_t{excel::kFieldCount});
  }
}

TEST(FieldLinesTest, AKeyThatWasClearedIsNoLoss) {
  const Said said = ReadLines({{"cmmm.enterprise", "企业名称", "甲公司"},
                               {"", " 权重集：", "discrete"},
                               {"", "* 裁剪的能力域（可空）", "物流"},
                               {"", "Ｈighest　level", "２"},
                               {"", "评价日期", ""}});
  EXPECT_EQ(said.request.profile().weight_set(), "discrete");
  EXPECT_EQ(said.request.profile().excluded_domain_ids_size(), 1);
  EXPECT_EQ(said.request.profile().assess_up_to_level(), 2);
  EXPECT_THAT(said.notices, ElementsAre("说明!B2: workbook.field_by_label"));
  EXPECT_EQ(said.written.field_places.at(Field::kWeights), "说明!C2");
}

TEST(FieldLinesTest, LinesAboveTheQuestionsOrBelowThem) {
  const Rows lines = {
      {"企业名称", "甲"}, {"权重集", "discrete"}, {"评到第几级", "2"}};
  const Rows questions = {{"条款编号", "评价"}, {"data.1.a", "1"}};
  for (const bool above : {true, false}) {
    Rows rows = above ? lines : questions;
    const Rows& rest = above ? questions : lines;
    rows.insert(rows.end(), rest.begin(), rest.end());
    if (!above) {
      for (size_t i = 2; i < rows.size(); ++i) {
        rows[i].insert(rows[i].begin(), {"", "", ""});
      }
    }
    const Said said = Read({{"一", TextRows(rows), ""}});
    EXPECT_EQ(said.request.profile().weight_set(), "discrete");
    EXPECT_EQ(said.request.info().enterprise_name(), "甲");
    EXPECT_EQ(said.request.list().answers_size(), 1);
  }
}

// Somebody's own sheet: words that happen to be ours are no settings, and where
// they could be meant for one, that is told.
TEST(FieldLinesTest, AWordInASheetOfOnesOwnIsNoSetting) {
  const auto read = [](const Rows& rows) { return ReadLines(rows); };
  // Too few of them.
  Said said = read({{"权重集", "discrete"}, {"负责人", "张三"}});
  EXPECT_EQ(said.request.profile().weight_set(), "");
  EXPECT_THAT(said.notices, ElementsAre("说明!B1: workbook.field_not_read"));
  // In different columns.
  said = read({{"企业名称", "甲"}, {"", "评到第几级", "2"}, {"备注", "无"}});
  EXPECT_EQ(said.request.profile().assess_up_to_level(), 0);
  EXPECT_THAT(said.notices, ElementsAre("说明!C2: workbook.field_not_read"));
  // A list of several enterprises.
  said = read({{"企业名称", "甲"},
               {"所属行业", "机械"},
               {"权重集", "discrete"},
               {"企业名称", "乙"},
               {"所属行业", "化工"},
               {"权重集", "process"}});
  EXPECT_EQ(said.request.info().enterprise_name(), "");
  EXPECT_THAT(said.notices, ElementsAre("说明!B3: workbook.field_not_read",
                                        "说明!B6: workbook.field_not_read"));
  // Beside other words of a row.
  said = read({{"审核", "裁剪的能力域", "", "物流"}});
  EXPECT_THAT(said.notices, ElementsAre("说明!D1: workbook.field_not_read"));
  // Titles of a table, and its first row.
  said = read({{"企业名称", "权重集", "评到第几级", "城市"},
               {"甲", "discrete", "2", "长沙"}});
  EXPECT_THAT(said.notices, ElementsAre("说明!B2: workbook.field_not_read",
                                        "说明!C2: workbook.field_not_read"));
  // Of no setting, and without a value: nothing.
  said = read({{"企业名称", "甲"}, {"版本", "3"}, {"权重集", ""}});
  EXPECT_THAT(said.notices, IsEmpty());
  EXPECT_EQ(said.request.info().enterprise_name(), "");
}

// The model of a machine and the version of a form are none of ours.
TEST(FieldLinesTest, ModelAndVersionAreCommonWords) {
  const Rows own = {{"Enterprise", "ACME"},
                    {"Contact", "x"},
                    {"Model", "VMC-850"},
                    {"Version", "1.2"}};
  Said said = ReadLines(own);
  EXPECT_THAT(said.faults, IsEmpty());
  EXPECT_EQ(said.request.info().enterprise_name(), "ACME");
  EXPECT_EQ(TextIn(said, Field::kVersion), "");
  Rows ours = own;
  ours.push_back({"Digest", "0"});
  EXPECT_EQ(TextIn(ReadLines(ours), Field::kVersion), "1.2");
}

TEST(FieldLinesTest, WhatHasAKeyIsReadByIt) {
  const MadeSheet keyed = {"说明",
                           TextRows({{"cmmm.weights", "权重集", "discrete"},
                                     {"cmmm.up_to", "评到第几级", ""}}),
                           ""};
  const auto beside = [&](const Rows& rows) {
    return Read({{"封面", TextRows(rows), ""}, keyed, QuestionSheet()});
  };
  Said said =
      beside({{"企业名称", "甲"}, {"权重集", "process"}, {"评到第几级", "3"}});
  EXPECT_EQ(said.request.profile().weight_set(), "discrete");
  EXPECT_EQ(said.request.profile().assess_up_to_level(), 0);
  EXPECT_EQ(said.request.info().enterprise_name(), "甲");
  EXPECT_THAT(said.notices, ElementsAre("封面!A1: workbook.field_by_label",
                                        "封面!B2: workbook.field_not_read",
                                        "封面!B3: workbook.field_not_read"));
  // What says the same is no news.
  said = beside({{"权重集", "Discrete"}});
  EXPECT_THAT(said.notices, IsEmpty());
}

TEST(FieldLinesTest, TwoValuesByLabelsAreRefused) {
  const auto of_names = [](const char* first, const char* second) {
    const auto sheet = [](const char* name, const char* enterprise) {
      return MadeSheet{name,
                       TextRows({{"企业名称", enterprise},
                                 {"权重集", "discrete"},
                                 {"所属行业", ""}}),
                       ""};
    };
    return Read({sheet("一", first), sheet("二", second), QuestionSheet()});
  };
  EXPECT_THAT(of_names("甲", "乙").faults,
              ElementsAre("二!B1: workbook.duplicate_field"));
  EXPECT_THAT(of_names("甲", " 甲 ").faults, IsEmpty());
}

TEST(FieldLinesTest, KeysThatNobodyKnowsAreRefusedByName) {
  const Said said = ReadLines({{"cmmm.weigths", "权重集", "discrete"},
                               {"", "cmmm.new_line", "新的一项", "x"},
                               {"cmmm.empty", "新的一项", ""},
                               {"cmmm.org 的说明", "a", "b"},
                               {"CMMM. Up_To ", "评到第几级", "2"}});
  EXPECT_THAT(said.faults, ElementsAre("说明!A1: workbook.unknown_field",
                                       "说明!B2: workbook.unknown_field"));
  const Violation& fault = said.written.faults.listed().at(0);
  EXPECT_EQ(fault.value, "cmmm.weigths");
  EXPECT_THAT(fault.message, HasSubstr("说明!C1"));
  EXPECT_THAT(fault.message, HasSubstr("cmmm.weights"));
  EXPECT_THAT(texts::ChineseWords({"", fault.rule_id, fault.value,
                                   fault.message, "", fault.there_are_zh}),
              HasSubstr("现有：cmmm.enterprise"));
  EXPECT_EQ(TextIn(said, Field::kUpTo), "2");
}

TEST(FieldLinesTest, AKeyBesideItsValueIsTold) {
  EXPECT_THAT(ReadLines({{"cmmm.weights", "discrete"}}).notices,
              ElementsAre("说明!B1: workbook.field_not_read"));
  EXPECT_THAT(ReadLines({{"cmmm.weights", "权重集"}}).notices, IsEmpty());
}

TEST(FieldLinesTest, AValueThatWasNeverComputedIsRefused) {
  const std::string row =
      absl::StrReplaceAll(TextRows({{"cmmm.up_to", "评到第几级", "X"}}),
                          {{"<c r=\"C1\" t=\"inlineStr\"><is><t>X</t></is></c>",
                            "<c r=\"C1\"><f>B9</f></c>"}});
  EXPECT_THAT(Read({{"说明", row, ""}, QuestionSheet()}).faults,
              ElementsAre("说明!C1: workbook.formula_without_value"));
}

TEST(FieldLinesTest, TitlesAsPeopleDecorateThem) {
  for (const char* title : {"评价：",
                            "评价:",
                            "*评价",
                            "＊ 评价",
                            "评价*(必填)",
                            "评价（必填）*",
                            "评价[必填]",
                            "评价［必填］",
                            "【评价】",
                            "【必填】评价",
                            "［评价］",
                            "〔评价〕：",
                            "「评价」",
                            "★评价",
                            "※评价（下拉选择）",
                            "评价{必填}",
                            "【评价】（下拉选择）",
                            "评价 / 自评",
                            "评价／Grade",
                            "评价 *：",
                            "Grade: *",
                            "[Grade] (choose)",
                            "评 价\n（下拉选择"}) {
    EXPECT_EQ(FindColumn(title), Column::kGrade) << title;
  }
  EXPECT_EQ(FindColumn("*条款编号："), Column::kId);
  EXPECT_EQ(FindColumn("【证据材料】"), Column::kEvidence);
  for (const char* title : {"评价人", "评价日期", "评价(上年)说", "评价 / 说明",
                            "编号/评价", "(必填)", "（）", "**", ":", "/", "",
                            "上年评价", "评价?", "(评价人)"}) {
    EXPECT_EQ(FindColumn(title), std::nullopt) << title;
  }
  for (const char* title : {"等级", "Level:", "【能力子域】", "Sub-domain",
                            "subdomain", "hint", "证据提示*", "等级 / Level"}) {
    EXPECT_TRUE(excel::IsHelpTitle(title)) << title;
  }
  for (const char* title : {"等级 / 说明", "说明", "note", "", "现等级"}) {
    EXPECT_FALSE(excel::IsHelpTitle(title)) << title;
  }
}

}  // namespace
}  // namespace cmmm::test
