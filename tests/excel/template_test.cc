// The workbook to fill in: what is in it, and that it comes back as it went.
#include "excel/write_template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/evaluate.h"
#include "excel/xlsx_workbook.h"
#include "tests/excel/make_workbook.h"
#include "tests/excel/template_files.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using excel::QuestionChoice;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using texts::Language;

std::string PartOf(const std::string& bytes, const std::string& wanted) {
  for (const auto& [name, content] : Unzip(bytes)) {
    if (name == wanted) return content;
  }
  ADD_FAILURE() << "no part " << wanted;
  return "";
}

size_t CountOf(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = 0; (at = text.find(part, at)) != std::string::npos; ++at) {
    ++count;
  }
  return count;
}

std::vector<std::string> TabsOf(const std::string& bytes) {
  std::vector<std::string> tabs;
  const auto workbook = excel::XlsxWorkbook::Open(bytes);
  for (const auto& sheet : workbook.value().sheets()) {
    tabs.push_back(absl::StrCat(sheet.name, sheet.hidden ? " (hidden)" : ""));
  }
  return tabs;
}

TEST(TemplateTest, OneSheetPerElementBesideInstructionsAndTheHiddenList) {
  EXPECT_THAT(
      TabsOf(MakeTemplate({"discrete", "", 0}, Language::kZh)),
      ElementsAre("填写说明", "人员", "技术", "资源", "制造", "选项 (hidden)"));
  EXPECT_THAT(TabsOf(MakeTemplate({"discrete", "", 0}, Language::kEn)),
              ElementsAre("Start here", "Personnel", "Technology", "Resources",
                          "Manufacturing", "Choices (hidden)"));
}

TEST(TemplateTest, EmptyItIsEveryQuestionOpen) {
  for (const QuestionChoice& choice :
       {QuestionChoice{"discrete", "", 0}, QuestionChoice{"process", "", 0},
        QuestionChoice{"discrete", "logistics,sales", 2},
        QuestionChoice{"process", "sales", 1}}) {
    for (const auto language : {Language::kZh, Language::kEn}) {
      Violations notices;
      const v1::ScoreRequest request =
          ReadFilledIn(MakeTemplate(choice, language), &notices);
      EXPECT_TRUE(notices.empty());
      EXPECT_EQ(request.profile().weight_set(), choice.weights);
      EXPECT_EQ(request.profile().assess_up_to_level(), choice.up_to);
      EXPECT_EQ(request.profile().excluded_domain_ids_size(),
                choice.exclude.empty()      ? 0
                : choice.exclude == "sales" ? 1
                                            : 2);
      const auto questions = excel::SelectQuestions(ShippedModel(), choice);
      std::set<std::string> asked;
      for (const auto* item : questions.value().items) asked.insert(item->id());
      std::set<std::string> read;
      for (const v1::Answer& answer : request.list().answers()) {
        read.insert(answer.requirement_id());
        EXPECT_EQ(answer.value_case(), v1::Answer::VALUE_NOT_SET);
      }
      EXPECT_EQ(read, asked);
      EXPECT_EQ(read.size(),
                static_cast<size_t>(request.list().answers_size()));
    }
  }
}

// Every dataset that answers with a list: filled in and read back.
TEST(TemplateTest, FilledInItComesBack) {
  int tried = 0;
  for (const std::string& file : FilesBelow("datasets", ".textproto")) {
    v1::ScoreRequest dataset = ParseTextOrDie<v1::ScoreRequest>(ReadFile(file));
    const auto& profile = dataset.profile();
    QuestionChoice choice{profile.weight_set(), "",
                          profile.assess_up_to_level()};
    for (const std::string& id : profile.excluded_domain_ids()) {
      absl::StrAppend(&choice.exclude, id, ",");
    }
    const auto questions = excel::SelectQuestions(ShippedModel(), choice);
    std::set<std::string> asked;
    for (const auto* item : questions.value().items) asked.insert(item->id());
    v1::AnswerList answers;
    for (const v1::Answer& answer : dataset.list().answers()) {
      if (asked.count(answer.requirement_id()) > 0 &&
          (answer.has_not_applicable() || answer.grade() != 0)) {
        *answers.add_answers() = answer;
      }
    }
    *dataset.mutable_list() = answers;
    for (const bool chinese : {true, false}) {
      SCOPED_TRACE(file);
      const std::string filled = FillTemplate(
          MakeTemplate(choice, chinese ? Language::kZh : Language::kEn),
          answers, chinese);
      v1::ScoreRequest expected;
      *expected.mutable_profile() = dataset.profile();
      *expected.mutable_list() = answers;
      EXPECT_EQ(Comparable(ReadFilledIn(filled)), Comparable(expected));
    }
    ++tried;
  }
  EXPECT_GE(tried, 16);
}

TEST(TemplateTest, EqualInputGivesEqualBytes) {
  EXPECT_EQ(MakeTemplate({"discrete", "", 0}, Language::kZh),
            MakeTemplate({"discrete", "", 0}, Language::kZh));
}

TEST(TemplateTest, ChoicesAreARangeAndOnlySomeOfferNotApplicable) {
  const std::string bytes = MakeTemplate({"discrete", "", 0}, Language::kZh);
  size_t with = 0;
  size_t without = 0;
  for (int i = 2; i <= 5; ++i) {
    const std::string sheet =
        PartOf(bytes, absl::StrCat("xl/worksheets/sheet", i, ".xml"));
    const size_t rules = CountOf(sheet, "<dataValidation ");
    const size_t four = CountOf(sheet, "<formula1>'选项'!$A$1:$A$4<");
    const size_t five = CountOf(sheet, "<formula1>'选项'!$A$1:$A$5<");
    EXPECT_EQ(rules, four + five);
    without += four;
    with += five;
  }
  EXPECT_GT(without, 0u);
  size_t groups = 0;  // runs of items that may be not applicable
  const v1::RequirementDefinition* last = nullptr;
  for (const auto& item : RealDefinition().requirements()) {
    if (item.may_be_not_applicable() &&
        (last == nullptr || !last->may_be_not_applicable())) {
      ++groups;
    }
    last = &item;
  }
  EXPECT_EQ(with, groups);
}

TEST(TemplateTest, SheetsAreMadeForPaperAndScreen) {
  const std::string sheet =
      PartOf(MakeTemplate({"discrete", "", 0}, Language::kZh),
             "xl/worksheets/sheet3.xml");
  EXPECT_THAT(sheet, HasSubstr("state=\"frozen\""));
  EXPECT_THAT(sheet, HasSubstr("paperSize=\"9\""));
  EXPECT_THAT(sheet, HasSubstr("orientation=\"landscape\""));
  EXPECT_THAT(sheet, HasSubstr("<col min=\"1\" max=\"1\""));
  EXPECT_THAT(sheet, HasSubstr("hidden=\"1\""));
  EXPECT_THAT(sheet, HasSubstr("<autoFilter ref=\"A1:H"));
  // One rule per grade, one for not applicable, one for its reason.
  EXPECT_EQ(CountOf(sheet, "<cfRule "), 6u);
  const std::string book = PartOf(
      MakeTemplate({"discrete", "", 0}, Language::kZh), "xl/workbook.xml");
  EXPECT_THAT(book, HasSubstr("'技术'!$1:$1</definedName>"));
}

TEST(TemplateTest, ShowsEveryTextOfItsLanguage) {
  for (const bool chinese : {true, false}) {
    const std::string strings =
        PartOf(MakeTemplate({"discrete", "", 0},
                            chinese ? Language::kZh : Language::kEn),
               "xl/sharedStrings.xml");
    for (const auto& item : RealDefinition().requirements()) {
      const auto& text = item.statement();
      EXPECT_THAT(strings, HasSubstr(Escaped(chinese ? text.zh() : text.en())));
      EXPECT_THAT(strings, Not(HasSubstr(chinese ? text.en() : text.zh())));
    }
  }
}

TEST(TemplateTest, ChoicesThatAreWrongSayWhatThereIs) {
  const auto rule = [](const QuestionChoice& choice) {
    const auto questions = excel::SelectQuestions(ShippedModel(), choice);
    return questions.ok()
               ? ""
               : questions.refusal().violations.listed().at(0).rule_id;
  };
  EXPECT_EQ(rule({"", "", 0}), "questions.weights");
  EXPECT_EQ(rule({"nope", "", 0}), "questions.weights");
  EXPECT_EQ(rule({"discrete", "production", 0}), "questions.exclude");
  EXPECT_EQ(rule({"discrete", "", 6}), "questions.up_to");
  EXPECT_EQ(rule({"discrete", "", -1}), "questions.up_to");
  EXPECT_EQ(rule({"discrete", "sales", 5}), "");
  EXPECT_EQ(rule({"discrete", "销售；Logistics", 5}), "");
  EXPECT_EQ(rule({"discrete", "无", 5}), "");
  EXPECT_EQ(rule({"discrete", "无,sales", 5}), "questions.exclude");
  EXPECT_EQ(rule({"discrete", "", 0, "sales"}), "");
  EXPECT_EQ(rule({"discrete", "", 0, std::nullopt}), "");
  // Who names no domain does not ask for all of them.
  for (const char* nothing : {"", " ", ",", "，　"}) {
    EXPECT_EQ(rule({"discrete", "", 0, nothing}), "questions.domains");
  }
}

}  // namespace
}  // namespace cmmm::test
