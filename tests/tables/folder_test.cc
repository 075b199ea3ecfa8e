// Folders as people have them: one file that cannot be read, or is something
// else, stops no others and is never passed over in silence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "results/manifest.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"
#include "tests/excel/make_workbook.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::string BookOf(const Table& table) {
  return Zip(WorkbookParts({{"表", TextRows(table), ""}}));
}

// Enterprises of the same grade everywhere, wide.
Table WideTable(const Cells& enterprises, const std::string& grade) {
  Table table = {{"企业编号", "权重集"}};
  for (const ModelRequirement& item : Model().requirements) {
    table[0].push_back(item.id);
  }
  for (const std::string& enterprise : enterprises) {
    Cells row(Model().requirements.size() + 2, grade);
    row[0] = enterprise;
    row[1] = "discrete";
    table.push_back(std::move(row));
  }
  return table;
}

// One assessment, with lines about the enterprise.
std::string Questionnaire(Table lines) {
  lines.push_back({"cmmm.weights", "", "discrete"});
  lines.push_back({"条款编号", "评价"});
  for (const ModelRequirement& item : Model().requirements) {
    lines.push_back({item.id, "全部满足"});
  }
  return BookOf(lines);
}

class FolderTest : public ::testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_.File("in")); }

  std::string In(const std::string& name) const {
    return folder_.File("in/" + name);
  }
  void Write(const std::string& name, const std::string& bytes) const {
    folder_.Write("in/" + name, bytes);
  }

  ProcessResult BatchAll(const std::vector<std::string>& more = {}) {
    std::vector<std::string> args = {folder_.File("in"), "-o",
                                     folder_.File("out.csv"), "--force"};
    args.insert(args.end(), more.begin(), more.end());
    return Batch(args);
  }

  std::vector<std::string> Scored() const {
    std::vector<std::string> ids;
    const Table out = ReadCsvFile(folder_.File("out.csv"));
    for (size_t r = 1; r < out.size(); ++r) ids.push_back(out[r][0]);
    return ids;
  }

  // `FILE RULE` of every reject, the file without its folder.
  std::vector<std::string> Rejects() const {
    std::vector<std::string> said;
    const Table out = folder_.Rejects();
    for (size_t r = 1; r < out.size(); ++r) {
      const std::string& file = out[r][0];
      said.push_back(
          absl::StrCat(file.substr(file.rfind('/') + 1), " ", out[r][4]));
    }
    return said;
  }

  // The texts of the first reject, in English and in Chinese.
  Cells Words() const {
    const Table out = folder_.Rejects();
    return {out.at(1).at(6), out.at(1).at(7)};
  }

  BatchFolder folder_;
};

TEST_F(FolderTest, WhatCannotBeOpenedIsARejectWithTheReason) {
  Write("a.xlsx", BookOf(WideTable({"A"}, "fully")));
  fs::create_symlink(In("nowhere"), In("b.xlsx"));
  fs::create_symlink(In("c.xlsx"), In("c.xlsx"));
  EXPECT_EQ(BatchAll().exit_code, 65);
  EXPECT_THAT(Scored(), ElementsAre("A"));
  EXPECT_THAT(Rejects(), ElementsAre("b.xlsx workbook.unreadable",
                                     "c.xlsx workbook.unreadable"));
  EXPECT_THAT(Words()[0], HasSubstr("cannot be read: No such file"));
  EXPECT_EQ(Words()[1], "无法读取：没有这一文件或文件夹");
  // A name that there is not was mistyped.
  const ProcessResult none =
      Batch({In("none.xlsx"), "-o", folder_.File("o.csv"), "--lang", "zh"});
  EXPECT_EQ(none.exit_code, 66);
  EXPECT_THAT(none.err, HasSubstr("没有这一文件或文件夹"));
}

TEST_F(FolderTest, PipesAndSocketsAreNamedAndNeverOpened) {
  Write("a.xlsx", BookOf(WideTable({"A"}, "fully")));
  ASSERT_EQ(mkfifo(In("b.xlsx").c_str(), 0600), 0);
  const int socket_fd = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string here = fs::current_path();
  fs::current_path(In("."));  // a short name
  std::string("c.xlsx").copy(static_cast<char*>(address.sun_path), 6);
  ASSERT_EQ(bind(socket_fd, reinterpret_cast<sockaddr*>(&address),  // NOLINT
                 sizeof(address)),
            0);
  fs::current_path(here);
  close(socket_fd);
  const std::vector<std::vector<std::string>> calls = {
      {"batch", folder_.File("in"), "-o", folder_.File("out.csv")},
      {"report", folder_.File("in"), "-o", folder_.File("r")},
      {"portfolio", folder_.File("in")}};
  for (std::vector<std::string> call : calls) {
    call.insert(call.end(), {"--lang", "zh"});
    const ProcessResult result = RunCmmm(call);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    for (const char* name : {"b.xlsx", "c.xlsx"}) {
      EXPECT_THAT(result.err,
                  HasSubstr(absl::StrCat(In(name),
                                         ": input.files_left_out: 没有读取：这"
                                         "是管道、套接字或设备，不是文件")));
    }
  }
}

// By its name a pipe is read, once, as standard input is.
TEST_F(FolderTest, APipeMayBeNamed) {
  const std::string table =
      folder_.Write("t.csv", ToCsv(WideTable({"A", "B"}, "fully")));
  for (const char* name : {"p.csv", "p.xlsx"}) {
    ASSERT_EQ(mkfifo(folder_.File(name).c_str(), 0600), 0);
  }
  EXPECT_EQ(RunShell(absl::StrCat("cat ", table, " > ", folder_.File("p.csv"),
                                  " & cmmm batch ", folder_.File("p.csv"),
                                  " -o ", folder_.File("out.csv"))),
            0);
  EXPECT_THAT(Scored(), ElementsAre("A", "B"));
  EXPECT_EQ(Batch({folder_.File("p.csv"), table, "-o", folder_.File("o.csv")})
                .exit_code,
            64);
  const ProcessResult book =
      Batch({folder_.File("p.xlsx"), "-o", folder_.File("o.csv")});
  EXPECT_EQ(book.exit_code, 66);
  EXPECT_THAT(book.err, HasSubstr("save it as a file first"));
}

// Nothing of a table that is cut or contradicts itself is scored, whatever
// stands before the fault.
TEST_F(FolderTest, OneBrokenTableStopsNoOthers) {
  const std::string sound = BookOf(WideTable({"A", "B"}, "fully"));
  Table apart = {{"企业编号", "权重集", "条款编号", "判定"}};
  for (const char* enterprise : {"C", "D", "C"}) {
    for (const ModelRequirement& item : Model().requirements) {
      apart.push_back({enterprise, "discrete", item.id, "fully"});
    }
  }
  Write("a.xlsx", WithPartReplaced(sound, "xl/worksheets/sheet1.xml",
                                   "</sheetData>", "<sheetData>"));
  Write("b.xlsx", BookOf(apart));
  Write("c.xlsx", BookOf(WideTable({"E"}, "mostly")));
  for (const char* grades : {"auto", "words"}) {
    const ProcessResult result = BatchAll({"--grades", grades});
    EXPECT_EQ(result.exit_code, 65) << result.err;
    EXPECT_THAT(Scored(), ElementsAre("E"));
    EXPECT_THAT(Rejects(), ElementsAre("a.xlsx workbook.broken_xml",
                                       "b.xlsx long.not_grouped"));
  }
  const Table out = folder_.Rejects();
  EXPECT_THAT(out[2][7], HasSubstr("企业“C”的作答从第 2 行开始"));
  // Alone it is refused, by the same rule and place.
  const ProcessResult alone =
      Batch({In("b.xlsx"), "-o", folder_.File("o.csv"), "--lang", "zh"});
  EXPECT_EQ(alone.exit_code, 65);
  EXPECT_THAT(alone.err, HasSubstr("long.not_grouped: 企业“C”的作答从第 2 行"));
}

// Beside a table its columns alone are carried through.
TEST_F(FolderTest, WhatATableHasNoColumnForIsTold) {
  Table table = WideTable({"A"}, "fully");
  table[0].push_back("所属行业");
  table[1].push_back("机械");
  Write("a.xlsx", BookOf(table));
  Write("b.xlsx", Questionnaire({{"cmmm.enterprise", "企业名称", "乙"},
                                 {"cmmm.industry", "所属行业", "纺织"},
                                 {"cmmm.region", "所在地区", "长沙"},
                                 {"cmmm.remarks", "备注", "样本"}}));
  const ProcessResult result = BatchAll({"--lang", "zh"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err,
              HasSubstr("b.xlsx: 表!C3: input.columns_left_out: "
                        "这里填写的“所在地区”、“备注”没有带到结果里"));
  EXPECT_THAT(result.err, Not(HasSubstr("“所属行业”")));
  fs::remove(In("a.xlsx"));
  EXPECT_THAT(BatchAll().err, Not(HasSubstr("columns_left_out")));
}

// What lost its keys is read by its labels, and that is said.
TEST_F(FolderTest, LinesWithoutKeysAreReadByTheirLabels) {
  Write("a.xlsx", Questionnaire({{"", "企业名称：", "甲"},
                                 {"", "Highest level", "2"},
                                 {"", "裁剪的能力域", "物流"}}));
  Write("b.xlsx", Questionnaire({{"cmmm.up_too", "评到第几级", "2"}}));
  const ProcessResult result = BatchAll({"--lang", "zh"});
  EXPECT_EQ(result.exit_code, 65) << result.err;
  EXPECT_THAT(Scored(), ElementsAre("甲"));
  EXPECT_THAT(Rejects(), ElementsAre("b.xlsx workbook.unknown_field"));
  EXPECT_THAT(result.err,
              HasSubstr("a.xlsx: 表!B1: workbook.field_by_label: "
                        "企业信息和评价范围的这几行没有了隐藏的标识（A "
                        "列），已按名称读取：企业名称："));
}

TEST_F(FolderTest, AFileNameThatIsNoTextIsSaidToBeOne) {
  Write("\xbc\xd7.xlsx", Questionnaire({}));  // 甲 in GBK
  const ProcessResult result = BatchAll({"--lang", "zh"});
  EXPECT_EQ(result.exit_code, 65) << result.err;
  EXPECT_THAT(Rejects(), ElementsAre("??.xlsx row.file_name"));
  EXPECT_THAT(Words()[0], HasSubstr("the name of the file is no UTF-8"));
  EXPECT_THAT(Words()[1], HasSubstr("文件名不是 UTF-8"));
  results::Manifest manifest;
  EXPECT_FALSE(
      results::ReadManifest(folder_.File("out.csv.manifest.json"), &manifest)
          .has_value());
  fs::remove(In("\xbc\xd7.xlsx"));
  Write("\xbc\xd7.xlsx",
        Questionnaire({{"cmmm.enterprise", "企业名称", "甲"}}));
  EXPECT_EQ(BatchAll().exit_code, 0);
  EXPECT_THAT(Scored(), ElementsAre("甲"));
}

TEST_F(FolderTest, OldResultsAreNamedAsResults) {
  Write("a.xlsx", BookOf(WideTable({"A"}, "fully")));
  ASSERT_EQ(Batch({In("a.xlsx"), "-o", folder_.File("results.xlsx")}).exit_code,
            0);
  fs::copy_file(folder_.File("results.xlsx"), In("results.xlsx"));
  EXPECT_EQ(BatchAll().exit_code, 65);
  EXPECT_THAT(Scored(), ElementsAre("A"));
  EXPECT_THAT(Rejects(), ElementsAre("results.xlsx workbook.results"));
}

}  // namespace
}  // namespace cmmm::test
