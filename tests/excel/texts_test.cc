// What people write in a workbook comes back: notes, evidence, and the lines
// about the enterprise.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "excel/collect_answers.h"
#include "excel/interpret_answers.h"
#include "excel/interpret_texts.h"
#include "excel/write_template.h"
#include "tests/excel/make_workbook.h"
#include "tests/excel/template_files.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using texts::Language;

Outcome<excel::WorkbookAssessment> ReadBack(const std::string& bytes) {
  auto workbook = excel::XlsxWorkbook::Open(bytes);
  if (!workbook.ok()) return workbook.refusal();
  const auto written = excel::CollectAnswers(&workbook.value());
  if (!written.ok()) return written.refusal();
  return excel::InterpretAnswers(written.value(), ShippedModel());
}

std::vector<std::string> TextFaultsOf(const std::string& bytes) {
  std::vector<std::string> faults;
  const auto read = ReadBack(bytes);
  if (read.ok()) return faults;
  for (const Violation& fault : read.refusal().violations.listed()) {
    faults.push_back(absl::StrCat(fault.field_path, " ", fault.rule_id));
  }
  return faults;
}

std::string TextSheet(const std::vector<std::vector<std::string>>& rows) {
  return Zip(WorkbookParts({{"表", TextRows(rows), ""}}));
}

v1::Answer TextAnswerOf(const std::string& grade, const std::string& note,
                        const std::string& evidence) {
  const auto read =
      ReadBack(TextSheet({{"条款编号", "评价", "说明", "证据材料"},
                          {"data.1.a", grade, note, evidence}}));
  if (!read.ok() || read.value().request.list().answers_size() != 1) {
    ADD_FAILURE();
    return {};
  }
  return read.value().request.list().answers(0);
}

std::string FieldSheet(const std::string& key, const std::string& value) {
  return TextSheet({{key, "", value}, {"条款编号", "评价"}, {"data.1.a", "1"}});
}

TEST(TextsTest, NotesAndEvidenceAreKept) {
  const v1::Answer answer =
      TextAnswerOf("1", " 每周检查 ",
                   "工艺文件 2026-03\n\n 记录 https://a.example/7 \nhttp://b");
  EXPECT_EQ(answer.note(), "每周检查");
  ASSERT_EQ(answer.evidence_size(), 3);
  EXPECT_EQ(answer.evidence(0).text(), "工艺文件 2026-03");
  EXPECT_EQ(answer.evidence(0).link(), "");
  EXPECT_EQ(answer.evidence(1).text(), "记录");
  EXPECT_EQ(answer.evidence(1).link(), "https://a.example/7");
  EXPECT_EQ(answer.evidence(2).text(), "");
  EXPECT_EQ(answer.evidence(2).link(), "http://b");
}

TEST(TextsTest, AnOpenQuestionMayHaveANote) {
  EXPECT_EQ(TextAnswerOf("", "下周补", "").note(), "下周补");
}

TEST(TextsTest, WhatStandsBelowTheTenthLineIsInTheTenthPiece) {
  std::string lines = "1";
  for (int i = 2; i <= 12; ++i) absl::StrAppend(&lines, "\n", i);
  const v1::Answer answer = TextAnswerOf("1", "", lines);
  ASSERT_EQ(answer.evidence_size(), 10);
  EXPECT_EQ(answer.evidence(9).text(), "10\n11\n12");
  EXPECT_EQ(excel::EvidenceCell(answer), lines);
}

// As everywhere (TrimBlanks): blanks of any width, and what nobody sees.
TEST(TextsTest, WhatIsBlankAtTheEndsOfATextIsNoneOfIt) {
  for (const std::string& blank :
       {std::string(" "), std::string("　"), std::string("\u00a0"),
        std::string("\u200b"), std::string("\n"), std::string("　 　")}) {
    SCOPED_TRACE(blank);
    const v1::Answer answer =
        TextAnswerOf("1", blank + "说　明" + blank,
                     blank + "文件" + blank + "\n记录　https://a.example/7" +
                         blank + "\n" + blank);
    EXPECT_EQ(answer.note(), "说　明");
    ASSERT_EQ(answer.evidence_size(), 2);
    EXPECT_EQ(answer.evidence(0).text(), "文件");
    EXPECT_EQ(answer.evidence(1).text(), "记录");
    EXPECT_EQ(answer.evidence(1).link(), "https://a.example/7");
    const auto read = ReadBack(FieldSheet("cmmm.enterprise", "湖南厂" + blank));
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read.value().request.info().enterprise_name(), "湖南厂");
  }
}

TEST(TextsTest, WhatIsTooLongIsNamedByItsCell) {
  const std::string text(1001, 'a');
  EXPECT_THAT(TextFaultsOf(TextSheet({{"条款编号", "评价", "说明", "证据材料"},
                                      {"data.1.a", "1", text, "x\n" + text}})),
              ElementsAre("表!C2 workbook.note_too_long",
                          "表!D2 workbook.evidence_too_long"));
  EXPECT_THAT(TextFaultsOf(FieldSheet("cmmm.remarks", text)),
              ElementsAre("表!C1 workbook.field_value"));
}

TEST(TextsTest, MoreThanAMebibyteIsRefused) {
  const std::string text(900, 'a');
  std::vector<std::vector<std::string>> rows = {{"条款编号", "评价", "说明"}};
  for (int i = 0; i < 1200; ++i) rows.push_back({"data.1.a", "1", text});
  EXPECT_THAT(TextFaultsOf(TextSheet(rows)), ElementsAre(" workbook.too_much"));
}

TEST(TextsTest, DaysAsPeopleWriteThem) {
  for (const char* day :
       {"2026-05-31", "2026/5/31", "2026.5.31", "2026年5月31日", "20260531",
        "２０２６－０５－３１", "2026-05-31 00:00"}) {
    const auto read = ReadBack(FieldSheet("cmmm.date", day));
    ASSERT_TRUE(read.ok()) << day;
    EXPECT_EQ(read.value().request.info().assessed_on(), "2026-05-31") << day;
  }
  for (const char* day :
       {"2026-02-29", "5月底", "31.5.2026", "2026", "46173"}) {
    EXPECT_THAT(TextFaultsOf(FieldSheet("cmmm.date", day)),
                ElementsAre("表!C1 workbook.field_value"))
        << day;
  }
}

TEST(TextsTest, ACodeThatWasRoundedIsRefused) {
  const auto with_number = [](const std::string& number) {
    return Zip(WorkbookParts(
        {{"表",
          absl::StrCat("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>"
                       "cmmm.enterprise_id</t></is></c><c r=\"C1\"><v>",
                       number, "</v></c></row>",
                       "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>"
                       "条款编号</t></is></c><c r=\"B2\" t=\"inlineStr\"><is>"
                       "<t>评价</t></is></c></row>"),
          ""}}));
  };
  EXPECT_THAT(TextFaultsOf(with_number("911101080001234000")),
              ElementsAre("表!C1 workbook.field_value"));
  const auto read = ReadBack(with_number("430100"));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value().request.info().unified_social_credit_code(), "430100");
}

// Everything a person can write, in an assessment that answers more than its
// scope asks.
v1::ScoreRequest Everything() {
  return ParseTextOrDie<v1::ScoreRequest>(R"pb(
    profile {
      weight_set: "discrete"
      excluded_domain_ids: "sales"
      assess_up_to_level: 2
    }
    info {
      enterprise_name: "湖南厂"
      unified_social_credit_code: "91430000X"
      assessed_on: "2026-05-31"
      assessor: "李工"
      contact: "0731-1"
      industry: "机械"
      region: "长沙"
      remarks: "初评\n第二行"
    }
    list {
      answers {
        requirement_id: "data.1.a"
        grade: GRADE_MOSTLY
        note: "=1+1"
        evidence { text: "文件" }
        evidence { text: "记录" link: "https://a.example/7" }
      }
      answers { requirement_id: "data.1.b" note: "下周补" }
      answers { requirement_id: "data.4.a" grade: GRADE_NOT }
      answers { requirement_id: "sales.1.a" grade: GRADE_FULLY }
    })pb");
}

TEST(TextsTest, AFilledInWorkbookComesBackWhole) {
  v1::ScoreRequest expected = Everything();
  for (const auto& item : ShippedModel().definition().requirements()) {
    if (!item.may_be_not_applicable() || item.subdomain_id() == "sales" ||
        item.level() > 1) {
      continue;
    }
    v1::Answer* answer = expected.mutable_list()->add_answers();
    answer->set_requirement_id(item.id());
    answer->mutable_not_applicable()->set_reason("没有\n这项业务");
    break;
  }
  const auto questions = excel::SelectFilledQuestions(ShippedModel(), expected);
  ASSERT_TRUE(questions.ok());
  for (const Language language : {Language::kZh, Language::kEn}) {
    std::string bytes;
    ASSERT_FALSE(
        excel::WriteTemplate(questions.value(), language, &bytes).has_value());
    v1::ScoreRequest read = ReadFilledIn(bytes);
    v1::ScoreRequest said = expected;
    // Open questions without a note are rows like any other.
    auto* answers = read.mutable_list()->mutable_answers();
    answers->erase(std::remove_if(answers->begin(), answers->end(),
                                  [](const v1::Answer& answer) {
                                    return answer.value_case() ==
                                               v1::Answer::VALUE_NOT_SET &&
                                           answer.note().empty();
                                  }),
                   answers->end());
    read.clear_model();
    for (v1::ScoreRequest* request : {&read, &said}) {
      auto* list = request->mutable_list()->mutable_answers();
      std::sort(list->begin(), list->end(),
                [](const v1::Answer& a, const v1::Answer& b) {
                  return a.requirement_id() < b.requirement_id();
                });
    }
    EXPECT_EQ(read.DebugString(), said.DebugString());
  }
}

TEST(TextsTest, APartAsksItsDomainsOnly) {
  excel::QuestionChoice choice{"discrete", "", 0};
  choice.domains = "物流, Sales";
  const auto part = excel::SelectQuestions(ShippedModel(), choice);
  ASSERT_TRUE(part.ok());
  EXPECT_THAT(part.value().domains, ElementsAre("logistics", "sales"));
  for (const auto* item : part.value().items) {
    EXPECT_TRUE(item->subdomain_id() == "logistics" ||
                item->subdomain_id() == "sales")
        << item->id();
  }
  EXPECT_FALSE(part.value().items.empty());
  choice.domains = "物流,nobody";
  EXPECT_FALSE(excel::SelectQuestions(ShippedModel(), choice).ok());
  choice.domains = "logistics";
  choice.exclude = "logistics";
  EXPECT_FALSE(excel::SelectQuestions(ShippedModel(), choice).ok());
}

}  // namespace
}  // namespace cmmm::test
