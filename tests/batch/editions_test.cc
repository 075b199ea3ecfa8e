// Workbooks made for editions of the model: each is scored by the one it names,
// another only when asked for, and what is compared is of one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
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

constexpr char kOld[] = "gbt39116-2020@2020.1";
constexpr char kNew[] = "gbt39116-2020@2020.3";

class EditionsTest : public ::testing::Test {
 protected:
  std::string File(const std::string& name) const { return folder_.File(name); }

  // A workbook filled in, made for the version and the weight set.
  std::string Book(const std::string& name, const std::string& version,
                   const std::string& weights = "discrete") {
    v1::ScoreRequest request = ReadDataset("auto-parts-level-3");
    request.mutable_model()->set_id("gbt39116-2020");
    request.mutable_model()->set_version(version);
    request.mutable_profile()->set_weight_set(weights);
    if (weights != "discrete") {
      for (auto& answer : *request.mutable_list()->mutable_answers()) {
        answer.set_grade(v1::GRADE_MOSTLY);
      }
      request.set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
    }
    request.mutable_info()->set_enterprise_name(name);
    const TempFile text(ToTextproto(request));
    const ProcessResult made =
        RunCmmm({"convert", text.path(), "-o", File(name + ".xlsx")});
    EXPECT_EQ(made.exit_code, 0) << made.err;
    return File(name + ".xlsx");
  }

  // One that names a version that is not here.
  std::string UnknownBook(const std::string& name) {
    const std::string sound = ReadFile(Book(name, "2020.3"));
    return folder_.Write(name + ".xlsx",
                         WithPartReplaced(sound, "xl/sharedStrings.xml",
                                          ">2020.3<", ">2020.9<"));
  }

  std::map<std::string, std::map<std::string, std::string>> Results() const {
    return ById(ReadCsvFile(File("o.csv")));
  }

  BatchFolder folder_;
};

TEST_F(EditionsTest, ATableOfSeveralSaysWhichRowIsWhich) {
  const ProcessResult result = Batch(
      {Book("old", "2020.1"), Book("new", "2020.3"), "-o", File("o.csv")});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  auto rows = Results();
  EXPECT_EQ(rows["old"]["model"], kOld);
  EXPECT_EQ(rows["new"]["model"], kNew);
  EXPECT_EQ(rows["old"]["level"], "3");
  EXPECT_THAT(result.err,
              AllOf(HasSubstr("old.xlsx"), HasSubstr("workbook.edition"),
                    HasSubstr(kOld)));
  const std::string manifest = ReadFile(File("o.csv.manifest.json"));
  EXPECT_THAT(manifest, HasSubstr(absl::StrCat("\"model\": \"", kOld, "\"")));
  // Both again, in Chinese: nothing English behind the rule.
  const ProcessResult chinese =
      Batch({File("old.xlsx"), File("new.xlsx"), "-o", File("o.csv"), "--force",
             "--lang", "zh"});
  EXPECT_THAT(chinese.err,
              HasSubstr("按它写明的模型版本 gbt39116-2020@2020.1"));
}

TEST_F(EditionsTest, OneEditionOfAllIsTheModelOfTheRun) {
  const ProcessResult result =
      Batch({Book("a", "2020.1"), Book("b", "2020.1"), "-o", File("o.csv")});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, Not(HasSubstr("workbook.")));
  EXPECT_EQ(Results()["a"].count("model"), 0u);
  EXPECT_THAT(ReadFile(File("o.csv.manifest.json")),
              HasSubstr("\"version\": \"2020.1\""));
}

TEST_F(EditionsTest, TablesAreScoredByTheModelOfTheRun) {
  const std::string table =
      folder_.Write("t.csv", ToCsv(RandomTable(2, 7, WordTexts())));
  const ProcessResult result = Batch({table, Book("old", "2020.1"), "-o",
                                      File("o.csv"), "--weights", "discrete"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  int by_new = 0;
  for (auto& [id, row] : Results()) by_new += row["model"] == kNew ? 1 : 0;
  EXPECT_EQ(by_new, 2);
  EXPECT_EQ(Results()["old"]["model"], kOld);
}

// A request in a file is scored by the edition it names, too; by another one
// only when that is asked for, and every command says so.
TEST_F(EditionsTest, RequestsSayWhenTheyAreScoredByAnotherEdition) {
  v1::ScoreRequest request = ReadDataset("furniture-maker-level-1");
  request.mutable_model()->set_id("gbt39116-2020");
  request.mutable_model()->set_version("2020.1");
  const std::string file = folder_.Write("old.textproto", ToTextproto(request));
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{
           {"score", file},
           {"plan", file},
           {"margin", file},
           {"next", file},
           {"bounds", file},
           {"explain", file, "total"},
           {"compare", file, file},
           {"ready", "national-pilot-2022/demonstration-factory", file,
            "--date", "2022-10-20"},
           {"portfolio", file, "--min-group", "1"},
           {"report", file, "-o", "-"}}) {
    SCOPED_TRACE(command[0]);
    for (const char* language : {"zh", "en"}) {
      std::vector<std::string> own = command;
      own.insert(own.end(), {"--lang", language});
      std::vector<std::string> other = own;
      other.insert(other.end(), {"--model", kNew});
      EXPECT_THAT(RunCmmm(own).err, Not(HasSubstr("input.other_edition")));
      const std::string said = RunCmmm(other).err;
      EXPECT_THAT(said, AllOf(HasSubstr("old.textproto: input.other_edition: "),
                              HasSubstr(*language == 'z' ? "文件写明的模型是 "
                                                         : "the file names "),
                              HasSubstr(kOld), HasSubstr(kNew)));
    }
  }
}

TEST_F(EditionsTest, AnotherEditionOnlyWhenAskedForAndSaid) {
  const std::string old = Book("old", "2020.1");
  const ProcessResult result =
      Batch({old, Book("new", "2020.3"), "-o", File("o.csv"), "--model", kNew});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(Results()["old"].count("model"), 0u);
  EXPECT_THAT(result.err,
              AllOf(HasSubstr("old.xlsx"), HasSubstr("workbook.other_model")));
  const ProcessResult score = RunCmmm({"score", old, "--model", kNew});
  EXPECT_EQ(score.exit_code, 0) << score.err;
  EXPECT_THAT(score.err, HasSubstr("workbook.other_model"));
  EXPECT_THAT(score.out, HasSubstr(kNew));
  for (const std::vector<std::string>& model :
       {std::vector<std::string>{}, {"--model", "gbt39116-2020"}}) {
    std::vector<std::string> args = {"score", old};
    args.insert(args.end(), model.begin(), model.end());
    const ProcessResult own = RunCmmm(args);
    EXPECT_THAT(own.out, HasSubstr(kOld));
    EXPECT_THAT(own.err, Not(HasSubstr("workbook.")));
  }
}

TEST_F(EditionsTest, AnEditionThatIsNotHereIsRefusedByItsCell) {
  const std::string unknown = UnknownBook("unknown");
  const ProcessResult result =
      Batch({unknown, Book("new", "2020.3"), "-o", File("o.csv")});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_EQ(Results().size(), 1u);
  EXPECT_THAT(
      ReadFile(File("o.csv.rejects.csv")),
      AllOf(HasSubstr("workbook.unknown_model"), HasSubstr("!C"),
            HasSubstr("2020.9"), HasSubstr(kOld), HasSubstr("--model")));
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"score"},
        {"margin"},
        {"report", "-o", File("r.html")}}) {
    std::vector<std::string> args = command;
    args.insert(args.end(), {unknown, "--lang", "zh"});
    const ProcessResult one = RunCmmm(args);
    EXPECT_EQ(one.exit_code, 65) << command[0];
    EXPECT_THAT(one.err, AllOf(HasSubstr("workbook.unknown_model"),
                               HasSubstr("用 --model 指定")))
        << command[0];
  }
  EXPECT_EQ(RunCmmm({"convert", unknown, "-o", File("c.json")}).exit_code, 65);
  EXPECT_EQ(RunCmmm({"score", unknown, "--model", kNew}).exit_code, 0);
}

TEST_F(EditionsTest, PartsOfTwoEditionsOrWeightSetsAreNotJoined) {
  const std::string one = Book("a", "2020.3");
  for (const auto& [other, rule] :
       std::vector<std::pair<std::string, std::string>>{
           {Book("b", "2020.1"), "join.model: 各份所用的模型或版本不同"},
           {Book("c", "2020.3", "process"),
            "join.weights: 各份的权重集不同"}}) {
    const ProcessResult result =
        RunCmmm({"join", one, other, "-o", File("w.xlsx"), "--lang", "zh"});
    EXPECT_EQ(result.exit_code, 65);
    EXPECT_THAT(result.err, AllOf(HasSubstr(other), HasSubstr(rule)));
    EXPECT_FALSE(std::filesystem::exists(File("w.xlsx")));
  }
}

TEST_F(EditionsTest, APortfolioIsOfOneEdition) {
  const std::string one = Book("a", "2020.3");
  const std::string other = Book("b", "2020.1");
  const ProcessResult result =
      RunCmmm({"portfolio", one, other, "--min-group", "1", "--lang", "zh"});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, AllOf(HasSubstr(other), HasSubstr(kOld),
                                HasSubstr(kNew), HasSubstr("--model")));
  EXPECT_EQ(
      RunCmmm({"portfolio", one, other, "--min-group", "1", "--model", kNew})
          .exit_code,
      0);
  EXPECT_EQ(Batch({one, other, "-o", File("o.csv")}).exit_code, 0);
  const ProcessResult results =
      RunCmmm({"portfolio", File("o.csv"), "--min-group", "1"});
  EXPECT_EQ(results.exit_code, 65);
  EXPECT_THAT(results.err, AllOf(HasSubstr(kOld), HasSubstr("--model")));
}

TEST_F(EditionsTest, APortfolioOfTwoWeightSetsSaysSo) {
  const ProcessResult result = RunCmmm(
      {"portfolio", Book("a", "2020.3"), Book("p", "2020.3", "process"),
       "--min-group", "1", "--unanswered", "not-satisfied", "--lang", "zh"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("不止一套权重"));
}

TEST_F(EditionsTest, TheIndexOfReportsSaysWhichIsWhich) {
  const std::string reports = File("reports/");
  const ProcessResult result =
      RunCmmm({"report", Book("a", "2020.3"), Book("b", "2020.1"), "-o",
               reports, "--lang", "zh"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(ReadFile(reports + "index.html"),
              AllOf(HasSubstr("模型与权重"), HasSubstr(kOld), HasSubstr(kNew)));
  const ProcessResult same = RunCmmm(
      {"report", File("a.xlsx"), Book("c", "2020.3"), "-o", File("same/")});
  EXPECT_EQ(same.exit_code, 0) << same.err;
  EXPECT_THAT(ReadFile(File("same/index.html")),
              Not(HasSubstr("Model and weights")));
}

}  // namespace
}  // namespace cmmm::test
