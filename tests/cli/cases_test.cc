// Cases of tests/cases/README.md that belong to no other test: small words, and
// what open answers leave of a number.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// 45: 70 answers, after which only the level is settled.
const char kSeventy[] = "tests/cases/seventy-answers.textproto";

// 37: the forms that the sentence names are those that are read.
TEST(CasesTest, ReadmesSayWhatIsRead) {
  EXPECT_THAT(ReadFile(SourcePath("README.md")),
              HasSubstr("It reads textproto, JSON, .xlsx, CSV, TSV and JSON "
                        "lines; not .xls, .xlsb or .ods."));
  const std::string zh = ReadFile(SourcePath("README.zh-CN.md"));
  EXPECT_THAT(zh, Not(HasSubstr("不读 Excel")));
  for (const char* form : {"textproto", "JSON", ".xlsx", "CSV", "TSV"}) {
    EXPECT_THAT(zh, HasSubstr(form));
  }
  const TempFolder folder;
  const std::string from = DatasetPath("auto-parts-level-3");
  for (const char* name : {"a.xlsx", "a.json", "a.textproto"}) {
    const std::string file = folder.path() + "/" + name;
    ASSERT_EQ(RunCmmm({"convert", from, "-o", file}).exit_code, 0);
    EXPECT_THAT(
        RunCmmm({"score", file, "--format", "textproto", "--view", "level"})
            .out,
        HasSubstr("level: 3"));
  }
  for (const char* name : {"a.csv", "a.jsonl"}) {
    const std::string file = folder.path() + "/" + name;
    ASSERT_EQ(
        RunCmmm({"template", "--weights", "discrete", "-o", file}).exit_code,
        0);
    EXPECT_EQ(
        RunCmmm({"batch", file, "-o", "-", "--unanswered", "not-satisfied"})
            .exit_code,
        0);
  }
  EXPECT_EQ(RunCmmm({"batch", "-", "--from", "tsv", "-o", "-"},
                    "enterprise_id\tweight_set\tdata.1.a\nE\tdiscrete\tfully\n")
                .exit_code,
            65);  // read, and open
}

// 43
TEST(CasesTest, DaysThatAreNoneAreWrongOptions) {
  const std::string file = DatasetPath("auto-parts-level-3");
  for (const char* day : {"", " ", "2023-02-29", "yesterday", "20230228"}) {
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{
              "ready", "national-pilot-2022/demonstration-factory", file},
          std::vector<std::string>{"report", file, "-o", "-"}}) {
      std::vector<std::string> args = command;
      args.insert(args.end(), {"--date", day});
      const ProcessResult result = RunCmmm(args);
      EXPECT_EQ(result.exit_code, 64) << day;
      EXPECT_THAT(result.err, AllOf(HasSubstr("--date"), Not(HasSubstr(file))));
    }
  }
}

// 43
TEST(CasesTest, TrueIsNoGradeAndSaidToBeTrue) {
  const ProcessResult result =
      RunCmmm({"filter"},
              "{\"enterprise_id\":\"E\",\"weight_set\":\"discrete\","
              "\"data.2.b\":true}\n");
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("row.json_value"), HasSubstr("is true or false"),
                    HasSubstr("true 或 false"), Not(HasSubstr("contradict"))));
}

TEST(CasesTest, AnAssessmentIsNotBlamedForWhatIsAskedOfIt) {
  const std::string file = DatasetPath("auto-parts-level-3");
  for (const std::vector<std::string>& more :
       std::vector<std::vector<std::string>>{
           {"--budget", "-1"}, {"--hold", "99"}, {"--cost", "none-such=3"}}) {
    std::vector<std::string> args = {"plan", file, "--lang", "zh"};
    args.insert(args.end(), more.begin(), more.end());
    EXPECT_THAT(RunCmmm(args).err,
                AllOf(HasSubstr("请求有误：1 处"), Not(HasSubstr("自评有误"))));
  }
  // What cannot be held is said of holding it.
  EXPECT_THAT(RunCmmm({"plan", DatasetPath("every-threshold"), "--hold", "20",
                       "--lang", "zh"})
                  .out,
              HasSubstr("经得起下调 20 档的最高等级：未达级"));
}

// 45: both ends, wherever a number depends on what was not asked.
TEST(CasesTest, WhatIsOpenIsARange) {
  const auto said = [](const std::string& command) {
    const ProcessResult result =
        RunCmmm({command, SourcePath(kSeventy), "--lang", "en"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  };
  EXPECT_THAT(said("score"),
              AllOf(HasSubstr("total S = 1.7250–1.7995"), HasSubstr("1–7"),
                    HasSubstr("1–12"), HasSubstr("0.0000   1.0000")));
  EXPECT_THAT(said("plan"), HasSubstr("1–7"));
  EXPECT_THAT(said("margin"), HasSubstr("1–12"));
}

}  // namespace
}  // namespace cmmm::test
