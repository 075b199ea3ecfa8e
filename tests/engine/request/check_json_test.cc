#include "engine/request/check_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/request/parse_json.h"
#include "google/protobuf/descriptor.pb.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/type_resolver_util.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

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

// Protocol Buffers' reader refuses it, too, with no place; null chooses
// nothing.
TEST(CheckJsonTest, OneOfSeveralIsChosen) {
  const std::string answers = R"({"list": {"answers": [{}, {"grade": 1, )";
  EXPECT_THAT(
      WrongWith(answers + R"("notApplicable": {}}]}, "packed": {}})"),
      ElementsAre("list.answers[1]: json.two_of_one", ": json.two_of_one"));
  const std::string null = answers + R"("notApplicable": null}]}})";
  EXPECT_THAT(WrongWith(null), IsEmpty());
  v1::ScoreRequest request;
  EXPECT_FALSE(ParseJson(null, &request).has_value());
  EXPECT_EQ(request.list().answers(1).grade(), v1::GRADE_NOT);
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

// Protocol Buffers' reader takes them, and drops or bends what they say.
TEST(CheckJsonTest, WhatWouldVanishIsRefused) {
  const std::string ids = R"({"profile": {"excludedDomainIds": )";
  const std::string field = "profile.excluded_domain_ids[0]: json.wrong_";
  EXPECT_THAT(WrongWith(ids + "[null]}}"), ElementsAre(field + "value"));
  EXPECT_THAT(WrongWith(ids + "[[]]}}"), ElementsAre(field + "type"));
  EXPECT_THAT(WrongWith(R"({"targetLevel": -9223372036854775809})"),
              ElementsAre(": json.syntax"));
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
  EXPECT_THAT(
      WrongWith(R"({"metadata": []})", google::rpc::ErrorInfo::descriptor()),
      ElementsAre("metadata: json.wrong_type"));
}

TEST(CheckJsonTest, ValuesAreNamedAtOnceWithWhatIsTaken) {
  Violations violations;
  CheckJson(
      R"({"list": {"answers": [{"requirementId": 7, "grade": "GRADE_FULY"},
      {"grade": "GRADE_FULLY"}, {"grade": true}]}, "targetLevel": 99999999999,
      "packed": {"grades": "@"}, "profile": {"excludedDomainIds": ["a", 1.5]}})",
      *v1::ScoreRequest::descriptor(), &violations);
  std::vector<std::string> said;
  for (const Violation& one : violations.listed()) {
    // Two kinds of answers are one too many, whatever is wrong with them.
    if (one.rule_id == "json.two_of_one") continue;
    EXPECT_EQ(one.rule_id, "json.wrong_value");
    said.push_back(
        absl::StrCat(one.field_path, " ", one.value, " ", one.message));
  }
  const std::string grades =
      " must be a name or number of cmmm.v1.Grade; there are: "
      "GRADE_UNSPECIFIED, GRADE_NOT, GRADE_PARTLY, GRADE_MOSTLY, GRADE_FULLY";
  EXPECT_THAT(
      said,
      ElementsAre("list.answers[0].requirement_id 7 must be text in quotation "
                  "marks",
                  "list.answers[0].grade GRADE_FULY" + grades,
                  "list.answers[2].grade true" + grades,
                  "target_level 99999999999 must be a whole number of 32 bits",
                  "packed.grades @ must be bytes as base64",
                  "profile.excluded_domain_ids[1] 1.5 must be text in "
                  "quotation marks"));
}

// Every kind of field × every kind of value, alone and in a list.
TEST(CheckJsonTest, TakesWhatProtocolBuffersTake) {
  google::protobuf::FileDescriptorProto file;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"pb(
        name: "a.proto"
        package: "a"
        syntax: "proto3"
        enum_type {
          name: "E"
          value { name: "E_NONE" number: 0 }
          value { name: "E_ONE" number: 1 }
        })pb",
      &file));
  auto* message = file.add_message_type();
  message->set_name("M");
  using Field = google::protobuf::FieldDescriptorProto;
  std::vector<std::string> names;
  for (int type = 1; type <= Field::Type_MAX; ++type) {
    if (type == Field::TYPE_GROUP || type == Field::TYPE_MESSAGE) continue;
    for (const auto label : {Field::LABEL_OPTIONAL, Field::LABEL_REPEATED}) {
      auto* field = message->add_field();
      field->set_name(absl::StrCat("f", message->field_size()));
      field->set_number(message->field_size());
      field->set_label(label);
      field->set_type(static_cast<Field::Type>(type));
      if (type == Field::TYPE_ENUM) field->set_type_name(".a.E");
      names.push_back(
          absl::StrCat(field->name(), " ", Field::Type_Name(field->type())));
    }
  }
  google::protobuf::DescriptorPool pool;
  const auto* built = pool.BuildFile(file);
  ASSERT_NE(built, nullptr);
  const auto* type = built->message_type(0);
  const std::unique_ptr<google::protobuf::util::TypeResolver> types(
      google::protobuf::util::NewTypeResolverForDescriptorPool("t", &pool));
  int taken = 0;
  int refused = 0;
  for (int f = 0; f < type->field_count(); ++f) {
    for (const std::string value : {"0",
                                    "-0",
                                    "1",
                                    "-1",
                                    "7",
                                    "1.0",
                                    "1.5",
                                    "1e2",
                                    "1e-2",
                                    "1E+2",
                                    "-1.0",
                                    "2147483647",
                                    "2147483648",
                                    "-2147483648",
                                    "-2147483649",
                                    "2147483647.0",
                                    "2147483648.0",
                                    "4294967295",
                                    "4294967296",
                                    "4294967295.0",
                                    "9223372036854775807",
                                    "9223372036854775808",
                                    "-9223372036854775808",
                                    "18446744073709551615",
                                    "1e18",
                                    "1e19",
                                    "1e20",
                                    "9223372036854775807.0",
                                    "1e38",
                                    "3.4028234663852886e38",
                                    "1.7976931348623157e308",
                                    "1e39",
                                    "1e308",
                                    "1e400",
                                    "0.1",
                                    "true",
                                    "false",
                                    "{}",
                                    "\"\"",
                                    "\"a\"",
                                    "\"0\"",
                                    "\"1\"",
                                    "\"-1\"",
                                    "\"+1\"",
                                    "\"01\"",
                                    "\" 1\"",
                                    "\"1 \"",
                                    "\"1.0\"",
                                    "\"1.5\"",
                                    "\"1e2\"",
                                    "\"0x1\"",
                                    "\"1,000\"",
                                    "\"2147483648\"",
                                    "\"9223372036854775808\"",
                                    "\"18446744073709551616\"",
                                    "\"true\"",
                                    "\"false\"",
                                    "\"True\"",
                                    "\"yes\"",
                                    "\"null\"",
                                    "\"NaN\"",
                                    "\"nan\"",
                                    "\"Infinity\"",
                                    "\"-Infinity\"",
                                    "\"inf\"",
                                    "\"1e400\"",
                                    "\"E_ONE\"",
                                    "\"e_one\"",
                                    "\"E_TWO\"",
                                    "\"ONE\"",
                                    "\" E_ONE\"",
                                    "\"eOne\"",
                                    "\"AQID\"",
                                    "\"AQI=\"",
                                    "\"AQI\"",
                                    "\"AQ==\"",
                                    "\"AQ\"",
                                    "\"A\"",
                                    "\"AQ=\"",
                                    "\"A===\"",
                                    "\"@@\"",
                                    "\"-_-_\"",
                                    "\"+/+/\"",
                                    "\"+_==\"",
                                    "\"AQ ID\"",
                                    "\"AQID\\n\"",
                                    "\"甲\""}) {
      const std::string json = absl::StrCat(
          "{\"", type->field(f)->name(),
          "\": ", type->field(f)->is_repeated() ? "[" + value + "]" : value,
          "}");
      std::string bytes;
      const bool is_taken = google::protobuf::util::JsonToBinaryString(
                                types.get(), "t/a.M", json, &bytes)
                                .ok();
      const std::vector<std::string> wrong = WrongWith(json, type);
      EXPECT_EQ(wrong.empty(), is_taken)
          << names[static_cast<size_t>(f)] << " " << json;
      ++(is_taken ? taken : refused);
    }
  }
  EXPECT_GT(taken, 300);
  EXPECT_GT(refused, 1000);
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
  EXPECT_FALSE(
      ParseJson("\xEF\xBB\xBF{\"targetLevel\": 1}", &request).has_value());
  request.Clear();
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

// CheckJson looks at no message of Protocol Buffers' own; their reader does.
TEST(ParseJsonTest, SaysWhatTheReaderSays) {
  google::rpc::Status status;
  const auto refusal = ParseJson(
      R"({"details": [{"@type": "type.googleapis.com/no.Such"}]})", &status);
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->reason, "MALFORMED_REQUEST");
  ASSERT_EQ(refusal->violations.total(), 1u);
  EXPECT_EQ(refusal->violations.listed().front().rule_id, "request.malformed");
}

}  // namespace
}  // namespace cmmm::test
