// Options that do not go together: every command says which, and does nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/exit_code.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

struct WrongCall {
  std::vector<std::string> arguments;
  std::string says;
};

constexpr char kOne[] = "datasets/furniture-maker-level-1.textproto";
constexpr char kOther[] = "datasets/auto-parts-level-3.textproto";

TEST(UsageTest, SaysWhichOptionsDoNotGoTogether) {
  const TempFolder folder;
  const std::string out = folder.path() + "/out";
  const std::vector<WrongCall> calls = {
      {{"filter", "--format", "jsonl", "--header"},
       "--header is for --format tsv"},
      {{"join", kOne, "-o", out + ".json"}, "name two parts or more to join"},
      {{"join", kOne, kOther, "-o", out + ".pdf"},
       "--output: the name must end in .xlsx, .json or .textproto"},
      {{"convert", kOne, "-o", out + ".pdf"},
       "--output: the name must end in .xlsx, .json or .textproto"},
      {{"template", "--weights", "discrete", "-o", out + ".pdf"},
       "--output: the name must end in .xlsx, .csv or .jsonl"},
      {{"model", "export", "-o", out + ".pdf"},
       "--output: the name must end in .xlsx"},
      {{"report", kOne, kOther, "-o", "-"}, "several reports need a folder"},
      {{"report", kOne, kOther, "-o", folder.path(), "--label", "x"},
       "--label names one enterprise only"},
      {{"portfolio", kOne, "--bring", "1"}, "--bring and --to belong together"},
      {{"portfolio", kOne, "--to", "1"}, "--bring and --to belong together"},
      {{"portfolio", kOne, "--by", "city"},
       "--by needs tables: other assessments have no columns"},
  };
  for (const WrongCall& call : calls) {
    SCOPED_TRACE(call.arguments[0]);
    const ProcessResult result = RunCmmm(call.arguments);
    EXPECT_EQ(result.exit_code, cli::kExitUsage);
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, HasSubstr(call.says));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

// Of several options each its fault, and nothing is written.
TEST(UsageTest, SaysWhatIsWrongWithEachOption) {
  const TempFolder folder;
  const std::string out = folder.path() + "/out";
  struct {
    std::vector<std::string> arguments;
    std::vector<std::string> says;
  } const calls[] = {
      {{"filter", "--header", "--weights", "nope"},
       {"--header is for --format tsv", "nope"}},
      {{"synthesize", "--year", "1066", "-o", out + ".pdf"},
       {"the output is csv or jsonl", "1066.tsv"}},
      {{"template", "--weights", "nope", "-o", out + ".pdf"},
       {"nope", "--output: the name must end in .xlsx, .csv or .jsonl"}},
      {{"report", kOne, kOther, "-o", "-", "--label", "x", "--date", "soon",
        "--programme", "nope", "--cohort", out + ".json", "--declarations",
        out + ".textproto"},
       {"several reports need a folder", "--label names one enterprise only",
        "soon", "nope", "out.json", "out.textproto"}},
  };
  for (const auto& call : calls) {
    SCOPED_TRACE(call.arguments[0]);
    const ProcessResult result = RunCmmm(call.arguments);
    EXPECT_EQ(result.exit_code, cli::kExitUsage) << result.err;
    EXPECT_THAT(result.out, IsEmpty());
    for (const std::string& one : call.says) {
      EXPECT_THAT(result.err, HasSubstr(one));
    }
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

// A value that an option does not take, and words that none takes, each in one
// line, in their order and in the language asked for, at every command.
TEST(UsageTest, SaysWhatIsTakenInstead) {
  const std::string help = "\nRun with --help for more information.\n";
  const std::string zh = "\n用 --help 查看用法。\n";
  const std::vector<WrongCall> calls = {
      {{"filter", "--up-to", "x"},
       "--up-to: `x` must be a whole number, 0 or more" + help},
      {{"filter", "--up-to", "1.5", "--lang", "zh"},
       "--up-to：“1.5”须为不小于 0 的整数" + zh},
      {{"score", kOne, "--up-to", "-1"},
       "--up-to: `-1` must be a whole number, 0 or more" + help},
      {{"filter", "--grades", "q"},
       "--grades: `q` must be one of words, scores, codes" + help},
      {{"filter", "--grades", "q", "--lang", "zh"},
       "--grades：“q”须为其中之一：words、scores、codes" + zh},
      {{"batch", kOne, "--threads", "0"},
       "--threads: `0` must be a whole number from 1 to "},
      {{"batch", kOne, "--threads", "many", "--lang", "zh"},
       "--threads：“many”须为 1 到 "},
      {{"filter", "--bogus", "3"},
       "The following arguments were not expected: --bogus 3" + help},
      {{"filter", "--bogus", "3", "--lang", "zh"},
       "不认识的参数：--bogus 3" + zh},
      {{"score", kOne, "--up-t"},
       "The following argument was not expected: --up-t" + help},
      {{"filter", "--header=maybe"},
       "--header takes no value, but is given `maybe`" + help},
      {{"filter", "--header=maybe", "--lang", "zh"},
       "--header 不带值，却写了“maybe”" + zh},
      {{"filter", "--lang", "zh", "--header", "--columns", "a"},
       "不能同时使用：--columns、--header" + zh},
      {{"filter", "--lang", "zh", "--up-to"}, "--up-to 缺少值" + zh},
      {{"model", "--lang", "zh"}, "请写明要用的命令" + zh},
      {{"keygen", "--lang", "zh"}, "缺少必填项："},
      {{"scor", kOne}, "There is no command `scor`; there are: "},
      {{"scor", kOne, "--lang", "zh"}, "没有“scor”这一命令；现有："},
      {{"model", "exprot"},
       "There is no command `exprot`; there are: lint, list, "},
      {{"audit", "verfy", "--lang", "zh"}, "没有“verfy”这一命令；现有："},
      {{"bounds", kOne, "--up-to", "99999999999", "--lang", "zh"},
       "--up-to：“99999999999”须为整数，且不能过大" + zh},
      {{"plan", kOne, "--budget", "x"},
       "cmmm: --budget: `x` must be a whole number of usual size\n"},
      {{"plan", kOne, "--budget", "99999999999999999999", "--lang", "zh"},
       "cmmm: --budget：“99999999999999999999”须为整数，且不能过大\n"},
      // All that is wrong at once.
      {{"filter", "--up-to", "x", "--grades", "q", "--bogus", "3"},
       "--grades: `q` must be one of words, scores, codes\n"
       "--up-to: `x` must be a whole number, 0 or more\n"
       "The following arguments were not expected: --bogus 3" +
           help},
      {{"convert", "--lang", "zh", "--bogus"},
       "缺少必填项：--output\n不认识的参数：--bogus" + zh},
      {{"join", "--lang", "en"},
       "PART is required\n--output is required" + help},
      {{"plan", kOne, "--hold", "x", "--target", "9", "--cost", "a",
        "--requires", "b", "--weights", "w", "--lang", "zh"},
       "cmmm: --hold：“x”须为整数，且不能过大\n"
       "      --cost：“a”不是 ID=N"},
      {{"score", kOne, "--weights", "a", "--exclude", "b,c", "--up-to", "9",
        "--lang", "zh"},
       "cmmm: --weights “a”：没有这一权重集；现有："},
      {{"model", "list", "--lang", "fr"},
       "--lang: `fr` must be one of zh, en" + help},
  };
  const std::string plan =
      RunCmmm({"plan", kOne, "--hold", "x", "--target", "9", "--requires", "b",
               "--weights", "w", "--lang", "zh"})
          .err;
  for (const char* says : {"--hold：“x”", "--requires：“b”", "--weights “w”",
                           "target_level: plan.target_range"}) {
    EXPECT_THAT(plan, HasSubstr(says));
  }
  for (const WrongCall& call : calls) {
    const ProcessResult result = RunCmmm(call.arguments);
    EXPECT_EQ(result.exit_code, cli::kExitUsage) << call.says;
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, StartsWith(call.says));
  }
}

// The file has no part in it.
TEST(UsageTest, NamesEveryOptionOfAPlanThatCannotBe) {
  const ProcessResult result =
      RunCmmm({"plan", kOne, "--target", "9", "--hold", "99"});
  EXPECT_EQ(result.exit_code, cli::kExitUsage);
  EXPECT_THAT(result.err, ::testing::AllOf(::testing::HasSubstr("target_range"),
                                           ::testing::HasSubstr("hold_range")));
}

TEST(UsageTest, NamesEveryOptionThatTheModelDoesNotHave) {
  const ProcessResult result =
      RunCmmm({"score", kOne, "--weights", "a", "--exclude", "b,logistics,c",
               "--up-to", "9"});
  EXPECT_EQ(result.exit_code, cli::kExitUsage);
  const std::vector<std::string> lines = absl::StrSplit(result.err, '\n');
  ASSERT_EQ(lines.size(), 5u) << result.err;
  EXPECT_THAT(lines[0], StartsWith("cmmm: --weights `a`: no weight set"));
  EXPECT_THAT(lines[1], StartsWith("      --exclude `b`: no domain"));
  EXPECT_THAT(lines[2], StartsWith("      --exclude `c`: no domain"));
  EXPECT_THAT(lines[3], StartsWith("      --up-to `9`: must be 0 to "));
}

// Names count in arguments as everywhere, and what is refused is shown as it
// was written.
TEST(UsageTest, DoubtsAndSubjectsAreReadAsNamesAndShownAsWritten) {
  const auto out_of = [](const std::vector<std::string>& args) {
    const ProcessResult result = RunCmmm(args);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  };
  const auto doubt = [&](const std::string& grades) {
    return std::vector<std::string>{"bounds", kOne, "--doubt",
                                    "data.2.b=" + grades};
  };
  const std::string bounds = out_of(doubt("partly..fully"));
  for (const char* grades :
       {"GRADE_PARTLY..GRADE_FULLY", "Partly..Fully", "部分满足..全部满足"}) {
    EXPECT_EQ(out_of(doubt(grades)), bounds) << grades;
  }
  for (const char* wrong : {"partly", "well..fully", "partly..n/a", ""}) {
    std::vector<std::string> args = doubt(wrong);
    args.insert(args.end(), {"--doubt", "nothing", "--lang", "zh"});
    const ProcessResult result = RunCmmm(args);
    EXPECT_EQ(result.exit_code, cli::kExitUsage);
    EXPECT_THAT(result.err, HasSubstr(absl::StrCat("“data.2.b=", wrong, "”")));
    EXPECT_THAT(result.err, HasSubstr("“nothing”"));
  }
  EXPECT_THAT(RunCmmm(doubt("fully..not")).err, HasSubstr("`fully..not`"));

  const std::string level = out_of({"explain", kOne, "level:2"});
  EXPECT_EQ(out_of({"explain", kOne, "level:二级"}), level);
  EXPECT_EQ(out_of({"explain", kOne, "node:domain:logistics:二级"}),
            out_of({"explain", kOne, "node:domain:logistics:2"}));
  for (const char* wrong : {"level:top", "level", "node:logistics"}) {
    const ProcessResult result =
        RunCmmm({"explain", kOne, wrong, "--lang", "zh"});
    EXPECT_EQ(result.exit_code, cli::kExitUsage);
    EXPECT_THAT(result.err, HasSubstr(absl::StrCat("“", wrong, "”")));
  }
  const ProcessResult unknown = RunCmmm({"explain", kOne, "totale"});
  EXPECT_EQ(unknown.exit_code, cli::kExitData);
  EXPECT_THAT(unknown.err, HasSubstr("`totale`"));
}

TEST(UsageTest, DomainsOfATemplateAreNamesAndApartAsThoseLeftOut) {
  const TempFolder folder;
  const auto made = [&](const std::string& domains) {
    const std::string out = folder.path() + "/t.csv";
    const ProcessResult result =
        RunCmmm({"template", "--weights", "discrete", "--domains", domains,
                 "-o", out, "--force"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return ReadFile(out);
  };
  const std::string plain = made("logistics,sales");
  for (const char* domains :
       {"物流|销售", "物 流、销售", "Ｌogistics；SALES", "物流\n销售"}) {
    EXPECT_EQ(made(domains), plain) << domains;
  }
  const ProcessResult wrong =
      RunCmmm({"template", "--weights", "discrete", "--domains", "物流|厨房",
               "-o", folder.path() + "/x.csv", "--lang", "zh"});
  EXPECT_EQ(wrong.exit_code, cli::kExitUsage);
  EXPECT_THAT(wrong.err, HasSubstr("厨房"));
}

TEST(UsageTest, ResultsAreNotMixedWithAssessments) {
  const TempFolder folder;
  const std::string results = folder.path() + "/results.csv";
  ASSERT_EQ(RunCmmm({"batch", "-", "--weights", "discrete", "-o", results},
                    RunCmmm({"synthesize", "--n", "30"}).out)
                .exit_code,
            cli::kExitOk);
  ProcessResult result = RunCmmm({"portfolio", results, kOne});
  EXPECT_EQ(result.exit_code, cli::kExitUsage);
  EXPECT_THAT(result.err, HasSubstr("results of cmmm batch and assessments "
                                    "cannot be mixed"));
  result = RunCmmm({"portfolio", results, "--bring", "1", "--to", "2"});
  EXPECT_EQ(result.exit_code, cli::kExitUsage);
  EXPECT_THAT(result.err, HasSubstr("--bring needs assessments"));
}

TEST(UsageTest, OnlyFilesAreResumed) {
  const TempFile table(RunCmmm({"synthesize", "--n", "3"}).out, ".csv");
  const ProcessResult result = RunCmmm(
      {"batch", table.path(), "--weights", "discrete", "-o", "-", "--resume"});
  EXPECT_EQ(result.exit_code, cli::kExitUsage);
  EXPECT_THAT(result.err, HasSubstr("--resume needs an output and rejects "
                                    "that are files"));
}

TEST(UsageTest, AFewEnterprisesAreNoCohort) {
  const TempFolder folder;
  const std::string cohort = folder.path() + "/cohort.textproto";
  const ProcessResult result =
      RunCmmm({"portfolio", kOne, kOther, "--cohort", cohort});
  EXPECT_EQ(result.exit_code, cli::kExitData);
  EXPECT_THAT(result.err, HasSubstr("too few enterprises for a cohort"));
  EXPECT_FALSE(std::filesystem::exists(cohort));
}

}  // namespace
}  // namespace cmmm::test
