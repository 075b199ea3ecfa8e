// Findings keep their facts in Chinese. That every sentence has a form is
// tests/texts/messages_test.py's.
#include "texts/message_forms.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/base/violations.h"
#include "texts/refusal_text.h"
#include "texts/rule_texts.h"

namespace cmmm::test {
namespace {

TEST(MessageFormsTest, PutTheFactsIntoChinese) {
  EXPECT_EQ(texts::ChineseFacts("plan.hold_range", "must be 0 to 20, got 99"),
            "：须为 0 至 20，现为 99");
  EXPECT_EQ(texts::ChineseFacts("any.rule", "nothing that has a form"), "");
  // The whole sentence goes before one with a name for the model.
  EXPECT_EQ(texts::ChineseFacts("header.unknown_requirement",
                                "`data.9.z` is no requirement of the model"),
            "模型中没有条款“data.9.z”");
  EXPECT_EQ(texts::ChineseFacts("answer.unknown_requirement",
                                "`data.9.z` is no requirement of m-1"),
            "“m-1”中没有条款“data.9.z”");
  // A form of the rule goes before one of all rules.
  EXPECT_EQ(texts::ChineseFacts("modelbook.out_of_range", "must be 0–1, got 2"),
            "须为 0–1，现为 2");
  // Marks are the shortest text; the last one is all that is left.
  EXPECT_EQ(texts::ChineseFacts("plan.prerequisite_cycle",
                                "each waits for the next: a, b, c"),
            "前置条件互相依赖，各自等待下一个：a, b, c");
  // What there is, is no part of the sentence.
  EXPECT_EQ(texts::ChineseFacts("workbook.unknown_grade",
                                "`很好` is not a grade; there are: x (0)"),
            "“很好”不是任何评价的写法");
}

TEST(MessageFormsTest, FollowTheRuleOrStandInItsPlace) {
  EXPECT_EQ(texts::ChineseViolation("plan.hold_range", "99",
                                    "must be 0 to 20, got 99"),
            "要经得起的下调档数超出范围：须为 0 至 20，现为 99");
  EXPECT_EQ(
      texts::ChineseViolation("answer.unknown_requirement", "x.1.a",
                              "`x.1.a` is no requirement of gbt39116-2020"),
      "“gbt39116-2020”中没有条款“x.1.a”");
}

// The value stands there once, and also where no sentence has it; a long one
// that was cut is not said again.
TEST(MessageFormsTest, SayTheValueOnce) {
  EXPECT_EQ(texts::ChineseViolation("tls.unreadable", "",
                                    "cannot be read: Permission denied"),
            "文件无法读取：没有权限");
  EXPECT_EQ(
      texts::ChineseViolation("tls.unreadable", "", "larger than 9 bytes"),
      "文件大于 9 字节");
  EXPECT_EQ(texts::ChineseViolation("answer.duplicate", "a.1.b", "twice"),
            "该条款重复作答（“a.1.b”）");
  EXPECT_EQ(texts::ChineseViolation("workbook.unknown_grade", "很好",
                                    "`很好` is not a grade; there are: x (0)",
                                    "甲 (0)"),
            "“很好”不是任何评价的写法；现有：甲 (0)");
  const std::string whole = "企业制定了智能制造的发展规划，明确了目标和任务";
  const std::string zh = texts::ChineseViolation(
      "workbook.statement_mismatch", Printable(whole, 20),
      "beside `a.1.a` in 技术!A5 stands `" + whole +
          "`, which is `a.1.b`; the model says `另一条`. Were the rows sorted "
          "without the column of ids?");
  EXPECT_EQ(zh, "技术!A5 的编号是“a.1.a”，旁边的条款却是“a.1.b”的：“" + whole +
                    "”；模型中“a.1.a”为：“另一条”。可能排序时没有带上编号列");
}

TEST(MessageFormsTest, ReasonsHaveTheirFacts) {
  EXPECT_EQ(texts::ChineseReason("MODEL_NOT_FOUND",
                                 "model: there is no `x@9`; there is: a@1, b@2",
                                 0, {{"models", "a@1, b@2"}}),
            "没有这一模型（“x@9”）（现有：a@1, b@2）");
  EXPECT_EQ(texts::ChineseReason("SERVER_FULL",
                                 "the server is at its limit of 8 "
                                 "(max-calls); try again",
                                 0, {}),
            "服务器已满，请稍后再试（上限为 8，max-calls）");
}

}  // namespace
}  // namespace cmmm::test
