// `cmmm portfolio` over real results of `cmmm batch`, and cohorts in use.
#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cmmm/v1/portfolio.pb.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"
#include "tests/excel/make_workbook.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr int kRows = 300;

// Results of random enterprises, one region of four with two enterprises only.
class PortfolioCommandTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new BatchFolder;
    Table table = RandomTable(kRows, 11, CodeTexts());
    table[0].push_back("region");
    for (size_t i = 1; i < table.size(); ++i) {
      const char* const regions[] = {"north", "south", "=east"};
      table[i].push_back(i < 3 ? "tiny" : regions[i % 3]);
    }
    const std::string input = folder_->Write("in.csv", ToCsv(table));
    for (const char* name : {"out.csv", "out.jsonl"}) {
      const ProcessResult result =
          RunCmmm({"batch", input, "-o", folder_->File(name), "--grades",
                   "codes", "--quiet"});
      ASSERT_EQ(result.exit_code, 0) << result.err;
    }
  }
  static void TearDownTestSuite() { delete folder_; }

  static std::string Results() { return folder_->File("out.csv"); }

  static v1::Portfolio Printed(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "portfolio");
    arguments.insert(arguments.end(), {"--format", "json"});
    const ProcessResult result = RunCmmm(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    v1::Portfolio portfolio;
    EXPECT_TRUE(
        google::protobuf::util::JsonStringToMessage(result.out, &portfolio)
            .ok());
    return portfolio;
  }

  // Leaves a question open that every enterprise is asked.
  static void LeaveOpen(size_t row, Table* table) {
    const Cells& titles = table->front();
    const auto asked = std::find_if(titles.begin(), titles.end(),
                                    [](const std::string& title) {
                                      return title.rfind("data.1.a", 0) == 0;
                                    });
    ASSERT_NE(asked, titles.end());
    (*table)[row][static_cast<size_t>(asked - titles.begin())] = "";
  }

  static BatchFolder* folder_;
};
BatchFolder* PortfolioCommandTest::folder_ = nullptr;

// Who was left out for open questions is no reason to say that it cannot be.
TEST_F(PortfolioCommandTest, WhatIsLeftOutMayStillBeReached) {
  const std::string file = DatasetPath("half-filled-questionnaire");
  const std::string page = folder_->File("left-out.html");
  for (const char* language : {"zh", "en"}) {
    SCOPED_TRACE(language);
    const bool zh = *language == 'z';
    for (const char* bring : {"1", "2"}) {
      const ProcessResult result =
          RunCmmm({"portfolio", file, "--unanswered", "bounds", "--min-group",
                   "1", "--bring", bring, "--to", "2", "--lang", language,
                   "--page", page, "--force"});
      ASSERT_EQ(result.exit_code, 0) << result.err;
      const char* const undecided = zh ? "尚未确定" : "is not settled";
      const char* const never =
          zh ? "达不到这个数目" : "That many cannot be reached";
      for (const std::string& text : {result.out, ReadFile(page)}) {
        EXPECT_THAT(text, HasSubstr(*bring == '1' ? undecided : never));
        EXPECT_THAT(text, Not(HasSubstr(*bring == '1' ? never : undecided)));
      }
      EXPECT_THAT(ReadFile(page), HasSubstr(zh ? "未作答的条款）的企业：1 家"
                                               : "questions not answered: 1."));
    }
  }
}

TEST_F(PortfolioCommandTest, CountsWhatTheResultsSay) {
  const v1::Portfolio portfolio = Printed({Results(), "--min-group", "1"});
  std::map<std::string, int> levels;
  std::vector<double> totals;
  for (const auto& [id, row] : ById(ReadCsvFile(Results()))) {
    ++levels[row.at("level")];
    totals.push_back(std::stod(row.at("total")));
  }
  EXPECT_EQ(portfolio.enterprises(), kRows);
  for (const v1::LevelCount& row : portfolio.all().levels()) {
    EXPECT_EQ(row.enterprises(), levels[absl::StrCat(row.level())]);
  }
  std::sort(totals.begin(), totals.end());
  EXPECT_DOUBLE_EQ(portfolio.all().total().p50(), totals[kRows / 2 - 1]);
  EXPECT_EQ(portfolio.all().subdomains_size(), 20);
}

TEST_F(PortfolioCommandTest, JsonLinesSayTheSame) {
  const auto print = [](const std::string& file) {
    return RunCmmm({"portfolio", file, "--by", "region", "--lang", "en"}).out;
  };
  EXPECT_EQ(print(Results()), print(folder_->File("out.jsonl")));
  EXPECT_TRUE(Printed({Results(), "--by", "region"}).SerializeAsString() ==
              Printed({folder_->File("out.jsonl"), "--by", "region"})
                  .SerializeAsString());
}

// Without the manifest nothing says which model it was.
// The workbook says what the CSV it was made from says, in both languages.
TEST_F(PortfolioCommandTest, WorkbooksOfResultsSayTheSame) {
  const std::string input = folder_->File("in.csv");
  const v1::Portfolio expected = Printed({Results(), "--by", "region"});
  for (const char* language : {"zh", "en"}) {
    const std::string book =
        folder_->File(absl::StrCat("book-", language, ".xlsx"));
    ASSERT_EQ(RunCmmm({"batch", input, "-o", book, "--grades", "codes",
                       "--quiet", "--lang", language})
                  .exit_code,
              0);
    const v1::Portfolio portfolio = Printed({book, "--by", "region"});
    EXPECT_EQ(portfolio.DebugString(), expected.DebugString()) << language;
  }
}

// As somebody does who looks for the best of a sheet.
TEST_F(PortfolioCommandTest, RowsOfOneEnterpriseAreNotSeveral) {
  const std::string page = folder_->File("twice.html");
  const ProcessResult result = RunCmmm(
      {"portfolio", Results(), Results(), "--lang", "zh", "--page", page});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("600 行结果，300 家企业"));
  EXPECT_THAT(ReadFile(page), HasSubstr("600 行结果，300 家企业"));
}

TEST_F(PortfolioCommandTest, SheetsThatWereSortedApartAreRefused) {
  const auto book = [](const std::string& first, const std::string& second,
                       const std::string& level) {
    return Zip(WorkbookParts(
        {{"得分",
          TextRows({{"企业编号", "等级", "总分", "总分（分数）", level},
                    {first, "1", "1.5", "3/2", "0.9"},
                    {second, "1", "1.5", "3/2", "0.9"}}),
          ""},
         {"热力图",
          TextRows({{"企业编号", "等级", "数据"},
                    {"A", "1", "1.5"},
                    {"B", "1", "–"}}),
          ""}}));
  };
  const std::string sorted =
      folder_->Write("s.xlsx", book("B", "A", "1 规划级"));
  const ProcessResult result = RunCmmm({"portfolio", sorted});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("row 2: the sheets of scores"));
  for (const char* level :
       {"1 规划级", "一级（规划级）", "level 1 (planning)"}) {
    const std::string sound = folder_->Write("s.xlsx", book("A", "B", level));
    EXPECT_EQ(RunCmmm({"portfolio", sound}).exit_code, 0) << level;
  }
}

TEST_F(PortfolioCommandTest, ReadsTablesInWorkbooks) {
  const Table table = ReadCsvFile(folder_->File("in.csv"));
  const std::string book = folder_->Write(
      "table.xlsx", Zip(WorkbookParts({{"数据", TextRows(table), ""}})));
  const v1::Portfolio of_book =
      Printed({book, "--grades", "codes", "--by", "region"});
  const v1::Portfolio of_csv =
      Printed({folder_->File("in.csv"), "--grades", "codes", "--by", "region"});
  EXPECT_EQ(of_book.enterprises(), kRows);
  EXPECT_EQ(of_book.DebugString(), of_csv.DebugString());
}

TEST_F(PortfolioCommandTest, ResultsAloneAreEnough) {
  const std::string copy = folder_->Write("alone.csv", ReadFile(Results()));
  v1::Portfolio alone = Printed({copy});
  EXPECT_TRUE(alone.counted_as_not_unknown());
  alone.clear_counted_as_not_unknown();
  EXPECT_EQ(alone.DebugString(), Printed({Results()}).DebugString());
  EXPECT_THAT(RunCmmm({"portfolio", copy, "--lang", "en"}).out,
              HasSubstr("Production operation"));
}

TEST_F(PortfolioCommandTest, GroupsByAColumnWithoutSmallGroups) {
  const v1::Portfolio portfolio = Printed({Results(), "--by", "region"});
  ASSERT_EQ(portfolio.columns_size(), 1);
  int all = 0;
  std::set<std::string> values;
  for (const v1::PortfolioGroup& group : portfolio.columns(0).groups()) {
    EXPECT_GE(group.enterprises(), 5);
    all += group.enterprises();
    values.insert(group.value());
  }
  EXPECT_EQ(all, kRows);
  EXPECT_EQ(values.count("tiny"), 0u);
  EXPECT_EQ(values.count("'=east"), 0u);  // the guard of the CSV is gone
  const std::string text =
      RunCmmm({"portfolio", Results(), "--by", "region", "--lang", "zh"}).out;
  EXPECT_THAT(text, Not(HasSubstr("tiny")));
  EXPECT_THAT(text, HasSubstr("（其余合计）"));
}

TEST_F(PortfolioCommandTest, CohortPlacesAnEnterprise) {
  const std::string cohort = folder_->File("cohort.json");
  ASSERT_EQ(RunCmmm({"portfolio", Results(), "--cohort", cohort}).exit_code, 0);
  const std::string file = ReadFile(cohort);
  EXPECT_THAT(file, HasSubstr("\"digest\""));
  for (const auto& [id, row] : ById(ReadCsvFile(Results()))) {
    EXPECT_THAT(file, Not(HasSubstr("\"" + id + "\"")));
  }
  const std::string best = DatasetPath("lighthouse-electronics-level-5");
  EXPECT_THAT(RunCmmm({"score", best, "--cohort", cohort, "--lang", "en"}).out,
              HasSubstr("The total is above that of 300 of 300 enterprises"));
  const ProcessResult report =
      RunCmmm({"report", best, "-o", "-", "--cohort", cohort, "--lang", "zh"});
  EXPECT_THAT(report.out, HasSubstr("与 300 家企业相比"));
  EXPECT_THAT(report.out, HasSubstr("与同类企业比较"));
}

// The JSON of a score is a ScoreResponse and nothing else.
TEST_F(PortfolioCommandTest, CohortsAreNoPartOfAMessage) {
  for (const char* format : {"json", "textproto"}) {
    const ProcessResult result =
        RunCmmm({"score", DatasetPath("furniture-maker-level-1"), "--cohort",
                 "none.json", "--format", format});
    EXPECT_EQ(result.exit_code, 64);
    EXPECT_EQ(result.out, "");
    EXPECT_THAT(result.err, HasSubstr("--format text"));
    EXPECT_THAT(
        RunCmmm({"score", DatasetPath("furniture-maker-level-1"), "--cohort",
                 "none.json", "--format", format, "--lang", "zh"})
            .err,
        HasSubstr("只用于"));
  }
}

TEST_F(PortfolioCommandTest, RefusesWhatCannotBeMeant) {
  const std::string file = DatasetPath("furniture-maker-level-1");
  const auto code = [](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "portfolio");
    return RunCmmm(arguments).exit_code;
  };
  EXPECT_EQ(code({Results(), file}), 64);
  EXPECT_EQ(code({Results(), "--bring", "3", "--to", "2"}), 64);
  EXPECT_EQ(code({file, "--bring", "3"}), 64);
  EXPECT_EQ(code({file, "--by", "region"}), 64);
  EXPECT_EQ(code({Results(), "--by", "no-such"}), 65);
  const ProcessResult column = RunCmmm({"portfolio", folder_->File("in.csv"),
                                        "--grades", "codes", "--by", "Region"});
  EXPECT_EQ(column.exit_code, 64);
  EXPECT_EQ(column.out, "");
  EXPECT_EQ(code({Results(), "--cohort", folder_->File("x.json"), "--min-group",
                  "4"}),
            64);
  EXPECT_EQ(code({Results(), "--cohort", Results()}), 64);
  EXPECT_EQ(code({file, "--cohort", folder_->File("few.json")}), 65);
  EXPECT_EQ(code({folder_->File("none.csv")}), 66);
  const TempFile cohort("{}", ".json");
  EXPECT_EQ(RunCmmm({"score", file, "--cohort", cohort.path()}).exit_code, 65);
  EXPECT_EQ(
      RunCmmm({"report", file, "-o", "-", "--cohort", cohort.path()}).exit_code,
      65);
}

// A row that is no result, a file that is none and one that is not there are
// named and left out; the others are counted.
TEST_F(PortfolioCommandTest, OneBadRowOrFileStopsNoOthers) {
  std::string text = ReadFile(Results());
  const std::string rest = std::string(28, ',') + "\r\n";
  text += "X,9,0.5" + rest + "Y,2,two" + rest + "Z,2\r\n";
  const std::string bad = folder_->Write("bad.csv", text);
  const ProcessResult result =
      RunCmmm({"portfolio", bad, "--format", "json", "--lang", "zh"});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.out, HasSubstr("\"enterprises\": 300"));
  EXPECT_THAT(result.out, Not(HasSubstr("\"level\": 6")));
  EXPECT_THAT(
      result.err,
      AllOf(HasSubstr("bad.csv：第 302 行（X）: level：没有等级 9；结果中的等级"
                      "为 0 至 5"),
            HasSubstr("第 303 行（Y）: total：“two”不是结果中的数"),
            HasSubstr("第 304 行: 有 2 个单元格，应为 ")));
  const std::string none = folder_->File("none.csv");
  const ProcessResult several =
      RunCmmm({"portfolio", Results(), none, "--lang", "zh"});
  EXPECT_EQ(several.exit_code, 66);
  EXPECT_THAT(several.err,
              HasSubstr(none + ": 无法读取：没有这一文件或文件夹"));
  EXPECT_THAT(several.out, HasSubstr("300"));
  const std::string file = DatasetPath("furniture-maker-level-1");
  const ProcessResult mixed =
      RunCmmm({"portfolio", file, Results(), "--lang", "zh"});
  EXPECT_EQ(mixed.exit_code, 64);
  EXPECT_THAT(mixed.err, HasSubstr(Results() + " 是评分结果，" + file));
}

TEST_F(PortfolioCommandTest, NamesTheCellThatIsWrong) {
  const std::string text = ReadFile(Results());
  const std::string bad = folder_->Write(
      "bad.csv", text + "X,2,two" + std::string(28, ',') + "\r\n");
  const ProcessResult result = RunCmmm({"portfolio", bad});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("row 302"));
  const std::string other = folder_->Write("other.csv", "a,b\r\n1,2\r\n");
  EXPECT_THAT(RunCmmm({"portfolio", other}).err,
              HasSubstr("header.no_enterprise_id"));
}

// A table of answers comes to the same as its results, and says more.
TEST_F(PortfolioCommandTest, ReadsTablesOfAnswers) {
  const std::vector<std::string> options = {"--by", "region", "--format",
                                            "json"};
  std::vector<std::string> answers = {"portfolio", folder_->File("in.csv"),
                                      "--grades", "codes"};
  answers.insert(answers.end(), options.begin(), options.end());
  v1::Portfolio of_answers;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(RunCmmm(answers).out,
                                                          &of_answers)
                  .ok());
  EXPECT_FALSE(of_answers.gaps().empty());
  of_answers.clear_gaps();
  ASSERT_GT(of_answers.all().subdomains_size(), 0);
  EXPECT_TRUE(of_answers.SerializeAsString() ==
              Printed({Results(), "--by", "region"}).SerializeAsString());
}

// Of 30 enterprises every third left an answer open. Levels that count
// these as not satisfied are no facts, whichever way they are read.
TEST_F(PortfolioCommandTest, SaysWhoseOpenAnswersCountedAsNotSatisfied) {
  Table table = RandomTable(30, 5, CodeTexts());
  table[0].push_back("region");
  for (size_t i = 1; i < table.size(); ++i) {
    if (i % 3 == 0) LeaveOpen(i, &table);
    table[i].push_back(i % 2 == 0 ? "north" : "south");
  }
  const std::string input = folder_->Write("open.csv", ToCsv(table));
  const std::string results = folder_->File("counted.csv");
  ASSERT_EQ(RunCmmm({"batch", input, "-o", results, "--grades", "codes",
                     "--unanswered", "not-satisfied", "--quiet"})
                .exit_code,
            0);
  const std::vector<std::string> scored = {
      input,           "--grades", "codes", "--unanswered",
      "not-satisfied", "--by",     "region"};
  const v1::Portfolio of_answers = Printed(scored);
  EXPECT_EQ(of_answers.all().counted_as_not().enterprises(), 10);
  for (const v1::PortfolioGroup& group : of_answers.columns(0).groups()) {
    EXPECT_EQ(group.counted_as_not().enterprises(), 5) << group.value();
  }
  // The manifest says it of all of them together.
  const v1::Portfolio of_results = Printed({results, "--by", "region"});
  EXPECT_EQ(of_results.all().counted_as_not().enterprises(), 10);
  EXPECT_FALSE(of_results.columns(0).groups(0).has_counted_as_not());
  const std::string page = folder_->File("counted.html");
  for (const char* language : {"zh", "en"}) {
    const bool zh = *language == 'z';
    const std::string says =
        zh ? "有 10 家企业留有未作答的条款，按“不满足”计"
           : "10 enterprises left questions open, which count as not satisfied";
    std::vector<std::string> call = {"portfolio", "--lang", language,
                                     "--page",    page,     "--force"};
    call.insert(call.end(), scored.begin(), scored.end());
    const std::string text = RunCmmm(call).out;
    EXPECT_THAT(text, HasSubstr(says));
    EXPECT_THAT(text, HasSubstr(zh ? "有未作答的" : "left"));
    EXPECT_THAT(ReadFile(page), HasSubstr(says));
    EXPECT_THAT(RunCmmm({"portfolio", results, "--lang", language}).out,
                HasSubstr(says));
  }
}

constexpr char kPlaced[] = "datasets/auto-parts-level-3.textproto";

// Who is placed among enterprises hears that their values are the least.
TEST_F(PortfolioCommandTest, CohortsSayThatOpenAnswersCountedAsNot) {
  Table table = RandomTable(12, 5, CodeTexts());
  for (size_t i = 1; i < 8; ++i) LeaveOpen(i, &table);
  const std::string input = folder_->Write("open.csv", ToCsv(table));
  const std::string cohort = folder_->File("open.json");
  ASSERT_EQ(RunCmmm({"portfolio", input, "--grades", "codes", "--unanswered",
                     "not-satisfied", "--cohort", cohort})
                .exit_code,
            0);
  const std::string report = folder_->File("placed.html");
  for (const char* language : {"zh", "en"}) {
    const std::string says =
        *language == 'z' ? "这批企业中有 7 家企业留有未作答的条款"
                         : "Of these, 7 enterprises left questions open";
    EXPECT_THAT(
        RunCmmm({"score", kPlaced, "--cohort", cohort, "--lang", language}).out,
        HasSubstr(says));
    ASSERT_EQ(RunCmmm({"report", kPlaced, "--cohort", cohort, "--lang",
                       language, "-o", report, "--force"})
                  .exit_code,
              0);
    EXPECT_THAT(ReadFile(report), HasSubstr(says));
  }
  // Nobody knows it of results that have no manifest.
  const std::string results = folder_->File("unsaid.csv");
  ASSERT_EQ(RunCmmm({"batch", input, "-o", results, "--grades", "codes",
                     "--unanswered", "not-satisfied", "--quiet"})
                .exit_code,
            0);
  std::filesystem::remove(results + ".manifest.json");
  ASSERT_EQ(
      RunCmmm({"portfolio", results, "--cohort", cohort, "--force"}).exit_code,
      0);
  EXPECT_THAT(
      RunCmmm({"score", kPlaced, "--cohort", cohort, "--lang", "zh"}).out,
      HasSubstr("看不出来"));
}

// A manifest of more rows than there are says nothing of those that are left.
TEST_F(PortfolioCommandTest, ManifestsOfOtherRowsSayNothingOfOpenAnswers) {
  Table table = RandomTable(12, 5, CodeTexts());
  for (size_t i = 1; i < 8; ++i) LeaveOpen(i, &table);
  const std::string input = folder_->Write("few.csv", ToCsv(table));
  const std::string results = folder_->File("fewer.csv");
  ASSERT_EQ(RunCmmm({"batch", input, "-o", results, "--grades", "codes",
                     "--unanswered", "not-satisfied", "--quiet"})
                .exit_code,
            0);
  EXPECT_EQ(Printed({results}).all().counted_as_not().enterprises(), 7);
  std::string text = ReadFile(results);
  text.resize(text.rfind("\r\n", text.size() - 3) + 2);
  folder_->Write("fewer.csv", text);
  const v1::Portfolio fewer = Printed({results});
  EXPECT_EQ(fewer.enterprises(), 11);
  EXPECT_FALSE(fewer.all().has_counted_as_not());
  EXPECT_TRUE(fewer.counted_as_not_unknown());
  EXPECT_THAT(RunCmmm({"portfolio", results, "--lang", "zh"}).out,
              HasSubstr("看不出来"));
}

TEST_F(PortfolioCommandTest, LeavesOutRowsThatCannotBeScored) {
  Table table = RandomTable(20, 5, CodeTexts());
  table[7].back() = "nonsense";
  const std::string file = folder_->Write("one-bad.csv", ToCsv(table));
  const ProcessResult result =
      RunCmmm({"portfolio", file, "--grades", "codes", "--lang", "en"});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.out, HasSubstr("19 enterprises"));
  EXPECT_THAT(result.err, HasSubstr("row 8 ("));
  EXPECT_THAT(result.err, HasSubstr("grade.unknown: `nonsense`"));
}

TEST_F(PortfolioCommandTest, ReadsAssessments) {
  std::vector<std::string> arguments = DatasetPaths();
  const size_t count = arguments.size();
  arguments.insert(arguments.end(), {"--min-group", "1", "--bring", "13",
                                     "--to", "2", "--names"});
  const v1::Portfolio portfolio = Printed(arguments);
  EXPECT_EQ(static_cast<size_t>(portfolio.enterprises()), count);
  EXPECT_FALSE(portfolio.gaps().empty());
  const v1::Lift& lift = portfolio.lift();
  ASSERT_EQ(lift.raised(), 13 - lift.holding());
  EXPECT_EQ(lift.chosen(0).enterprise(),
            "hunan-equipment-maker-just-misses-level-2");
  EXPECT_EQ(lift.chosen(0).cost(), 1);
  int64_t cost = 0;
  for (const v1::LiftedEnterprise& row : lift.chosen()) cost += row.cost();
  EXPECT_EQ(lift.total_cost(), cost);
  // The page names the same, and has no day when it is to have none.
  const std::string page = folder_->File("lift.html");
  for (const bool zh : {true, false}) {
    std::vector<std::string> call = {"portfolio", "--page",        page,
                                     "--force",   "--date",        "none",
                                     "--lang",    zh ? "zh" : "en"};
    call.insert(call.end(), arguments.begin(), arguments.end());
    ASSERT_EQ(RunCmmm(call).exit_code, 0);
    const std::string text = ReadFile(page);
    EXPECT_THAT(
        text,
        HasSubstr(zh ? absl::StrCat("最省的办法：提升其中 ", lift.raised(),
                                    " 家，共 ", cost)
                     : absl::StrCat("The cheapest way: raise ", lift.raised(),
                                    " of them, grades in all: ", cost)));
    EXPECT_THAT(text, HasSubstr(lift.chosen(0).enterprise()));
    EXPECT_THAT(text, Not(HasSubstr("2026-")));
  }
}

TEST_F(PortfolioCommandTest, SaysNothingOfFew) {
  const ProcessResult result = RunCmmm(
      {"portfolio", DatasetPath("furniture-maker-level-1"), "--lang", "en"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.out, "Fewer than 5 enterprises: nothing is shown.\n");
  const std::string page = folder_->File("few.html");
  ASSERT_EQ(RunCmmm({"portfolio", DatasetPath("furniture-maker-level-1"),
                     "--lang", "zh", "--page", page})
                .exit_code,
            0);
  EXPECT_THAT(ReadFile(page), HasSubstr("企业不足 5 家，不显示任何统计"));
}

}  // namespace
}  // namespace cmmm::test
