// Parts of one assessment joined: what stands side by side, and what disagrees.
#include "excel/join_assessments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/excel/template_files.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using excel::AssessmentPart;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

AssessmentPart JoinPart(const std::string& name, const std::string& list,
                        const std::string& more = "") {
  AssessmentPart part;
  part.name = name;
  part.request = ParseTextOrDie<v1::ScoreRequest>(absl::StrCat(
      "model { id: 'm' version: '1' } profile { weight_set: 'discrete' } ",
      more, " list { ", list, " }"));
  return part;
}

Outcome<v1::ScoreRequest> JoinParts(const std::vector<AssessmentPart>& parts) {
  return excel::JoinAssessments(ShippedModel().definition(), parts);
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
  for (const std::string& said : {conflict.message, conflict.value}) {
    EXPECT_THAT(said, HasSubstr("全部满足"));
    EXPECT_THAT(said, HasSubstr("不满足"));
  }
}

TEST(JoinTest, PartsOfOtherQuestionsAreNotCompared) {
  const std::string answer =
      "answers { requirement_id: 'data.1.a' grade: GRADE_NOT }";
  const AssessmentPart a = JoinPart("a", answer);
  AssessmentPart other = JoinPart("b", answer);
  other.request.mutable_model()->set_version("2");
  EXPECT_THAT(ConflictsOf({a, other}), ElementsAre("b ≠ a join.model"));
  other = JoinPart("b", answer);
  other.request.mutable_profile()->set_weight_set("process");
  other.request.mutable_profile()->add_excluded_domain_ids("sales");
  other.request.mutable_profile()->set_assess_up_to_level(3);
  EXPECT_THAT(ConflictsOf({a, other}),
              ElementsAre("b ≠ a join.weights", "b ≠ a join.excluded",
                          "b ≠ a join.up_to"));
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
      ElementsAre("b ≠ a join.info"));
}

TEST(JoinTest, ReasonsThatDiffer) {
  const auto with = [](const std::string& name, const std::string& reason) {
    return JoinPart(name, absl::StrCat("answers { requirement_id: 'sales.1.a' "
                                       "not_applicable { reason: '",
                                       reason, "' } }"));
  };
  EXPECT_THAT(ConflictsOf({with("a", "x"), with("b", "y")}),
              ElementsAre("b: sales.1.a ≠ a: sales.1.a join.reason"));
  EXPECT_TRUE(JoinParts({with("a", "x"), with("b", "x")}).ok());
}

}  // namespace
}  // namespace cmmm::test
