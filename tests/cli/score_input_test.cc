// `cmmm score`: the ways an assessment may come in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kName[] = "garment-workshop-level-0";
constexpr char kByteOrderMark[] = "\xEF\xBB\xBF";

std::string Scored(const std::string& content, const std::string& suffix) {
  const TempFile file(content, suffix);
  const ProcessResult result =
      RunCmmm({"score", "--format", "json", file.path()});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return result.out;
}

std::string Expected() {
  return RunCmmm({"score", "--format", "json", DatasetPath(kName)}).out;
}

// Standard error for a file that must be refused as data.
std::string Refused(const std::string& content) {
  const TempFile file(content);
  const ProcessResult result = RunCmmm({"score", file.path()});
  EXPECT_EQ(result.exit_code, 65) << result.err;
  EXPECT_THAT(result.out, IsEmpty());
  return result.err;
}

TEST(ScoreInputTest, TextprotoAndJsonAreToldApartByContent) {
  const v1::ScoreRequest request = ReadDataset(kName);
  const std::string expected = Expected();
  ASSERT_THAT(expected, Not(IsEmpty()));
  for (const char* suffix : {".textproto", ".json", ""}) {
    EXPECT_EQ(Scored(ToTextproto(request), suffix), expected);
    EXPECT_EQ(Scored(ToJson(request), suffix), expected);
  }
}

TEST(ScoreInputTest, BlanksBeforeJsonDoNotMatter) {
  const std::string json = ToJson(ReadDataset(kName));
  EXPECT_EQ(Scored(" \r\n\t " + json + "\n\n", ".json"), Expected());
}

TEST(ScoreInputTest, JsonMayNameFieldsInEitherStyle) {
  const std::string json = ToJson(ReadDataset(kName));
  ASSERT_THAT(json, HasSubstr("\"requirementId\""));
  std::string snake = json;
  for (size_t at = 0;
       (at = snake.find("requirementId", at)) != std::string::npos;) {
    snake.replace(at, 13, "requirement_id");
  }
  EXPECT_EQ(Scored(snake, ".json"), Expected());
}

TEST(ScoreInputTest, AByteOrderMarkIsSkipped) {
  const v1::ScoreRequest request = ReadDataset(kName);
  EXPECT_EQ(Scored(kByteOrderMark + ToTextproto(request), ""), Expected());
  EXPECT_EQ(Scored(kByteOrderMark + ToJson(request), ""), Expected());
}

TEST(ScoreInputTest, WindowsLineEndsAreFine) {
  std::string text = ReadFile(SourcePath(DatasetPath(kName)));
  for (size_t at = 0; (at = text.find('\n', at)) != std::string::npos;
       at += 2) {
    text.replace(at, 1, "\r\n");
  }
  EXPECT_EQ(Scored(text, ""), Expected());
}

TEST(ScoreInputTest, ADashIsStandardInput) {
  const std::string text = ReadFile(SourcePath(DatasetPath(kName)));
  const ProcessResult result =
      RunCmmm({"score", "--format", "json", "-"}, text);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, Expected());
  const ProcessResult report = RunCmmm({"score", "-"}, text);
  EXPECT_THAT(report.out, HasSubstr("<stdin>\n"));
}

TEST(ScoreInputTest, SeveralFilesAreScoredInOrder) {
  const std::string one = DatasetPath("furniture-maker-level-1");
  const std::string two = DatasetPath("auto-parts-level-3");
  for (const char* format : {"json", "textproto"}) {
    EXPECT_EQ(RunCmmm({"score", "--format", format, one, two}).out,
              RunCmmm({"score", "--format", format, one}).out +
                  RunCmmm({"score", "--format", format, two}).out);
  }
  EXPECT_EQ(RunCmmm({"score", one, two}).out,
            RunCmmm({"score", one}).out + "\n" + RunCmmm({"score", two}).out);
}

TEST(ScoreInputTest, ABadFileAmongGoodOnesDoesNotStopThem) {
  const std::string one = DatasetPath("furniture-maker-level-1");
  const std::string two = DatasetPath("auto-parts-level-3");
  const TempFile bad("nonsense");
  const std::string missing = "no/such/file.textproto";
  const std::string good = RunCmmm({"score", one, two}).out;

  ProcessResult result = RunCmmm({"score", one, bad.path(), missing, two});
  EXPECT_EQ(result.out, good);
  EXPECT_EQ(result.exit_code, 65);  // the first failure
  EXPECT_THAT(result.err, AllOf(HasSubstr(bad.path()), HasSubstr(missing)));

  result = RunCmmm({"score", missing, one, two, bad.path()});
  EXPECT_EQ(result.out, good);
  EXPECT_EQ(result.exit_code, 66);
}

TEST(ScoreInputTest, SyntaxErrorsSayLineAndColumn) {
  EXPECT_THAT(Refused("profile {\n  weight_sat: \"discrete\"\n}\n"),
              AllOf(HasSubstr("  2:13: "), HasSubstr("weight_sat")));
  EXPECT_THAT(Refused("list {\n answers { grade: GRADE_GREAT }\n}\n"),
              AllOf(HasSubstr("  2:"), HasSubstr("GRADE_GREAT")));
  EXPECT_THAT(Refused("profile { weight_set: \"open\n"), HasSubstr("  1:"));
}

TEST(ScoreInputTest, JsonErrorsNameWhatIsWrong) {
  EXPECT_THAT(Refused("{\"profile\": {\"weightSat\": \"discrete\"}}"),
              HasSubstr("weightSat"));
  EXPECT_THAT(Refused("{\"targetLevel\": \"three\"}"), HasSubstr("three"));
  EXPECT_THAT(Refused("{\"targetLevel\": 1"), HasSubstr("JSON"));
  EXPECT_THAT(Refused("[]"), HasSubstr("JSON"));
}

TEST(ScoreInputTest, AnEmptyFileIsRefusedAsEmpty) {
  for (const std::string& content :
       {std::string(), std::string(" \n\t\r\n"), std::string(kByteOrderMark)}) {
    EXPECT_THAT(Refused(content), HasSubstr("the file is empty"));
  }
}

TEST(ScoreInputTest, BytesThatAreNoUtf8SayTheirLine) {
  EXPECT_THAT(Refused("# one\n# two \xff\nlist {}\n"),
              HasSubstr("2:1: the line is not valid UTF-8"));
  EXPECT_THAT(Refused("{\n\n\"a\": \"\xed\xa0\x80\"}"),
              HasSubstr("3:1: the line is not valid UTF-8"));
}

}  // namespace
}  // namespace cmmm::test
