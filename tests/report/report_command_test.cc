// Where `cmmm report` writes, and what it refuses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/cli/cli_files.h"
#include "tests/excel/make_workbook.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;

const char* const kDataset = "furniture-maker-level-1";

ProcessResult Report(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "report");
  return RunCmmm(arguments);
}

size_t FilesIn(const std::string& folder) {
  return static_cast<size_t>(
      std::distance(std::filesystem::directory_iterator(folder),
                    std::filesystem::directory_iterator()));
}

TEST(ReportCommandTest, WritesOneFile) {
  const TempFolder folder;
  const std::string out = folder.path() + "/one.html";
  const ProcessResult result = Report({DatasetPath(kDataset), "-o", out});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(ReadFile(out), HasSubstr("furniture-maker-level-1"));
  EXPECT_EQ(FilesIn(folder.path()), 1u);
}

TEST(ReportCommandTest, WritesAFolder) {
  const TempFolder folder;
  const std::string out = folder.path() + "/new/reports";
  const ProcessResult result = Report(
      {DatasetPath(kDataset), DatasetPath("auto-parts-level-3"), "-o", out});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(std::filesystem::exists(out + "/furniture-maker-level-1.html"));
  EXPECT_TRUE(std::filesystem::exists(out + "/auto-parts-level-3.html"));
}

// A row of a table gives the page that the same assessment gives as a file.
TEST(ReportCommandTest, WritesAReportForEveryRowOfATable) {
  const TempFolder folder;
  const v1::ScoreRequest request = ReadDataset(kDataset);
  std::string header = "enterprise_id,weight_set";
  std::string grades = "discrete";
  for (const v1::Answer& answer : request.list().answers()) {
    header += "," + answer.requirement_id();
    grades += "," + v1::Grade_Name(answer.grade());
  }
  const TempFile table(header + "\n../a b/甲," + grades + "\n../a b/甲," +
                           grades + "\nE2," + grades + ",extra\n",
                       ".csv");
  const ProcessResult result = Report(
      {table.path(), "-o", folder.path(), "--date", "none", "--lang", "zh"});
  EXPECT_EQ(result.exit_code, 65) << result.err;
  EXPECT_THAT(result.err, HasSubstr("第 4 行（E2）"));
  EXPECT_THAT(result.err, HasSubstr("row.cell_count"));
  EXPECT_EQ(FilesIn(folder.path()), 3u);
  EXPECT_EQ(ReadFile(folder.path() + "/_._a_b_甲.html"),
            ReadFile(folder.path() + "/_._a_b_甲-2.html"));
  EXPECT_EQ(ReadFile(folder.path() + "/_._a_b_甲.html"),
            Report({DatasetPath(kDataset), "-o", "-", "--date", "none",
                    "--lang", "zh", "--label", "../a b/甲"})
                .out);
}

TEST(ReportCommandTest, TablesInWorkbooksAreTables) {
  const TempFolder folder;
  const std::string in = folder.path() + "/in";
  const std::string out = folder.path() + "/out";
  std::filesystem::create_directory(in);
  std::vector<std::vector<std::string>> table = {
      {"企业编号", "权重集"}, {"甲", "discrete"}, {"乙", "discrete"}};
  const v1::ScoreRequest request = ReadDataset(kDataset);
  for (const v1::Answer& answer : request.list().answers()) {
    table[0].push_back(answer.requirement_id());
    table[1].push_back(v1::Grade_Name(answer.grade()));
    table[2].push_back("excellent");
  }
  const std::string book = in + "/table.xlsx";
  std::ofstream(book, std::ios::binary)
      << Zip(WorkbookParts({{"数据", TextRows(table), ""}}));
  const ProcessResult result = Report({book, "-o", out, "--date", "none"});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("row 3 (乙)"));
  EXPECT_EQ(FilesIn(out), 2u);
  EXPECT_EQ(ReadFile(out + "/甲.html"),
            Report({DatasetPath(kDataset), "-o", "-", "--date", "none",
                    "--label", "甲"})
                .out);
}

// Every command says what to do with files that belong to another.
TEST(ReportCommandTest, ResultsHaveNoAnswersToReport) {
  const TempFolder folder;
  const std::string in = folder.path() + "/in.csv";
  const std::string results = folder.path() + "/r.csv";
  const std::string book = folder.path() + "/r.xlsx";
  ASSERT_EQ(RunCmmm({"synthesize", "--n", "20", "-o", in}).exit_code, 0);
  ASSERT_EQ(RunCmmm({"batch", in, "-o", book}).exit_code, 0);
  for (const std::string& file : {results, book}) {
    for (const char* command : {"report", "score", "batch"}) {
      std::vector<std::string> arguments = {command, file};
      if (*command != 's') {
        arguments.insert(arguments.end(), {"-o", folder.path() + "/x.csv"});
      }
      const ProcessResult result = RunCmmm(arguments);
      EXPECT_EQ(result.exit_code, 65) << command << " " << file;
      EXPECT_THAT(result.err, HasSubstr("without the answers"));
    }
  }
  const ProcessResult table = RunCmmm({"score", in});
  EXPECT_EQ(table.exit_code, 65);
  EXPECT_THAT(table.err, HasSubstr("cmmm batch scores it"));
  EXPECT_THAT(RunCmmm({"score", in, "--lang", "zh"}).err,
              HasSubstr("多家企业"));
  const ProcessResult filter = RunCmmm({"filter"}, ReadFile(book));
  EXPECT_EQ(filter.exit_code, 65);
  EXPECT_EQ(filter.out, "");
  EXPECT_THAT(filter.err, HasSubstr("cmmm batch reads workbooks"));
}

TEST(ReportCommandTest, SameInputSameBytes) {
  const std::vector<std::string> arguments = {DatasetPath(kDataset), "-o", "-",
                                              "--date", "none"};
  EXPECT_EQ(Report(arguments).out, Report(arguments).out);
}

TEST(ReportCommandTest, ReplacesOnlyWhenForced) {
  const TempFile taken("precious", ".html");
  const std::vector<std::string> arguments = {DatasetPath(kDataset), "-o",
                                              taken.path()};
  const ProcessResult refused = Report(arguments);
  EXPECT_EQ(refused.exit_code, 74);
  EXPECT_THAT(refused.err, HasSubstr("--force"));
  EXPECT_EQ(ReadFile(taken.path()), "precious");
  const ProcessResult forced =
      Report({DatasetPath(kDataset), "-o", taken.path(), "--force"});
  EXPECT_EQ(forced.exit_code, 0) << forced.err;
  EXPECT_THAT(ReadFile(taken.path()), HasSubstr("</html>"));
}

// A name that is taken is found before anything is written.
TEST(ReportCommandTest, WritesNothingWhenOneNameIsTaken) {
  const TempFolder folder;
  const std::vector<std::string> one = {DatasetPath("auto-parts-level-3"), "-o",
                                        folder.path()};
  ASSERT_EQ(Report(one).exit_code, 0);
  const ProcessResult both =
      Report({DatasetPath(kDataset), DatasetPath("auto-parts-level-3"), "-o",
              folder.path()});
  EXPECT_EQ(both.exit_code, 74);
  EXPECT_EQ(FilesIn(folder.path()), 1u);
}

TEST(ReportCommandTest, GoesOnAfterABadAssessment) {
  const TempFolder folder;
  const TempFile bad("profile { weight_set: \"no-such\" }\n");
  const ProcessResult result =
      Report({bad.path(), DatasetPath(kDataset), "-o", folder.path()});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr(bad.path()));
  // The report, and the index that says which is missing and why.
  EXPECT_EQ(FilesIn(folder.path()), 2u);
  const std::string index = ReadFile(folder.path() + "/index.html");
  EXPECT_THAT(index, HasSubstr("./furniture-maker-level-1.html"));
  EXPECT_THAT(index, HasSubstr(bad.path()));
  EXPECT_THAT(index, HasSubstr("no-such"));
}

// By cell where there are cells, else by id; the first ones only.
TEST(ReportCommandTest, TheIndexSaysWhatIsOpen) {
  const TempFolder folder;
  const std::string book = folder.path() + "/empty.xlsx";
  ASSERT_EQ(
      RunCmmm({"template", "--weights", "discrete", "--lang", "zh", "-o", book})
          .exit_code,
      0);
  const std::string reports = folder.path() + "/reports";
  for (const bool zh : {true, false}) {
    const ProcessResult result =
        Report({book, DatasetPath("half-filled-questionnaire"), "-o", reports,
                "--unanswered", "refuse", "--lang", zh ? "zh" : "en"});
    EXPECT_EQ(result.exit_code, 65) << result.err;
    const std::string index = ReadFile(reports + "/index.html");
    EXPECT_THAT(index, HasSubstr(zh ? " 条未作答（人员!F2、人员!F3、人员!F4 …）"
                                    : " open questions (人员!F2, 人员!F3, "
                                      "人员!F4 …)"));
    EXPECT_THAT(index, ContainsRegex(zh ? " 条未作答（[a-z_]+\\."
                                        : " open questions \\([a-z_]+\\."));
  }
}

// An index of an earlier call gives way, anything else of that name does not.
TEST(ReportCommandTest, AnIndexIsReplacedByTheNext) {
  const TempFolder folder;
  const std::vector<std::string> first = {DatasetPath("auto-parts-level-3"),
                                          DatasetPath("every-threshold"), "-o",
                                          folder.path()};
  ASSERT_EQ(Report(first).exit_code, 0);
  const std::vector<std::string> second = {DatasetPath(kDataset),
                                           DatasetPath("steel-works-level-4"),
                                           "-o", folder.path()};
  EXPECT_EQ(Report(second).exit_code, 0);
  const std::string index = folder.path() + "/index.html";
  EXPECT_THAT(ReadFile(index), HasSubstr("steel-works-level-4"));
  const TempFolder other;
  std::ofstream(other.path() + "/index.html") << "precious";
  EXPECT_EQ(Report({first[0], first[1], "-o", other.path()}).exit_code, 74);
  EXPECT_EQ(ReadFile(other.path() + "/index.html"), "precious");
}

// The page is titled by the enterprise, dated, and ends with what was written.
TEST(ReportCommandTest, KeepsWhatPeopleWrote) {
  v1::ScoreRequest request = ReadDataset(kDataset);
  v1::AssessmentInfo* info = request.mutable_info();
  info->set_enterprise_name("湘江机床有限公司");
  info->set_assessed_on("2026-05-31");
  info->set_assessor("李评估");
  v1::Answer* answer = request.mutable_list()->mutable_answers(0);
  answer->set_note("只有一条产线");
  answer->add_evidence()->set_text("MES 截图 12 张");
  answer->add_evidence()->set_link("https://files.example/1");
  v1::Evidence* both = answer->add_evidence();
  both->set_text("验收单");
  both->set_link("https://files.example/2");
  const TempFile file(request.DebugString());
  const std::string page = Report({file.path(), "-o", "-", "--lang", "zh"}).out;
  for (const char* text :
       {"<title>湘江机床有限公司", "2026-05-31", "李评估", "只有一条产线",
        "MES 截图 12 张", "证据：https://files.example/1<",
        "证据：验收单 https://files.example/2<"}) {
    EXPECT_THAT(page, HasSubstr(text));
  }
  // Every requirement is in the annex.
  const std::string annex = page.substr(page.find("id=\"annex\""));
  for (const auto& item : RealDefinition().requirements()) {
    EXPECT_THAT(annex, HasSubstr(item.statement().zh()));
  }
  EXPECT_THAT(Report({file.path(), "-o", "-", "--label", "某公司"}).out,
              HasSubstr("<title>某公司"));
}

TEST(ReportCommandTest, RefusesWhatCannotBeMeant) {
  const std::string file = DatasetPath(kDataset);
  EXPECT_EQ(Report({file, "-o", "-", "--date", "2022-02-30"}).exit_code, 64);
  EXPECT_EQ(Report({file, "-o", "-", "--date", ""}).exit_code, 64);
  EXPECT_EQ(Report({file, "-o", "-", "--target", "9"}).exit_code, 64);
  EXPECT_EQ(Report({file}).exit_code, 64);
  EXPECT_EQ(Report({file, "-o", "/proc/no/such/place.html"}).exit_code, 74);
  EXPECT_EQ(Report({"no-such-file", "-o", "-"}).exit_code, 66);
  const ProcessResult unknown =
      Report({file, "-o", "-", "--programme", "no-such-programme"});
  EXPECT_EQ(unknown.exit_code, 65);
  EXPECT_EQ(unknown.out, "");
}

TEST(ReportCommandTest, LabelsNameOneEnterprise) {
  const TempFolder folder;
  const ProcessResult result =
      Report({DatasetPath(kDataset), DatasetPath("auto-parts-level-3"), "-o",
              folder.path(), "--label", "both"});
  EXPECT_EQ(result.exit_code, 64);
  EXPECT_EQ(FilesIn(folder.path()), 0u);
}

TEST(ReportCommandTest, AServerGivesTheSamePage) {
  const ServerProcess server;
  ASSERT_FALSE(server.address().empty());
  const std::vector<std::string> here = {
      DatasetPath(kDataset),
      "-o",
      "-",
      "--date",
      "2022-10-20",
      "--programme",
      "national-pilot-2022/demonstration-factory"};
  std::vector<std::string> there = here;
  there.insert(there.end(), {"--server", server.address()});
  const ProcessResult remote = Report(there);
  EXPECT_EQ(remote.exit_code, 0) << remote.err;
  EXPECT_EQ(remote.out, Report(here).out);
}

// Rows are read by the models of whoever answers, here or there.
TEST(ReportCommandTest, AServerGivesTheSamePagesOfATable) {
  const ServerProcess server;
  ASSERT_FALSE(server.address().empty());
  const TempFolder folder;
  const std::string in = folder.path() + "/in.csv";
  ASSERT_EQ(RunCmmm({"synthesize", "--n", "2", "-o", in}).exit_code, 0);
  const std::string here = folder.path() + "/here";
  const std::filesystem::path there = folder.path() + "/there";
  ASSERT_EQ(Report({in, "-o", here, "--date", "none"}).exit_code, 0);
  const ProcessResult remote = Report({in, "-o", there.string(), "--date",
                                       "none", "--server", server.address()});
  EXPECT_EQ(remote.exit_code, 0) << remote.err;
  EXPECT_EQ(FilesIn(there), 3u);
  for (const auto& entry : std::filesystem::directory_iterator(here)) {
    EXPECT_EQ(ReadFile(entry.path()),
              ReadFile(there / entry.path().filename()));
  }
}

}  // namespace
}  // namespace cmmm::test
