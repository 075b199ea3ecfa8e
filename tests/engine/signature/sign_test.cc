// Signing: one file for one content, whatever way it was asked for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "engine/sign_result.h"
#include "tests/engine/signature/signing.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(SignTest, TheFileIsTheOneDescribed) {
  const std::string& file = TinySigned();
  EXPECT_THAT(file, StartsWith("cmmm-signed-result 1\nrequest "));
  const SignedFile parts = ReadSignedFile(file);
  ASSERT_TRUE(parts.complete());
  EXPECT_THAT(std::string(parts.body(Section::kRequest).bytes),
              StartsWith("{\n  \"model\": {\"id\": \"tiny-model\", "
                         "\"version\": \"1.0\"},\n"
                         "  \"profile\": {\"weightSet\": \"bakery\", "
                         "\"assessUpToLevel\": 3},\n"));
  EXPECT_EQ(parts.signed_bytes, file.substr(0, file.find("\nsignature ") + 1));
}

TEST(SignTest, EqualRequestsGiveEqualFiles) {
  v1::ScoreRequest request = TinyRequest();
  EXPECT_EQ(SignOrDie(TinyCatalog(), request), TinySigned());
  std::reverse(request.mutable_list()->mutable_answers()->begin(),
               request.mutable_list()->mutable_answers()->end());
  EXPECT_EQ(SignOrDie(TinyCatalog(), request), TinySigned());
  request.mutable_model()->set_id("tiny-model");
  request.mutable_model()->set_digest("ignored");
  request.mutable_profile()->set_assess_up_to_level(3);
  request.set_unanswered(v1::UNANSWERED_POLICY_REFUSE);
  EXPECT_EQ(SignOrDie(TinyCatalog(), request), TinySigned());
  v1::ScoreRequest packed =
      PackedRequest(TinyCatalog(), "bakery",
                    std::string(TinyDefinition().requirements_size(), '\3'));
  packed.set_view(v1::VIEW_LEVEL);
  EXPECT_EQ(SignOrDie(TinyCatalog(), packed), TinySigned());
}

TEST(SignTest, OtherRequestsGiveOtherFiles) {
  v1::ScoreRequest request = TinyRequest();
  request.set_target_level(2);
  EXPECT_NE(SignOrDie(TinyCatalog(), request), TinySigned());
}

TEST(SignTest, OpenQuestionsAreLeftOutAndReasonsKept) {
  v1::ScoreRequest request = TinyRequest();
  request.set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
  request.mutable_list()->mutable_answers(0)->set_grade(v1::GRADE_UNSPECIFIED);
  const std::string reason = "没有\t\"外送\"\\\n";
  for (auto& answer : *request.mutable_list()->mutable_answers()) {
    if (answer.requirement_id() == "counter.2.b") {
      answer.mutable_not_applicable()->set_reason(reason);
    }
  }
  const std::string file = SignOrDie(TinyCatalog(), request);
  EXPECT_THAT(file, HasSubstr("没有\\u0009\\\"外送\\\"\\\\\\u000a\""));
  EXPECT_EQ(file.find(request.list().answers(0).requirement_id()),
            std::string::npos);
  EXPECT_TRUE(VerifyTiny(file).verified());
}

TEST(SignTest, WhatPeopleWroteIsSignedToo) {
  v1::ScoreRequest request = TinyRequest();
  request.set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
  v1::Answer* open = request.mutable_list()->mutable_answers(0);
  open->set_grade(v1::GRADE_UNSPECIFIED);
  open->set_note("下周补");
  v1::Evidence* piece =
      request.mutable_list()->mutable_answers(1)->add_evidence();
  piece->set_text("记录");
  piece->set_link("https://example.com/7");
  request.mutable_info()->set_enterprise_name("面包房");
  const std::string file = SignOrDie(TinyCatalog(), request);
  for (const char* said :
       {"下周补", "记录", "https://example.com/7", "面包房"}) {
    EXPECT_THAT(file, HasSubstr(said));
  }
  EXPECT_TRUE(VerifyTiny(file).verified());
}

TEST(SignTest, EveryDatasetIsVerifiedInEveryView) {
  for (const std::string& path : FilesBelow("datasets", ".textproto")) {
    auto request = ParseTextOrDie<v1::ScoreRequest>(ReadFile(path));
    for (const v1::View view :
         {v1::VIEW_LEVEL, v1::VIEW_SCORECARD, v1::VIEW_FULL}) {
      request.set_view(view);
      const std::string file = SignOrDie(RealCatalog(), request);
      EXPECT_EQ(file, SignOrDie(RealCatalog(), request)) << path;
      EXPECT_EQ(OutcomesOf(VerifyWith(RealCatalog(), file)), "PPPPPPPP")
          << path;
    }
  }
}

TEST(SignTest, WhatCannotBeScoredIsNotSigned) {
  v1::ScoreRequest request = TinyRequest();
  request.mutable_list()->mutable_answers()->RemoveLast();
  auto refused = SignResult(TinyCatalog(), request, KeyOf());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.refusal().reason, "INVALID_ASSESSMENT");
  request.mutable_model()->set_id("nope");
  refused = SignResult(TinyCatalog(), request, KeyOf());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.refusal().reason, "MODEL_NOT_FOUND");
}

TEST(SignTest, PackedAnswersNotApplicableHaveNoReason) {
  std::string codes;
  for (const auto& item : TinyDefinition().requirements()) {
    codes.push_back(item.id() == "counter.2.b" ? kNotApplicable : kMostly);
  }
  const auto refused = SignResult(
      TinyCatalog(), PackedRequest(TinyCatalog(), "bakery", codes), KeyOf());
  ASSERT_FALSE(refused.ok());
  ASSERT_EQ(refused.refusal().violations.total(), 1u);
  const Violation& violation = refused.refusal().violations.listed()[0];
  EXPECT_EQ(violation.rule_id, "answer.reason_missing");
  EXPECT_EQ(
      violation.field_path,
      "packed.grades[" + std::to_string(codes.find(kNotApplicable)) + "]");
}

}  // namespace
}  // namespace cmmm::test
