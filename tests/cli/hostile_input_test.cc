// `cmmm score`: input made to hurt is refused, quickly and in few words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr size_t kFiveMegabytes = 5000000;
constexpr size_t kMaxComplaintBytes = 16 << 10;

// `unit` until there are five megabytes.
std::string Repeated(const std::string& unit) {
  std::string text;
  text.reserve(kFiveMegabytes + unit.size());
  while (text.size() < kFiveMegabytes) text += unit;
  return text;
}

void ExpectRefused(const std::string& content) {
  SCOPED_TRACE(content.substr(0, 60));
  const TempFile file(content, "");
  const ProcessResult result = RunCmmm({"score", file.path()});
  EXPECT_EQ(result.exit_code, 65) << result.err.substr(0, 1000);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, Not(IsEmpty()));
  EXPECT_LT(result.err.size(), kMaxComplaintBytes);
}

TEST(HostileInputTest, DeepNestingIsRefused) {
  for (const char* unit :
       {"[", "{", "[{", "{\"list\":", "{\"a\":[", "a{", "a<", "list {",
        "list { answers {", "profile<", "profile { excluded_domain_ids: [",
        "a: [", "(", "[type.googleapis.com/cmmm.v1.ScoreRequest] {"}) {
    ExpectRefused(Repeated(unit));
  }
}

TEST(HostileInputTest, DeepNestingWithinAKnownFieldIsRefused) {
  ExpectRefused("{\"profile\": " + Repeated("["));
  ExpectRefused("{\"list\": {\"answers\": [" + Repeated("{\"x\":"));
  ExpectRefused("list { answers { not_applicable " + Repeated("{"));
  ExpectRefused("# c\nprofile " + Repeated("{ profile "));
}

TEST(HostileInputTest, ManyErrorsAreFewLines) {
  ExpectRefused(Repeated("\x01 "));
  ExpectRefused(Repeated("\x01\n"));
  ExpectRefused("model { id: \"" + Repeated("\\q") + "\" }");
  ExpectRefused("model { id: " + Repeated("\"\\q\"\n") + " }");
  ExpectRefused("target_level: " + Repeated("9"));
  ExpectRefused("target_level: " + Repeated("0x "));
  ExpectRefused(Repeated("unknown: 1\n"));
  ExpectRefused("{" + Repeated("\"unknown\": 1,\n") + "}");
  ExpectRefused("{\"model\": {\"id\": \"" + Repeated("\\u00zz"));
}

TEST(HostileInputTest, LongTokensAreRefused) {
  ExpectRefused(Repeated("x"));
  ExpectRefused("{\"" + Repeated("x") + "\": 1}");
  ExpectRefused("model { id: \"" + Repeated("模") + "\" }");
  ExpectRefused("{\"model\": {\"id\": \"" + Repeated("模") + "\"}}");
  ExpectRefused("{\"targetLevel\": " + Repeated("9") + "}");
  ExpectRefused("list { answers { requirement_id: \"" + Repeated("\\n") +
                "\" } }");
}

TEST(HostileInputTest, BytesThatAreNoTextAreRefused) {
  ExpectRefused(Repeated("\xff\xfe"));
  ExpectRefused(Repeated(std::string("\0", 1)));
  ExpectRefused(std::string("{\0}", 3));
  ExpectRefused("model { id: \"\xc0\x80\" }");
  ExpectRefused("model { id: \"\\377\\376\" }");  // escapes that are no UTF-8
  ExpectRefused("{\"model\": {\"id\": \"\\ud800\"}}");
}

TEST(HostileInputTest, EveryTruncationEndsWithoutACrash) {
  // `list` is closed last, so no beginning of the file is complete.
  const std::string text =
      ReadFile(SourcePath(DatasetPath("half-filled-questionnaire")));
  const std::string json = ToJson(ReadDataset("half-filled-questionnaire"));
  for (const std::string& whole : {text, json}) {
    for (int part = 1; part < 40; ++part) {
      const std::string cut = whole.substr(0, whole.size() * part / 40);
      const TempFile file(cut, "");
      EXPECT_EQ(RunCmmm({"score", file.path()}).exit_code, 65) << part;
    }
  }
}

TEST(HostileInputTest, AHugeListOfAnswersIsRefusedWithAFewOfThem) {
  const TempFile file("profile { weight_set: \"discrete\" }\nlist {\n" +
                      Repeated("answers { requirement_id: \"x\" }\n") + "}\n");
  const ProcessResult result = RunCmmm({"score", file.path()});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("answer.unknown_requirement"));
  EXPECT_THAT(result.err, HasSubstr(" more\n"));
  EXPECT_LT(result.err.size(), size_t{200} << 10);
}

TEST(HostileInputTest, AFileAboveSixteenMebibytesIsTooLarge) {
  const std::string comment = "# " + std::string(17 << 20, 'x');
  const TempFile file(comment);
  for (const ProcessResult& result :
       {RunCmmm({"score", file.path()}), RunCmmm({"score", "-"}, comment)}) {
    EXPECT_EQ(result.exit_code, 65);
    EXPECT_THAT(result.err, HasSubstr("larger than 16777216 bytes"));
  }
}

TEST(HostileInputTest, AnEndlessFileIsTooLarge) {
  const ProcessResult result = RunCmmm({"score", "/dev/zero"});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("larger than 16777216 bytes"));
}

TEST(HostileInputTest, AFolderIsNoFile) {
  const ProcessResult result = RunCmmm({"score", "datasets"});
  EXPECT_EQ(result.exit_code, 66);
  EXPECT_THAT(result.err, HasSubstr("datasets: cannot be read"));
}

}  // namespace
}  // namespace cmmm::test
