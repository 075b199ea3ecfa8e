// What a person reads on a terminal of 80 columns is not wider, whatever it is
// about, in both languages; and says one thing by one name.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "engine/base/utf8.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr int kTerminal = 80;

// Every way to ask about one assessment.
std::vector<std::vector<std::string>> CallsFor(const std::string& file) {
  return {{"score", file, "--unanswered", "bounds"},
          {"plan", file, "--unanswered", "bounds"},
          {"plan", file, "--unanswered", "bounds", "--hold", "2"},
          {"margin", file, "--unanswered", "bounds"},
          {"bounds", file},
          {"next", file},
          {"explain", file, "total", "--unanswered", "bounds", "--depth", "4"},
          {"compare", file, DatasetPath("auto-parts-level-3"), "--unanswered",
           "bounds"},
          {"ready", "national-pilot-2022/demonstration-factory", file, "--date",
           "2022-10-20"}};
}

// Lines that have the path of the file are as wide as that.
void ExpectNarrow(const std::vector<std::string>& call,
                  const std::string& file) {
  const ProcessResult result = RunCmmm(call);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  for (const std::string& line :
       std::vector<std::string>(absl::StrSplit(result.out, '\n'))) {
    if (!file.empty() && absl::StrContains(line, file)) continue;
    EXPECT_FALSE(absl::EndsWith(line, " ")) << line;
    // The rest of an id that was broken, as `b` or `.2.b`.
    EXPECT_THAT(line, Not(testing::MatchesRegex(" +[_.0-9]*\\.?[a-z] *")))
        << call[0];
    EXPECT_LE(DisplayWidth(line), kTerminal)
        << call[0] << " " << call[1] << "\n"
        << line;
  }
}

TEST(WidthTest, NothingIsWiderThanTheTerminal) {
  for (const char* dataset : {"half-filled-questionnaire",
                              "hunan-equipment-maker-just-misses-level-2",
                              "lighthouse-electronics-level-5"}) {
    const std::string file = DatasetPath(dataset);
    for (const char* language : {"zh", "en"}) {
      for (std::vector<std::string> call : CallsFor(file)) {
        call.insert(call.end(), {"--lang", language});
        ExpectNarrow(call, file);
      }
    }
  }
}

TEST(WidthTest, InterviewsToo) {
  for (const char* language : {"zh", "en"}) {
    const TempFolder folder;
    const std::string file = folder.path() + "/my.textproto";
    const ProcessResult result =
        RunCmmm({"ask", file, "--weights", "discrete", "--lang", language},
                "?\n4\n3\nn\nwhat\ns\nb\n4\n4\n4\n4\n4\nq\n");
    EXPECT_EQ(result.exit_code, 0) << result.err;
    for (const std::string& line :
         std::vector<std::string>(absl::StrSplit(result.out, '\n'))) {
      if (absl::StrContains(line, file)) continue;
      EXPECT_LE(DisplayWidth(line), kTerminal) << line;
    }
    EXPECT_THAT(result.out, Not(HasSubstr("依据：")));
    EXPECT_THAT(result.out, Not(HasSubstr("。 ")));
  }
}

TEST(WidthTest, PortfoliosAndListsToo) {
  std::vector<std::string> portfolio = DatasetPaths();
  portfolio.insert(portfolio.begin(), "portfolio");
  portfolio.insert(portfolio.end(),
                   {"--min-group", "1", "--bring", "13", "--to", "2", "--names",
                    "--unanswered", "bounds"});
  for (const char* language : {"zh", "en"}) {
    for (std::vector<std::string> call : {portfolio, {"ready", "--list"}}) {
      call.insert(call.end(), {"--lang", language});
      ExpectNarrow(call, "");
    }
  }
}

// One name each for no level, a requirement, a level and the readings.
TEST(WordsTest, OneNameForOneThing) {
  std::string all;
  for (const char* dataset :
       {"garment-workshop-level-0", "half-filled-questionnaire",
        "hunan-equipment-maker-just-misses-level-2"}) {
    for (std::vector<std::string> call : CallsFor(DatasetPath(dataset))) {
      call.insert(call.end(), {"--lang", "zh"});
      all += RunCmmm(call).out;
    }
    all += RunCmmm({"report", DatasetPath(dataset), "-o", "-", "--unanswered",
                    "bounds", "--lang", "zh"})
               .out;
  }
  const TempFolder folder;
  const std::string questions = folder.path() + "/t.csv";
  for (const std::vector<std::string>& call :
       std::vector<std::vector<std::string>>{
           {"ask", folder.path() + "/a.textproto"},
           {"questionnaire"},
           {"template", "-o", questions}}) {
    std::vector<std::string> args = call;
    args.insert(args.end(), {"--weights", "discrete", "--lang", "zh"});
    const ProcessResult result = RunCmmm(args, "q\n");
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out + (call[0] == "template" ? ReadFile(questions) : ""),
                HasSubstr("一级（规划级）"))
        << call[0];
    all += result.out;
  }
  all += ReadFile(questions);
  EXPECT_THAT(all, HasSubstr("一级（规划级）"));
  EXPECT_THAT(all, HasSubstr("未达级"));
  for (const char* other :
       {"1 规划级", "第 1 级", "未达到任何等级", "条要求", "未达到 1 级"}) {
    EXPECT_THAT(all, Not(HasSubstr(other)));
  }
  static const std::regex digits("[0-9] 级");
  EXPECT_FALSE(std::regex_search(all, digits));
}

}  // namespace
}  // namespace cmmm::test
