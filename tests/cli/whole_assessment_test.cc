// Assessments that are written again, as `cmmm convert` and `cmmm join` do, and
// workbooks whose questions are open or that are none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "google/protobuf/util/json_util.h"
#include "tests/cli/cli_files.h"
#include "tests/excel/make_workbook.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

class WholeAssessmentTest : public ::testing::Test {
 protected:
  std::string Path(const std::string& name) const {
    return folder_.path() + "/" + name;
  }
  std::string Write(const std::string& name, const std::string& content) const {
    std::ofstream(Path(name), std::ios::binary) << content;
    return Path(name);
  }
  ProcessResult Convert(const std::string& from, const std::string& to) const {
    return RunCmmm({"convert", from, "-o", to});
  }
  std::string Template(const std::string& name,
                       const std::vector<std::string>& more = {}) const {
    std::vector<std::string> args = {"template", "--weights", "discrete", "-o",
                                     Path(name), "--lang",    "zh"};
    args.insert(args.end(), more.begin(), more.end());
    EXPECT_EQ(RunCmmm(args).exit_code, 0);
    return Path(name);
  }

 private:
  TempFolder folder_;
};

v1::ScoreRequest Written() {
  v1::ScoreRequest request = ReadDataset("not-applicable-items");
  v1::AssessmentInfo* info = request.mutable_info();
  info->set_enterprise_name("湖南厂");
  info->set_assessed_on("2026-05-31");
  info->set_contact("0731-0000");
  info->set_remarks("第一行\n第二行");
  for (v1::Answer& answer : *request.mutable_list()->mutable_answers()) {
    if (answer.has_not_applicable()) continue;
    answer.set_note("注：\"" + answer.requirement_id() + "\"");
    answer.add_evidence()->set_text("文件");
    answer.add_evidence()->set_text("记录");
    answer.mutable_evidence(1)->set_link("https://a.example/7");
  }
  return request;
}

// The answers and all that is written, whatever the order.
std::string Said(const std::string& file) {
  v1::ScoreRequest request =
      file.substr(file.size() - 4) == "json"
          ? [&] {
              v1::ScoreRequest read;
              EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(
                              ReadFile(file), &read)
                              .ok());
              return read;
            }()
          : ParseTextOrDie<v1::ScoreRequest>(ReadFile(file));
  request.clear_model();
  auto* answers = request.mutable_list()->mutable_answers();
  std::sort(answers->begin(), answers->end(),
            [](const v1::Answer& a, const v1::Answer& b) {
              return a.requirement_id() < b.requirement_id();
            });
  return request.DebugString();
}

TEST_F(WholeAssessmentTest, NothingIsLostFromFormToForm) {
  v1::ScoreRequest request = Written();
  request.clear_target_level();
  request.clear_view();
  request.clear_unanswered();
  const std::string first = Write("1.textproto", ToTextproto(request));
  ASSERT_EQ(Convert(first, Path("2.xlsx")).exit_code, 0);
  ASSERT_EQ(Convert(Path("2.xlsx"), Path("3.textproto")).exit_code, 0);
  ASSERT_EQ(Convert(Path("3.textproto"), Path("4.json")).exit_code, 0);
  ASSERT_EQ(Convert(Path("4.json"), Path("5.xlsx")).exit_code, 0);
  ASSERT_EQ(Convert(Path("5.xlsx"), Path("6.json")).exit_code, 0);
  EXPECT_EQ(Said(Path("3.textproto")), Said(first));
  EXPECT_EQ(Said(Path("4.json")), Said(first));
  EXPECT_EQ(Said(Path("6.json")), Said(first));
  EXPECT_EQ(ReadFile(Path("2.xlsx")), ReadFile(Path("5.xlsx")));
  EXPECT_EQ(RunCmmm({"score", "--format", "json", first}).out,
            RunCmmm({"score", "--format", "json", Path("5.xlsx")}).out);
}

TEST_F(WholeAssessmentTest, ConvertWritesOverNothing) {
  const std::string file = Write("1.textproto", ToTextproto(Written()));
  EXPECT_EQ(Convert(file, file).exit_code, 64);
  EXPECT_EQ(Convert(file, Path("1.csv")).exit_code, 64);
  Write("there.json", "mine");
  EXPECT_NE(Convert(file, Path("there.json")).exit_code, 0);
  EXPECT_EQ(ReadFile(Path("there.json")), "mine");
}

TEST_F(WholeAssessmentTest, PartsOfSeveralPeopleBecomeTheWhole) {
  const std::string a = Template("a.xlsx", {"--domains", "物流,sales"});
  const std::string b = Template("b.xlsx", {"--domains", "production"});
  ASSERT_EQ(RunCmmm({"join", a, b, "-o", Path("w.json")}).exit_code, 0);
  EXPECT_EQ(RunCmmm({"score", "--unanswered", "not-satisfied", Path("w.json")})
                .exit_code,
            0);
  const std::string c = Template("c.xlsx", {"--up-to", "2"});
  const ProcessResult other = RunCmmm({"join", a, c, "-o", Path("v.json")});
  EXPECT_EQ(other.exit_code, 65);
  EXPECT_THAT(other.err, HasSubstr("join.up_to"));
  EXPECT_EQ(RunCmmm({"join", a, "-o", Path("v.json")}).exit_code, 64);
  EXPECT_EQ(RunCmmm({"join", a, b, "-o", a, "--force"}).exit_code, 64);
}

TEST_F(WholeAssessmentTest, ConflictsNameBothCellsAndNothingIsWritten) {
  v1::ScoreRequest request = Written();
  const std::string one = Write("1.textproto", ToTextproto(request));
  ASSERT_EQ(Convert(one, Path("1.xlsx")).exit_code, 0);
  v1::Answer* first = nullptr;
  for (v1::Answer& answer : *request.mutable_list()->mutable_answers()) {
    if (answer.has_not_applicable()) continue;
    first = &answer;
    break;
  }
  ASSERT_NE(first, nullptr);
  first->set_grade(first->grade() == v1::GRADE_NOT ? v1::GRADE_FULLY
                                                   : v1::GRADE_NOT);
  const std::string two = Write("2.textproto", ToTextproto(request));
  ASSERT_EQ(Convert(two, Path("2.xlsx")).exit_code, 0);
  const ProcessResult joined =
      RunCmmm({"join", Path("1.xlsx"), Path("2.xlsx"), "-o", Path("w.xlsx")});
  EXPECT_EQ(joined.exit_code, 65);
  EXPECT_THAT(joined.err, HasSubstr("join.answer"));
  EXPECT_THAT(joined.err, HasSubstr("2.xlsx: "));
  EXPECT_THAT(joined.err, HasSubstr("1.xlsx: "));
  EXPECT_NE(RunShell("test -e '" + Path("w.xlsx") + "'"), 0);
}

TEST_F(WholeAssessmentTest, ConflictsOfTheWholeNameTheirCells) {
  v1::ScoreRequest request = Written();
  const std::string one = Write("1.textproto", ToTextproto(request));
  request.mutable_info()->set_enterprise_name("长沙厂");
  const std::string two = Write("2.textproto", ToTextproto(request));
  ASSERT_EQ(Convert(one, Path("1.xlsx")).exit_code, 0);
  ASSERT_EQ(Convert(two, Path("2.xlsx")).exit_code, 0);
  const auto join = [&](const std::string& a, const std::string& b,
                        const std::string& language) {
    const ProcessResult joined =
        RunCmmm({"join", a, b, "-o", Path("w.json"), "--lang", language});
    EXPECT_EQ(joined.exit_code, 65) << joined.err;
    return joined.err;
  };
  EXPECT_THAT(join(Path("1.xlsx"), Path("2.xlsx"), "zh"),
              AllOf(ContainsRegex("2.xlsx: [^!]*!C[0-9]+ ≠ [^!]*1.xlsx: "
                                  "[^!]*!C[0-9]+: join.info: "),
                    HasSubstr("各份的企业名称不同：长沙厂 ≠ 湖南厂")));
  EXPECT_THAT(join(Path("1.xlsx"), two, "en"),
              AllOf(HasSubstr("2.textproto: info.enterprise_name ≠ "),
                    HasSubstr("the parts name different enterprises: 长沙厂 ≠ "
                              "湖南厂")));
  // A workbook of another model of that name and version.
  Parts parts = Unzip(ReadFile(Path("1.xlsx")));
  for (auto& [name, content] : parts) {
    if (name != "xl/sharedStrings.xml") continue;
    content = std::regex_replace(content, std::regex(">[0-9a-f]{64}<"),
                                 ">" + std::string(64, '0') + "<");
  }
  const std::string other = Write("3.xlsx", Zip(parts));
  EXPECT_THAT(join(Path("1.xlsx"), other, "zh"),
              AllOf(ContainsRegex("3.xlsx: [^!]*!C[0-9]+ ≠ [^!]*1.xlsx: "
                                  "[^!]*!C[0-9]+: join.model: "),
                    HasSubstr("内容不同的模型制作，摘要为：0000"),
                    Not(HasSubstr("所要求的版本"))));
}

TEST_F(WholeAssessmentTest, WhatCannotBeAPartIsSaid) {
  const std::string a = Template("a.xlsx", {"--domains", "sales"});
  const std::string csv = Template("b.csv", {"--domains", "production"});
  const auto join = [&](const std::string& other, const std::string& language) {
    return RunCmmm(
        {"join", a, other, "-o", Path("w.json"), "--lang", language});
  };
  const ProcessResult table = join(csv, "zh");
  EXPECT_EQ(table.exit_code, 65);
  EXPECT_THAT(table.err, HasSubstr("convert 和 join 只读取工作簿"));
  EXPECT_THAT(join(csv, "en").err,
              HasSubstr("convert and join take workbooks"));
  std::filesystem::create_hard_link(a, Path("link.xlsx"));
  for (const std::string& same : {a, Path("./a.xlsx"), Path("link.xlsx")}) {
    const ProcessResult twice = join(same, "en");
    EXPECT_EQ(twice.exit_code, 64);
    EXPECT_THAT(twice.err, HasSubstr(same + ": is named twice"));
    EXPECT_THAT(join(same, "zh").err, HasSubstr("同一个文件给出了两次"));
  }
  EXPECT_FALSE(std::filesystem::exists(Path("w.json")));
}

TEST_F(WholeAssessmentTest, DomainsToAskAreNamedInTheLanguageOfTheReader) {
  const auto ask = [&](const std::string& domains,
                       const std::string& language) {
    const ProcessResult result =
        RunCmmm({"template", "--weights", "discrete", "--domains", domains,
                 "-o", Path("t.xlsx"), "--lang", language});
    EXPECT_EQ(result.exit_code, 64) << domains;
    EXPECT_FALSE(std::filesystem::exists(Path("t.xlsx")));
    return result.err;
  };
  EXPECT_THAT(ask("sale", "en"),
              AllOf(HasSubstr("`sale` is not one of the domains"),
                    HasSubstr("sales (Sales)"), Not(HasSubstr("销售"))));
  EXPECT_THAT(ask("sale", "zh"),
              AllOf(HasSubstr("“sale”不在问卷的能力域中；现有："),
                    HasSubstr("sales (销售)"), Not(HasSubstr("Sales"))));
  for (const char* none : {"", " ", ",", "　"}) {
    EXPECT_THAT(ask(none, "en"), HasSubstr("--domains: no domain is named"));
    EXPECT_THAT(ask(none, "zh"), HasSubstr("--domains：没有写明能力域"));
  }
}

TEST_F(WholeAssessmentTest, OpenQuestionsAreToldBySheetAndCell) {
  const std::string file = Template("t.xlsx");
  const ProcessResult zh = RunCmmm({"score", file, "--lang", "zh"});
  EXPECT_EQ(zh.exit_code, 65);
  EXPECT_THAT(zh.err, HasSubstr("208 条未作答"));
  EXPECT_THAT(zh.err, HasSubstr("  人员："));
  EXPECT_THAT(zh.err, HasSubstr("F2 a"));
  EXPECT_THAT(zh.err, Not(HasSubstr("organization_strategy.1.a")));
  const ProcessResult part =
      RunCmmm({"bounds", Template("p.xlsx", {"--domains", "sales"}), "--format",
               "json"});
  EXPECT_EQ(part.exit_code, 0) << part.err;
  const ProcessResult one = RunCmmm(
      {"score", Template("q.xlsx", {"--domains", "sales"}), "--lang", "zh"});
  EXPECT_THAT(one.err, HasSubstr("这份工作簿里没有的"));
}

// One wrong grade hides no question that is open, and both files are told of.
TEST_F(WholeAssessmentTest, WhatIsOpenIsToldBesideWhatIsWrong) {
  const std::string wrong = Write(
      "wrong.xlsx", AnswerWorkbook({{"organization_strategy.1.a", "很好", ""},
                                    {"organization_strategy.1.b", "", ""},
                                    {"organization_strategy.2.a", "", ""}}));
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"score", wrong},
        std::vector<std::string>{"compare", Path("none.xlsx"), wrong}}) {
    std::vector<std::string> args = command;
    args.insert(args.end(), {"--weights", "discrete", "--lang", "zh"});
    const ProcessResult result = RunCmmm(args);
    EXPECT_NE(result.exit_code, 0);
    EXPECT_THAT(result.err, HasSubstr("“很好”不是任何评价的写法"));
    EXPECT_THAT(result.err, HasSubstr("此外：2 条未作答"));
    EXPECT_THAT(result.err, HasSubstr("B3 b"));
    EXPECT_THAT(result.err, HasSubstr("B4 a"));
  }
  const ProcessResult batch =
      RunCmmm({"batch", wrong, "-o", Path("r.csv"), "--weights", "discrete"});
  EXPECT_EQ(batch.exit_code, 65) << batch.err;
  const std::string rejects = ReadFile(Path("r.csv.rejects.csv"));
  EXPECT_THAT(rejects, HasSubstr("!B3,answer.missing"));
  EXPECT_THAT(rejects, HasSubstr("!B4,answer.missing"));
  const ProcessResult counted =
      RunCmmm({"batch", wrong, "-o", Path("c.csv"), "--weights", "discrete",
               "--unanswered", "not-satisfied"});
  EXPECT_THAT(ReadFile(Path("c.csv.rejects.csv")),
              Not(HasSubstr("answer.missing")));
}

TEST_F(WholeAssessmentTest, CompareTellsOpenQuestionsByTheCellsOfTheirFile) {
  const std::string a = Template("甲.xlsx", {"--up-to", "1"});
  const std::string b = Template("乙.xlsx", {"--up-to", "1"});
  const ProcessResult result = RunCmmm({"compare", a, b, "--lang", "zh"});
  EXPECT_EQ(result.exit_code, 65);
  const size_t second = result.err.find("乙.xlsx: ");
  ASSERT_NE(second, std::string::npos) << result.err;
  EXPECT_LT(result.err.find("甲.xlsx: "), second);
  EXPECT_THAT(result.err.substr(0, second), HasSubstr("F2 a"));
  EXPECT_THAT(result.err.substr(second), HasSubstr("F2 a"));
  EXPECT_THAT(result.err, Not(HasSubstr("organization_strategy.1.a")));
}

TEST_F(WholeAssessmentTest, CompareTellsOpenQuestionsBesideAFileThatIsNone) {
  const std::string book = Template("甲.xlsx", {"--up-to", "1"});
  const std::string none = Write("乙.xlsx", "no workbook");
  for (const auto& [a, b] : {std::pair(book, none), std::pair(none, book)}) {
    SCOPED_TRACE(a);
    const ProcessResult result = RunCmmm({"compare", a, b, "--lang", "zh"});
    EXPECT_EQ(result.exit_code, 65);
    EXPECT_THAT(result.err, HasSubstr("workbook.not_xlsx"));
    EXPECT_THAT(result.err, HasSubstr("F2 a"));
    EXPECT_LT(result.err.find(a + ": "), result.err.find(b + ": "))
        << result.err;
  }
  // A file that is not there has its own exit code, whatever the other has.
  EXPECT_EQ(RunCmmm({"compare", Path("none.xlsx"), book}).exit_code, 66);
  // Wrong options are not the file's fault.
  const ProcessResult options =
      RunCmmm({"compare", book, book, "--weights-b", "nowhere"});
  EXPECT_EQ(options.exit_code, 64);
  EXPECT_THAT(options.err, Not(HasSubstr("F2 a")));
}

TEST_F(WholeAssessmentTest, AFileThatIsNoWorkbookIsSaidToBeWhatItIs) {
  const std::vector<std::pair<std::string, std::string>> files = {
      {"html.xlsx", "<html><body><table></table></body></html>"},
      {"html.xls", "\xEF\xBB\xBF  <!DOCTYPE html>"},
      {"text.xlsx", "企业编号,data.1.a\n1,1\n"},
      {"pdf.et", "%PDF-1.7"},
      {"empty.xlsx", ""},
  };
  for (const auto& [name, content] : files) {
    SCOPED_TRACE(name);
    const std::string file = Write(name, content);
    for (const char* command : {"score", "bounds", "margin"}) {
      const ProcessResult result = RunCmmm({command, file});
      EXPECT_EQ(result.exit_code, 65);
      EXPECT_THAT(result.err, HasSubstr("workbook.not_xlsx"));
    }
    const ProcessResult report =
        RunCmmm({"report", file, "-o", Path("r.html")});
    EXPECT_EQ(report.exit_code, 65);
    EXPECT_THAT(report.err, HasSubstr("workbook.not_xlsx"));
    EXPECT_EQ(Convert(file, Path("c.json")).exit_code, 65);
  }
}

}  // namespace
}  // namespace cmmm::test
