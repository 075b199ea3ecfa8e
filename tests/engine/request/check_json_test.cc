#include "engine/request/check_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/request/parse_json.h"
#include "google/rpc/error_details.pb.h"

namespace cmmm::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// `field: rule` of all that is wrong.
std::vector<std::string> WrongWith(
    const std::string& json,
    const google::protobuf::Descriptor* type = v1::ScoreRequest::descriptor()) {
  Violations violations;
  CheckJson(json, *type, &violations);
  std::vector<std::string> wrong;
  for (const Violation& violation : violations.listed()) {
    wrong.push_back(
        absl::StrCat(violation.field_path, ": ", violation.rule_id));
  }
  return wrong;
}

std::string Nested(size_t depth) {
  std::string json;
  for (size_t i = 0; i < depth; ++i) json += "[";
  for (size_t i = 0; i < depth; ++i) json += "]";
  return json;
}

TEST(CheckJsonTest, BothSpellingsAreRight) {
  EXPECT_THAT(WrongWith(R"({"profile": {"weightSet": "a",
      "excluded_domain_ids": ["b"], "assessUpToLevel": null},
      "list": {"answers": [{"requirementId": "x", "grade": 1},
                           {"requirement_id": "y", "grade": "GRADE_NOT"}]}})"),
              IsEmpty());
  EXPECT_THAT(WrongWith("  {} \n"), IsEmpty());
}

TEST(CheckJsonTest, EverythingWrongIsNamedAtOnce) {
  EXPECT_THAT(
      WrongWith(R"({"profile": {"excludedDomains": ["b"], "weightSet": "a",
          "weight_set": "b"}, "list": {"answers": [{}, {"Grade": 1, "grade": 1,
          "grade": 2}]}, "view": [], "model": "x", "model": {}, "": 1})"),
      ElementsAre("profile.excludedDomains: json.unknown_field",
                  "profile.weight_set: json.duplicate_field",
                  "list.answers[1].Grade: json.unknown_field",
                  "list.answers[1].grade: json.duplicate_field",
                  "view: json.wrong_type", "model: json.wrong_type",
                  "model: json.duplicate_field", ": json.unknown_field"));
}

TEST(CheckJsonTest, ListsAndObjectsAreNotMixed) {
  EXPECT_THAT(WrongWith(R"({"list": {"answers": {"requirementId": "x"}}})"),
              ElementsAre("list.answers: json.wrong_type"));
  EXPECT_THAT(WrongWith(R"({"list": [{}], "view": {}})"),
              ElementsAre("list: json.wrong_type", "view: json.wrong_type"));
  for (const char* json : {"[]", "1", "\"a\"", "null", "true"}) {
    EXPECT_THAT(WrongWith(json), ElementsAre(": json.wrong_type")) << json;
  }
}

TEST(CheckJsonTest, WhatIsNoJsonIsSyntax) {
  for (const std::string& json :
       {std::string(), std::string("{"), std::string("{} {}"),
        std::string("{view: 1}"), std::string("{'view': 1}"),
        std::string(R"({"view": 1,})"), std::string(R"({"view": 01})"),
        std::string(R"({"view": NaN})"), std::string("{\"view\": \"\xff\"}"),
        std::string("{\"view\": \"\n\"}"), std::string(R"({"view": "\x"})"),
        std::string(R"({"view": "\ud800"})"), std::string("// none\n{}"),
        std::string(1, '\0')}) {
    EXPECT_THAT(WrongWith(json), ElementsAre(": json.syntax")) << json;
  }
}

TEST(CheckJsonTest, DepthIsBounded) {
  EXPECT_THAT(WrongWith(Nested(kMaxJsonDepth - 1)),
              ElementsAre(": json.wrong_type"));
  for (const size_t depth : {kMaxJsonDepth + 1, size_t{1'000'000}}) {
    EXPECT_THAT(WrongWith(Nested(depth)), ElementsAre(": json.syntax"));
  }
}

TEST(CheckJsonTest, KeysOfMapsAreFreeButNotTwice) {
  EXPECT_THAT(WrongWith(R"({"metadata": {"a": "1", "b": "2", "a": "3"}})",
                        google::rpc::ErrorInfo::descriptor()),
              ElementsAre("metadata[a]: json.duplicate_field"));
}

TEST(CheckJsonTest, ManyFaultsAreCounted) {
  std::string json = "{\"a\": 1";
  for (int i = 0; i < 5000; ++i) absl::StrAppend(&json, ", \"x", i, "\": 1");
  Violations violations;
  CheckJson(json + "}", *v1::ScoreRequest::descriptor(), &violations);
  EXPECT_EQ(violations.total(), 5001u);
  EXPECT_EQ(violations.listed().size(), Violations::kMaxListed);
}

TEST(ParseJsonTest, ReadsOrRefuses) {
  v1::ScoreRequest request;
  EXPECT_FALSE(ParseJson(R"({"targetLevel": 2})", &request).has_value());
  EXPECT_EQ(request.target_level(), 2);
  for (const char* json :
       {R"({"targetLevels": 2})", R"({"targetLevel": "two"})",
        R"({"targetLevel": 99999999999})", R"({"view": "VIEW_ALL"})"}) {
    v1::ScoreRequest other;
    const auto refusal = ParseJson(json, &other);
    ASSERT_TRUE(refusal.has_value()) << json;
    EXPECT_EQ(refusal->code, absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(refusal->reason, "MALFORMED_REQUEST");
    EXPECT_EQ(refusal->violations.total(), 1u);
  }
}

}  // namespace
}  // namespace cmmm::test
