// Parts of one assessment joined: what stands side by side, and what disagrees.
#include "excel/join_assessments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/excel/template_files.h"
#include "tests/support/test_files.h"
#include "texts/refusal_text.h"

namespace cmmm::test {
namespace {

using excel::AssessmentPart;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

AssessmentPart JoinPart(const std::string& name, const std::string& list,
                        const std::string& more = "") {
  AssessmentPart part;
  part.name = name + ": ";
  part.request = ParseTextOrDie<v1::ScoreRequest>(absl::StrCat(
      "model { id: 'm' version: '1' } profile { weight_set: 'discrete' } ",
      more, " list { ", list, " }"));
  return part;
}

Outcome<v1::ScoreRequest> JoinParts(const std::vector<AssessmentPart>& parts) {
  return excel::JoinAssessments(ShippedModel().definition(), parts);
}

// The first conflict, as a person reads it.
std::string ConflictInChinese(const std::vector<AssessmentPart>& parts) {
  const auto whole = JoinParts(parts);
  if (whole.ok()) return "";
  const Violation& conflict = whole.refusal().violations.listed().at(0);
  return texts::ChineseViolation(conflict.rule_id, conflict.value,
                                 conflict.message, conflict.there_are_zh);
}

std::string ConflictInEnglish(const std::vector<AssessmentPart>& parts) {
  const auto whole = JoinParts(parts);
  if (whole.ok()) return "";
  return whole.refusal().violations.listed().at(0).message;
}

std::vector<std::string> ConflictsOf(const std::vector<AssessmentPart>& parts) {
  std::vector<std::string> found;
  const auto whole = JoinParts(parts);
  if (whole.ok()) return found;
  EXPECT_EQ(whole.refusal().reason, "PARTS_DISAGREE");
  for (const Violation& conflict : whole.refusal().violations.listed()) {
    found.push_back(absl::StrCat(conflict.field_path, " ", conflict.rule_id));
  }
  return found;
}

TEST(JoinTest, WhatOneLeftOpenTheOtherAnswered) {
  const auto whole = JoinParts(
      {JoinPart("a",
                "answers { requirement_id: 'data.1.b' } "
                "answers { requirement_id: 'data.1.a' grade: GRADE_FULLY }"),
       JoinPart("b",
                "answers { requirement_id: 'data.1.a' } "
                "answers { requirement_id: 'data.1.b' grade: GRADE_NOT }")});
  ASSERT_TRUE(whole.ok());
  const auto& answers = whole.value().list().answers();
  ASSERT_EQ(answers.size(), 2);
  EXPECT_EQ(answers[0].requirement_id(), "data.1.a");
  EXPECT_EQ(answers[0].grade(), v1::GRADE_FULLY);
  EXPECT_EQ(answers[1].grade(), v1::GRADE_NOT);
}

TEST(JoinTest, NotesAndEvidenceOfBothStay) {
  const std::string same =
      "answers { requirement_id: 'data.1.a' grade: GRADE_FULLY ";
  const auto whole =
      JoinParts({JoinPart("a", same + "note: 'x' evidence { text: '1' } }"),
                 JoinPart("b", same + "note: 'y' evidence { text: '1' } "
                                      "evidence { text: '2' } }"),
                 JoinPart("c", same + "note: 'x' }")});
  ASSERT_TRUE(whole.ok());
  EXPECT_EQ(whole.value().list().answers(0).note(), "x\ny");
  EXPECT_EQ(whole.value().list().answers(0).evidence_size(), 2);
}

TEST(JoinTest, TheSameTextOfSeveralLinesStandsOnce) {
  const std::string info = "info { remarks: '1\\n2' }";
  const auto whole =
      JoinParts({JoinPart("a", "", info), JoinPart("b", "", info),
                 JoinPart("c", "", "info { remarks: '2' }")});
  ASSERT_TRUE(whole.ok());
  EXPECT_EQ(whole.value().info().remarks(), "1\n2");
}

TEST(JoinTest, EveryConflictIsNamedWithBothCells) {
  AssessmentPart a =
      JoinPart("a.xlsx",
               "answers { requirement_id: 'data.1.a' grade: GRADE_FULLY }"
               "answers { requirement_id: 'data.1.b' grade: GRADE_FULLY }");
  a.places = {{"data.1.a", "技术!F2"}};
  AssessmentPart b =
      JoinPart("b.xlsx",
               "answers { requirement_id: 'data.1.a' grade: GRADE_NOT }"
               "answers { requirement_id: 'data.1.b' "
               "not_applicable { reason: 'r' } }");
  b.places = {{"data.1.a", "技术!F3"}};
  EXPECT_THAT(ConflictsOf({a, b}),
              ElementsAre("b.xlsx: 技术!F3 ≠ a.xlsx: 技术!F2 join.answer",
                          "b.xlsx: data.1.b ≠ a.xlsx: data.1.b join.answer"));
  const auto whole = JoinParts({a, b});
  const Violation& conflict = whole.refusal().violations.listed().at(0);
  EXPECT_EQ(conflict.value, "0 ≠ 1");
  EXPECT_THAT(ConflictInEnglish({a, b}),
              EndsWith("as scores: 0 ≠ 1; they say: b.xlsx: 技术!F3 = not "
                       "satisfied, a.xlsx: 技术!F2 = fully satisfied"));
  EXPECT_EQ(ConflictInChinese({a, b}),
            "同一条款，各份的评价不同，分值为：0 ≠ 1；两处分别为：b.xlsx: "
            "技术!F3 = 不满足，a.xlsx: 技术!F2 = 全部满足");
}

TEST(JoinTest, PartsOfOtherQuestionsAreNotCompared) {
  const std::string answer =
      "answers { requirement_id: 'data.1.a' grade: GRADE_NOT }";
  const AssessmentPart a = JoinPart("a", answer);
  AssessmentPart other = JoinPart("b", answer);
  other.request.mutable_model()->set_version("2");
  EXPECT_THAT(ConflictsOf({a, other}),
              ElementsAre("b: model.version ≠ a: model.version join.model"));
  other = JoinPart("b", answer);
  other.request.mutable_profile()->set_weight_set("process");
  other.request.mutable_profile()->add_excluded_domain_ids("sales");
  other.request.mutable_profile()->set_assess_up_to_level(3);
  EXPECT_THAT(ConflictsOf({a, other}),
              ElementsAre("b: profile.weight_set ≠ a: profile.weight_set "
                          "join.weights",
                          "b: profile.excluded_domain_ids ≠ a: "
                          "profile.excluded_domain_ids join.excluded",
                          "b: profile.assess_up_to_level ≠ a: "
                          "profile.assess_up_to_level join.up_to"));
  other.request.mutable_profile()->set_weight_set("discrete");
  other.places["profile.excluded_domain_ids"] = "填写说明!C36";
  EXPECT_THAT(ConflictsOf({a, other}).at(0),
              HasSubstr("b: 填写说明!C36 ≠ a: profile."));
  EXPECT_EQ(ConflictInEnglish({a, other}),
            "the parts leave out different domains: sales ≠ -; they say: b: "
            "填写说明!C36 = Sales, a: profile.excluded_domain_ids = none");
  EXPECT_EQ(ConflictInChinese({a, other}),
            "各份裁剪的能力域不同：sales ≠ -；两处分别为：b: 填写说明!C36 = "
            "销售，a: profile.excluded_domain_ids = 不裁剪");
}

TEST(JoinTest, WhomItIsAbout) {
  const auto whole =
      JoinParts({JoinPart("a", "",
                          "info { enterprise_name: '甲' assessor: '李' "
                          "assessed_on: '2026-05-31' }"),
                 JoinPart("b", "",
                          "info { assessor: '王' assessed_on: '2026-06-02' "
                          "region: '湖南' }")});
  ASSERT_TRUE(whole.ok());
  const v1::AssessmentInfo& info = whole.value().info();
  EXPECT_EQ(info.enterprise_name(), "甲");
  EXPECT_EQ(info.assessor(), "李、王");
  EXPECT_EQ(info.assessed_on(), "2026-06-02");
  EXPECT_EQ(info.region(), "湖南");
  EXPECT_THAT(
      ConflictsOf({JoinPart("a", "", "info { enterprise_name: '甲' }"),
                   JoinPart("b", "", "info { enterprise_name: '乙' }")}),
      ElementsAre("b: info.enterprise_name ≠ a: info.enterprise_name "
                  "join.info"));
}

TEST(JoinTest, ReasonsThatDiffer) {
  const auto with = [](const std::string& name, const std::string& reason) {
    return JoinPart(name, absl::StrCat("answers { requirement_id: 'sales.1.a' "
                                       "not_applicable { reason: '",
                                       reason, "' } }"));
  };
  EXPECT_THAT(ConflictsOf({with("a", "x"), with("b", "y")}),
              ElementsAre("b: sales.1.a.not_applicable.reason ≠ a: "
                          "sales.1.a.not_applicable.reason join.reason"));
  EXPECT_TRUE(JoinParts({with("a", "x"), with("b", "x")}).ok());
  EXPECT_TRUE(JoinParts({with("a", "x"), with("b", "x　")}).ok());
  // The cell of a reason is that of the note.
  AssessmentPart a = with("a.xlsx", "x");
  a.places = {{"sales.1.a", "制造!F2"}, {"sales.1.a.note", "制造!G2"}};
  AssessmentPart b = with("b.xlsx", "y");
  b.places = {{"sales.1.a", "制造!F3"}, {"sales.1.a.note", "制造!G3"}};
  EXPECT_THAT(ConflictsOf({a, b}),
              ElementsAre("b.xlsx: 制造!G3 ≠ a.xlsx: 制造!G2 join.reason"));
  EXPECT_EQ(ConflictInEnglish({a, b}),
            "the parts say differently why it is not applicable: y ≠ x");
  EXPECT_EQ(ConflictInChinese({a, b}),
            "同一条款，各份写的不适用原因不同：y ≠ x");
}

// Long values are shown around the first character that differs, so that both
// are never the same, and no value is longer than any other finding's.
TEST(JoinTest, LongValuesAreShownWhereTheyDiffer) {
  std::string same;
  for (int i = 0; i < 200; ++i) same += "厂";
  const auto with = [](const std::string& name, const std::string& value) {
    return JoinPart(name, "",
                    absl::StrCat("info { enterprise_name: '", value, "' }"));
  };
  for (const std::string& begin : {std::string(), std::string("本厂产品"),
                                   std::string("本厂产品全部由集团"), same}) {
    for (const std::string& end : {std::string(), same}) {
      SCOPED_TRACE(begin + " " + end);
      const std::vector<AssessmentPart> parts = {with("a", begin + "甲" + end),
                                                 with("b", begin + "乙" + end)};
      const auto whole = JoinParts(parts);
      ASSERT_FALSE(whole.ok());
      const Violation& conflict = whole.refusal().violations.listed().at(0);
      EXPECT_LE(conflict.value.size(), kMaxValueBytes);
      EXPECT_EQ(Printable(conflict.value), conflict.value);
      for (const std::string& said :
           {conflict.value, conflict.message, ConflictInChinese(parts)}) {
        EXPECT_THAT(said, AllOf(HasSubstr("乙"), HasSubstr("甲")));
        EXPECT_LE(said.size(), 500u);
      }
      EXPECT_THAT(ConflictInChinese(parts), StartsWith("各份的企业名称不同："));
      // Said once.
      EXPECT_THAT(ConflictInChinese(parts), Not(HasSubstr("（“")));
    }
  }
  // One ends where the other goes on.
  EXPECT_THAT(ConflictInChinese({with("a", same), with("b", same + "乙")}),
              EndsWith("…厂厂厂厂乙 ≠ …厂厂厂厂"));
}

TEST(JoinTest, ModelsOfOneNameWithOtherDigestsAreOther) {
  AssessmentPart a = JoinPart("a.xlsx", "");
  a.digest = "aaaa1";
  a.places = {{"model.digest", "填写说明!C34"}};
  AssessmentPart b = JoinPart("b.xlsx", "");
  b.digest = "aaaa2";
  b.places = {{"model.digest", "填写说明!C35"}};
  EXPECT_THAT(ConflictsOf({a, b}),
              ElementsAre("b.xlsx: 填写说明!C35 ≠ a.xlsx: 填写说明!C34 "
                          "join.model"));
  EXPECT_EQ(ConflictInEnglish({a, b}),
            "the parts were made for two models of one name and version, by "
            "their digests: aaaa2 ≠ aaaa1");
  EXPECT_EQ(ConflictInChinese({a, b}),
            "各份按两个编号和版本相同、内容不同的模型制作，摘要为：aaaa2 ≠ "
            "aaaa1");
  b.digest = a.digest;
  EXPECT_TRUE(JoinParts({a, b}).ok());
}

// Of three parts those that disagree are named, and no other.
TEST(JoinTest, OnlyPartsThatDisagreeAreNamed) {
  const auto with = [](const std::string& name, const std::string& info) {
    return JoinPart(name, "", "info { " + info + " }");
  };
  EXPECT_THAT(ConflictsOf({with("a", "region: '甲'"), with("b", "contact: '1'"),
                           with("c", "region: '乙' industry: '丙'")}),
              ElementsAre("c: info.region ≠ a: info.region join.info"));
}

TEST(JoinTest, WhatIsTooMuchIsNamedWithAllItIsOf) {
  const std::string half(600, 'x');
  const std::string other(600, 'y');
  const auto with = [](const std::string& name, const std::string& note,
                       int first) {
    std::string answer =
        "answers { requirement_id: 'data.1.a' note: '" + note + "' ";
    for (int i = first; i < first + 8; ++i) {
      absl::StrAppend(&answer, "evidence { text: '", i, "' } ");
    }
    AssessmentPart part = JoinPart(name, answer + "}");
    part.places = {{"data.1.a", "技术!F2"},
                   {"data.1.a.note", "技术!G2"},
                   {"data.1.a.evidence", "技术!H2"}};
    return part;
  };
  const std::vector<AssessmentPart> parts = {
      with("a", half, 0), with("b", other, 8), with("c", "z", 16)};
  EXPECT_THAT(ConflictsOf(parts),
              ElementsAre("b: 技术!G2 + a: 技术!G2 join.too_much",
                          "b: 技术!H2 + a: 技术!H2 join.too_much"));
  EXPECT_EQ(ConflictInEnglish(parts),
            "the notes of the parts have together more than 1000 characters");
  EXPECT_EQ(ConflictInChinese(parts), "各份的说明合起来超过 1000 个字");
  const auto info = [](const std::string& name, const std::string& text) {
    return JoinPart(name, "", "info { remarks: '" + text + "' }");
  };
  EXPECT_THAT(ConflictsOf({info("a", half), info("b", other)}),
              ElementsAre("b: info.remarks + a: info.remarks join.too_much"));
  EXPECT_EQ(ConflictInChinese({info("a", half), info("b", other)}),
            "各份的备注合起来超过 1000 个字");
}

}  // namespace
}  // namespace cmmm::test
