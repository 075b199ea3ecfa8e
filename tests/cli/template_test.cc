// `cmmm template`, and workbooks where assessments are read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/util/json_util.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr char kSaved[] = "tests/excel/files/saved-by-libreoffice-7.4.xlsx";
constexpr char kSameAs[] = "not-applicable-items";
// The version of the model that the workbook was made for.
constexpr char kSavedFor[] = "gbt39116-2020@2020.1";

class TemplateCommandTest : public ::testing::Test {
 protected:
  std::string Path(const std::string& name) const {
    return folder_.path() + "/" + name;
  }
  ProcessResult Make(const std::string& name,
                     const std::vector<std::string>& more = {}) const {
    std::vector<std::string> args = {"template", "--weights", "discrete", "-o",
                                     Path(name)};
    args.insert(args.end(), more.begin(), more.end());
    return RunCmmm(args);
  }

 private:
  TempFolder folder_;
};

TEST_F(TemplateCommandTest, WritesAWorkbookThatAsksEverything) {
  const ProcessResult made = Make("自评.xlsx", {"--lang", "zh"});
  EXPECT_EQ(made.exit_code, 0);
  EXPECT_THAT(made.out + made.err, IsEmpty());
  const ProcessResult score = RunCmmm({"score", Path("自评.xlsx")});
  EXPECT_EQ(score.exit_code, 65);
  EXPECT_THAT(score.err, HasSubstr("answer.missing"));
  EXPECT_EQ(
      RunCmmm({"score", "--unanswered", "not-satisfied", Path("自评.xlsx")})
          .exit_code,
      0);
}

TEST_F(TemplateCommandTest, NeverOverAFileThatExistsUnlessForced) {
  std::ofstream(Path("mine.xlsx")) << "answers";
  const ProcessResult refused = Make("mine.xlsx");
  EXPECT_EQ(refused.exit_code, 74);
  EXPECT_EQ(ReadFile(Path("mine.xlsx")), "answers");
  EXPECT_EQ(Make("mine.xlsx", {"--force"}).exit_code, 0);
  EXPECT_THAT(ReadFile(Path("mine.xlsx")), StartsWith("PK"));
}

TEST_F(TemplateCommandTest, OptionsThatAreWrong) {
  EXPECT_EQ(Make("a.ods").exit_code, 64);
  EXPECT_EQ(Make("a").exit_code, 64);
  EXPECT_FALSE(std::filesystem::exists(Path("a.ods")));
  EXPECT_EQ(Make("a.xlsx", {"--exclude", "production"}).exit_code, 64);
  EXPECT_EQ(Make("no/such/folder/a.xlsx").exit_code, 74);
  EXPECT_EQ(RunCmmm({"template", "--weights", "discrete"}).exit_code, 64);
}

TEST_F(TemplateCommandTest, CsvBeginsWithAByteOrderMarkAndHasARowAQuestion) {
  ASSERT_EQ(Make("a.csv", {"--lang", "zh", "--up-to", "2"}).exit_code, 0);
  const std::string text = ReadFile(Path("a.csv"));
  ASSERT_THAT(text, StartsWith("\xEF\xBB\xBF企业编号,权重集,"));
  const std::vector<std::string> lines = absl::StrSplit(text, "\r\n");
  size_t asked = 0;
  for (const auto& item : RealDefinition().requirements()) {
    if (item.level() > 2) continue;
    ++asked;
    EXPECT_THAT(lines.at(asked),
                HasSubstr("企业1,discrete,,2," + item.id() + ","));
    EXPECT_TRUE(absl::EndsWith(lines[asked], ",,")) << lines[asked];
  }
  EXPECT_EQ(lines.size(), asked + 2);
  ASSERT_EQ(Make("b.csv", {"--lang", "en"}).exit_code, 0);
  EXPECT_THAT(ReadFile(Path("b.csv")), HasSubstr("enterprise_id,weight_set,"));
}

TEST_F(TemplateCommandTest, JsonIsOneLineThatScoreReads) {
  ASSERT_EQ(Make("a.jsonl", {"--exclude", "sales"}).exit_code, 0);
  const std::string text = ReadFile(Path("a.jsonl"));
  EXPECT_EQ(text.find('\n'), text.size() - 1);
  v1::ScoreRequest request;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(text, &request).ok());
  EXPECT_THAT(request.profile().excluded_domain_ids(), ElementsAre("sales"));
  for (auto& answer : *request.mutable_list()->mutable_answers()) {
    EXPECT_EQ(answer.grade(), v1::GRADE_UNSPECIFIED);
    answer.set_grade(v1::GRADE_FULLY);
  }
  const TempFile filled(ToJson(request), ".jsonl");
  const ProcessResult score =
      RunCmmm({"score", "--format", "textproto", filled.path()});
  ASSERT_EQ(score.exit_code, 0) << score.err;
  EXPECT_EQ(ParseTextOrDie<v1::ScoreResponse>(score.out).decision().level(), 5);
}

TEST(ScoreWorkbookTest, EqualsTheSameAnswersAsText) {
  const ProcessResult book =
      RunCmmm({"score", "--format", "textproto", "--view", "full", kSaved});
  ASSERT_EQ(book.exit_code, 0) << book.err;
  EXPECT_THAT(book.err, IsEmpty());
  // The workbook names the version it was made for, and is scored by it.
  const ProcessResult text =
      RunCmmm({"score", "--format", "textproto", "--view", "full", "--model",
               kSavedFor, DatasetPath(kSameAs)});
  EXPECT_EQ(book.out, text.out);
}

TEST(ScoreWorkbookTest, OtherCommandsReadThemToo) {
  for (const char* command : {"bounds", "margin", "plan", "next"}) {
    const ProcessResult result = RunCmmm({command, kSaved});
    EXPECT_EQ(result.exit_code, 0) << command << result.err;
    EXPECT_EQ(
        result.out,
        RunCmmm({command, "--model", kSavedFor, DatasetPath(kSameAs)}).out)
        << command;
  }
  EXPECT_EQ(RunCmmm({"compare", kSaved, DatasetPath(kSameAs)}).exit_code, 0);
  EXPECT_EQ(RunCmmm({"explain", kSaved, "level:2"}).exit_code, 0);
  const TempFolder folder;
  const std::string key = folder.path() + "/key";
  EXPECT_EQ(RunCmmm({"keygen", key}).exit_code, 0);
  EXPECT_EQ(
      RunCmmm({"sign", "--key", key, kSaved, "-o", key + ".signed"}).exit_code,
      0);
  // An interview saves as textproto, over no workbook.
  EXPECT_EQ(RunCmmm({"ask", kSaved}).exit_code, 65);
}

TEST(ScoreWorkbookTest, FromStandardInputAndByAServer) {
  const ProcessResult input =
      RunCmmm({"score", "--format", "json", "-"}, ReadFile(SourcePath(kSaved)));
  EXPECT_EQ(input.exit_code, 0) << input.err;
  ServerProcess server;
  const ProcessResult remote = RunCmmm(
      {"score", "--format", "json", "--server", server.address(), kSaved});
  EXPECT_EQ(remote.exit_code, 0) << remote.err;
  EXPECT_EQ(remote.out, input.out);
}

TEST(ScoreWorkbookTest, FaultsNameTheRuleAndTheCell) {
  const std::string sound = ReadFile(SourcePath(kSaved));
  const TempFile half(sound.substr(0, sound.size() / 2), ".xlsx");
  const ProcessResult broken = RunCmmm({"score", half.path()});
  EXPECT_EQ(broken.exit_code, 65);
  EXPECT_THAT(broken.err, HasSubstr("workbook.broken_zip"));
  const TempFile old("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old", ".xls");
  EXPECT_EQ(RunCmmm({"score", old.path()}).exit_code, 65);
}

}  // namespace
}  // namespace cmmm::test
