// Tables as people and their programs leave them: what is meant is read, what
// could change a level is refused, and nothing is passed over in silence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "results/manifest.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"
#include "tests/excel/make_workbook.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// A long table of enterprises whose every grade is `grade`.
Table LongTable(const std::vector<std::string>& enterprises,
                const std::string& grade) {
  Table table = {{"企业编号", "权重集", "条款编号", "判定"}};
  for (const std::string& enterprise : enterprises) {
    for (const ModelRequirement& item : Model().requirements) {
      table.push_back({enterprise, "离散型企业", item.id, grade});
    }
  }
  return table;
}

class PeopleTest : public ::testing::Test {
 protected:
  ProcessResult BatchOf(const std::string& name, const std::string& content,
                        const std::vector<std::string>& more = {}) {
    return folder_.RunBatch(name, content, more);
  }

  // `ENTERPRISE LEVEL` of every result.
  std::vector<std::string> Levels() const {
    std::vector<std::string> levels;
    const Table out = ReadCsvFile(folder_.File("out.csv"));
    for (size_t r = 1; r < out.size(); ++r) {
      levels.push_back(absl::StrCat(out[r][0], " ", out[r][1]));
    }
    return levels;
  }

  // The column `index` of every reject.
  std::vector<std::string> Rejects(size_t index) const {
    std::vector<std::string> cells;
    const Table out = folder_.Rejects();
    for (size_t r = 1; r < out.size(); ++r) cells.push_back(out[r][index]);
    return cells;
  }

  // The rules of the notices in the manifest.
  std::vector<std::string> Notices() const {
    results::Manifest manifest;
    EXPECT_FALSE(
        results::ReadManifest(folder_.File("out.csv.manifest.json"), &manifest)
            .has_value());
    std::vector<std::string> rules;
    for (const auto& notice : manifest.notices()) {
      EXPECT_NE(notice.message(), "");
      EXPECT_NE(notice.message_zh(), "");
      rules.push_back(notice.rule());
    }
    return rules;
  }

  const BatchFolder folder_;
};

TEST_F(PeopleTest, TwoColumnsOfOneMeaningAreRefusedWithBothNames) {
  Table grades = LongTable({"A"}, "全部满足");
  for (Cells& row : grades) row.emplace_back("部分满足");
  grades[0].back() = "评分";
  ProcessResult result = BatchOf("in.csv", ToCsv(grades));
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("header.duplicate_column"));
  EXPECT_THAT(result.err, HasSubstr("判定, 评分"));
  grades[0].back() = "GRADE";
  EXPECT_EQ(BatchOf("in.csv", ToCsv(grades)).exit_code, 65);
  Table ids = RandomTable(2, 1, WordTexts());
  for (Cells& row : ids) row.push_back(row[0]);
  ids[0].back() = "企业编号";
  EXPECT_THAT(BatchOf("in.csv", ToCsv(ids)).err,
              HasSubstr("enterprise_id, 企业编号"));
  ids[0].back() = "Data.2.B";
  EXPECT_THAT(BatchOf("in.csv", ToCsv(ids)).err,
              HasSubstr("data.2.b, Data.2.B"));
  // A wide table may have a column of that name of its own.
  ids[0].back() = "评分";
  EXPECT_EQ(BatchOf("in.csv", ToCsv(ids)).exit_code, 0);
  EXPECT_EQ(ReadCsvFile(folder_.File("out.csv"))[0].back(), "评分");
}

TEST_F(PeopleTest, ALongTableStandsTogetherOrIsRefused) {
  const Table apart = LongTable({"甲", "乙"}, "全部满足");
  ASSERT_EQ(BatchOf("in.csv", ToCsv(apart)).exit_code, 0);
  EXPECT_THAT(Levels(), ElementsAre("甲 5", "乙 5"));
  Table mixed = {apart[0]};
  const size_t items = Model().requirements.size();
  for (size_t i = 1; i <= items; ++i) {
    mixed.push_back(apart[i]);
    mixed.push_back(apart[items + i]);
  }
  for (const char* language : {"en", "zh"}) {
    const ProcessResult result =
        BatchOf("in.csv", ToCsv(mixed),
                {"--unanswered", "not-satisfied", "--lang", language});
    EXPECT_EQ(result.exit_code, 65);
    EXPECT_THAT(result.err, HasSubstr("long.not_grouped"));
    EXPECT_THAT(result.err, HasSubstr("甲"));
    EXPECT_THAT(result.err, HasSubstr(" 2 "));
    EXPECT_THAT(result.err, HasSubstr(" 4"));
    EXPECT_FALSE(std::filesystem::exists(folder_.File("out.csv.partial")));
  }
}

TEST_F(PeopleTest, BlankRowsOfSpreadsheetsAreBlank) {
  const Table table = RandomTable(2, 2, WordTexts());
  std::string text = ToCsv(table);
  const std::string commas(table[0].size() - 1, ',');
  for (const std::string& blank :
       {commas, commas + " ", "\"\"" + commas, "　" + commas,
        "\xE2\x80\x8B" + commas, std::string(" "), std::string(",,")}) {
    absl::StrAppend(&text, blank, "\n");
  }
  const ProcessResult result = BatchOf("in.csv", text);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("2 rows, 2 scored, 0 rejected"));
  std::string tabs = absl::StrReplaceAll(text, {{",", "\t"}});
  EXPECT_EQ(BatchOf("in.tsv", tabs).exit_code, 0);
  std::string answers = ToCsv(LongTable({"A"}, "全部满足"));
  answers += ",,,\n , ,　,\n";
  EXPECT_EQ(BatchOf("in.csv", answers).exit_code, 0);
  EXPECT_THAT(Levels(), ElementsAre("A 5"));
}

TEST_F(PeopleTest, WhatStandsBetweenTheCellsIsNamed) {
  const std::string text = ToCsv(RandomTable(3, 3, WordTexts()));
  const auto error = [&](const std::string& content,
                         const std::string& name = "in.csv") {
    const ProcessResult result = BatchOf(name, content);
    EXPECT_EQ(result.exit_code, 65);
    // The sentence and one finding.
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 2)
        << result.err;
    return result.err;
  };
  for (const auto& [byte, code] :
       std::vector<std::pair<std::string, std::string>>{{";", "0x3b"},
                                                        {"\t", "0x09"},
                                                        {"|", "0x7c"},
                                                        {"\x01", "0x01"},
                                                        {"，", "0xef"}}) {
    const std::string err = error(absl::StrReplaceAll(text, {{",", byte}}));
    EXPECT_THAT(err, HasSubstr("header.separator"));
    EXPECT_THAT(err, HasSubstr(code));
  }
  EXPECT_THAT(error(text, "in.tsv"), HasSubstr("0x2c"));
  EXPECT_THAT(error("sep=;\n" + absl::StrReplaceAll(text, {{",", ";"}})),
              HasSubstr("header.separator"));
  EXPECT_THAT(error(absl::StrReplaceAll(text, {{"\n", "\r"}})),
              HasSubstr("header.line_ends"));
  // Marks twice do no harm.
  EXPECT_EQ(BatchOf("in.csv", "\xEF\xBB\xBF\xEF\xBB\xBF" + text).exit_code, 0);
}

TEST_F(PeopleTest, NamesThatAreNoneAreAnsweredWithWhatThereIs) {
  Table table = RandomTable(3, 4, WordTexts());
  table[0].emplace_back("裁剪能力域");
  for (size_t r = 1; r < table.size(); ++r) table[r].emplace_back("");
  table[1][1] = "混合型";
  table[2].back() = "物流;仓库";
  table[3].back() = "数据";
  ASSERT_EQ(BatchOf("in.csv", ToCsv(table)).exit_code, 65);
  EXPECT_THAT(Rejects(4),
              ElementsAre("weight_set_not_found", "profile.unknown_domain",
                          "profile.domain_not_excludable"));
  const CompiledModel& model = Model();
  const std::vector<std::string> en = Rejects(6);
  EXPECT_THAT(en[0], HasSubstr(model.names.weight_sets().en));
  EXPECT_THAT(en[1], HasSubstr(model.names.excludable_domains().en));
  EXPECT_THAT(en[2], HasSubstr(model.names.excludable_domains().en));
  const std::vector<std::string> zh = Rejects(7);
  EXPECT_THAT(zh[0], HasSubstr(model.names.weight_sets().zh));
  EXPECT_THAT(zh[1], HasSubstr(model.names.excludable_domains().zh));
  EXPECT_THAT(zh[2], HasSubstr(model.names.excludable_domains().zh));
  EXPECT_THAT(Rejects(5), ElementsAre("混合型", "仓库", "数据"));
}

TEST_F(PeopleTest, AWeightSetThatThereIsNotIsShownAsItStands) {
  Table table = RandomTable(1, 3, WordTexts());
  table[1][1] = "混合型";
  ASSERT_EQ(BatchOf("in.csv", ToCsv(table)).exit_code, 65);
  EXPECT_THAT(Rejects(5), ElementsAre("混合型"));
  table[1][3] = "很好";  // and all else that is wrong
  ASSERT_EQ(BatchOf("in.csv", ToCsv(table)).exit_code, 65);
  EXPECT_THAT(Rejects(5), ElementsAre("很好", "混合型"));
  const std::string line =
      "{\"enterprise_id\":\"A\",\"weight_set\":\"混合型\"}\n";
  ASSERT_EQ(BatchOf("in.jsonl", line).exit_code, 65);
  EXPECT_THAT(Rejects(5), ElementsAre("混合型"));
  EXPECT_THAT(RunCmmm({"filter"}, line).out, HasSubstr("\"value\":\"混合型\""));
  EXPECT_THAT(RunCmmm({"filter", "--format", "tsv", "--header"},
                      absl::StrCat("enterprise_id\tweight_set\t",
                                   Model().requirements[0].id,
                                   "\nA\t混合型\t全部满足\n"))
                  .out,
              HasSubstr("weight_set `混合型`: "));
}

TEST_F(PeopleTest, HowDigitsWereReadIsSaidWithTheCellThatDecided) {
  Table table = RandomTable(5, 5, {"1", "1", "1", "1"});
  table[4][20] = "2";
  for (const char* language : {"en", "zh"}) {
    const ProcessResult result =
        BatchOf("in.csv", ToCsv(table), {"--lang", language});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.err, HasSubstr(table[0][20]));
    EXPECT_THAT(result.err, HasSubstr(" 5"));
    EXPECT_THAT(result.err, HasSubstr("1/1040"));
    EXPECT_THAT(Notices(), ElementsAre("input.digits"));
  }
  EXPECT_EQ(BatchOf("in.csv", ToCsv(table), {"--grades", "codes"}).exit_code,
            0);
  EXPECT_THAT(Notices(), IsEmpty());
}

TEST_F(PeopleTest, EncodingsThatWereGuessedAreSaid) {
  Table table = RandomTable(1, 6, WordTexts());
  table[1][0] = "\xC6\xF3\xD2\xB5";  // 企业 in GB18030
  ProcessResult result = BatchOf("in.csv", ToCsv(table));
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("gb18030"));
  EXPECT_THAT(Notices(), ElementsAre("input.encoding"));
  EXPECT_EQ(ReadCsvFile(folder_.File("out.csv"))[1][0], "企业");
  table[1][0] = "\xA5\xF8\xB7\x7E";  // 企業 in Big5
  result = BatchOf("in.csv", ToCsv(table));
  EXPECT_THAT(result.err, HasSubstr("big5"));
  EXPECT_THAT(Notices(), ElementsAre("input.encoding_doubted"));
  result = BatchOf("in.csv", ToCsv(table), {"--encoding", "big5"});
  EXPECT_EQ(ReadCsvFile(folder_.File("out.csv"))[1][0], "企業");
  EXPECT_THAT(Notices(), IsEmpty());
}

TEST_F(PeopleTest, WhatAFolderHoldsBesidesWorkbooksIsNamed) {
  const std::string in = folder_.path() + "/in";
  std::filesystem::create_directories(in + "/sub");
  const std::string sheet = Zip(WorkbookParts(
      {{"Sheet1", TextRows(RandomTable(1, 7, WordTexts())), ""}}));
  for (const char* name :
       {"甲.xlsx", "._甲.xlsx", ".~甲.xlsx", "~$甲.xlsx", "sub/丙.xlsx"}) {
    folder_.Write(absl::StrCat("in/", name), sheet);
  }
  for (const char* name : {"戊.csv", ".DS_Store"}) {
    folder_.Write(absl::StrCat("in/", name), "x");
  }
  const ProcessResult result = Batch({in, "-o", folder_.File("out.csv")});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("1 row, 1 scored"));
  for (const char* name : {"戊.csv", "sub/"}) {
    EXPECT_THAT(result.err, HasSubstr(name));
  }
  EXPECT_THAT(result.err, Not(HasSubstr("甲.xlsx")));
  EXPECT_THAT(result.err, Not(HasSubstr("DS_Store")));
  EXPECT_THAT(Notices(),
              ElementsAre("input.files_left_out", "input.files_left_out"));
}

TEST_F(PeopleTest, ReportsAndPortfoliosReadFoldersAsBatchDoes) {
  std::filesystem::create_directories(folder_.File("in"));
  for (const char* name : {"in/甲.xlsx", "in/乙.xlsx"}) {
    folder_.Write(
        name, Zip(WorkbookParts(
                  {{"Sheet1", TextRows(RandomTable(1, 7, WordTexts())), ""}})));
  }
  folder_.Write("in/丙.csv", "x");
  for (const std::vector<std::string>& call :
       {std::vector<std::string>{"report", folder_.File("in"), "-o",
                                 folder_.File("r")},
        {"portfolio", folder_.File("in")}}) {
    const ProcessResult result = RunCmmm(call);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.err, HasSubstr("丙.csv: input.files_left_out"));
  }
  EXPECT_TRUE(std::filesystem::exists(folder_.File("r/index.html")));
}

// As the shell makes of clients/*.xlsx while one of them is open in Excel.
// As Spark names JSON lines, and writes an empty text into a long table.
TEST_F(PeopleTest, WhatSparkWritesIsToldWhatToDoWith) {
  EXPECT_THAT(BatchOf("part-0.json", "{}\n").err,
              HasSubstr("--from jsonl - <"));
  Table grades = LongTable({"A"}, "全部满足");
  grades[3].back() = "\"\"";
  std::string text;
  for (const Cells& row : grades) {
    absl::StrAppend(&text, absl::StrJoin(row, ","), "\n");
  }
  ASSERT_EQ(BatchOf("in.csv", text).exit_code, 65);
  EXPECT_THAT(Rejects(4), ElementsAre("answer.missing"));
  EXPECT_THAT(Rejects(5), ElementsAre(""));
}

TEST_F(PeopleTest, TheLockOfAnOpenWorkbookIsNoWorkbookToMend) {
  const std::string sheet = Zip(WorkbookParts(
      {{"Sheet1", TextRows(RandomTable(1, 7, WordTexts())), ""}}));
  const std::string book = folder_.Write("甲.xlsx", sheet);
  const std::string lock = folder_.Write("~$甲.xlsx", "lock");
  for (std::vector<std::string> call :
       {std::vector<std::string>{"batch", lock, book, "-o",
                                 folder_.File("out.csv")},
        {"report", lock, book, "-o", folder_.File("r/")},
        {"portfolio", lock, book}}) {
    call.insert(call.end(), {"--lang", "zh"});
    const ProcessResult result = RunCmmm(call);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.err, HasSubstr("锁文件"));
    EXPECT_THAT(result.err, Not(HasSubstr("workbook.not_xlsx")));
  }
  // It alone is nothing to score.
  EXPECT_NE(Batch({lock, "-o", folder_.File("none.csv")}).exit_code, 0);
}

TEST_F(PeopleTest, ARemarkBesideTheTableIsNamedWithItsCell) {
  Table table = RandomTable(2, 8, WordTexts());
  table[1].emplace_back("电话已确认");
  const std::string sheet =
      Zip(WorkbookParts({{"Sheet1", TextRows(table), ""}}));
  EXPECT_EQ(BatchOf("in.xlsx", sheet).exit_code, 65);
  EXPECT_THAT(Rejects(4), ElementsAre("row.cell_count"));
  EXPECT_THAT(Rejects(3), ElementsAre("HD2"));
  EXPECT_THAT(Rejects(5), ElementsAre("电话已确认"));
}

TEST_F(PeopleTest, TablesThatAreNotReadAreNamed) {
  const std::string rows = TextRows(RandomTable(1, 12, WordTexts()));
  const ProcessResult result =
      BatchOf("in.xlsx", Zip(WorkbookParts({{"空", "", ""},
                                            {"封面", TextRows({{"说明"}}), ""},
                                            {"表", rows, ""},
                                            {"分公司", rows, ""}})));
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("分公司"));
  EXPECT_THAT(result.err, Not(HasSubstr("封面")));
  EXPECT_THAT(Notices(), ElementsAre("workbook.sheet_not_read"));
}

TEST_F(PeopleTest, ANumberOfEighteenDigitsInASheetIsNoId) {
  Table table = RandomTable(1, 9, WordTexts());
  std::string rows = TextRows(table);
  const std::string at = "r=\"A2\"";
  const size_t begin = rows.rfind("<c", rows.find(at));
  const size_t end = rows.find("</c>", begin) + 4;
  rows.replace(begin, end - begin,
               "<c r=\"A2\"><v>9.143010012345679E+17</v></c>");
  EXPECT_EQ(
      BatchOf("in.xlsx", Zip(WorkbookParts({{"Sheet1", rows, ""}}))).exit_code,
      65);
  EXPECT_THAT(Rejects(4), ElementsAre("row.enterprise_id_rounded"));
}

TEST_F(PeopleTest, KeysWithEndingsMeanWhatColumnsDo) {
  const Table codes = RandomTable(2, 10, CodeTexts());
  Table named = codes;
  std::string lines;
  for (size_t c = 3; c < codes[0].size(); ++c) named[0][c] += "#code";
  ASSERT_EQ(BatchOf("in.csv", ToCsv(named)).exit_code, 0);
  const std::vector<std::string> expected = Levels();
  for (size_t r = 1; r < named.size(); ++r) {
    std::vector<std::string> pairs;
    for (size_t c = 0; c < named[r].size(); ++c) {
      pairs.push_back(
          absl::StrCat("\"", named[0][c], "\":\"", named[r][c], "\""));
    }
    absl::StrAppend(&lines, "{", absl::StrJoin(pairs, ","), "}\n");
  }
  EXPECT_EQ(BatchOf("in.jsonl", lines).exit_code, 0);
  EXPECT_EQ(Levels(), expected);
  EXPECT_THAT(RunCmmm({"filter"}, lines).out, Not(HasSubstr("error")));
  // What is no code stays none, whatever the digits of other keys mean.
  const std::string bad = absl::StrReplaceAll(
      lines,
      {{absl::StrCat("#code\":\"", named[1][3], "\""), "#code\":\"0.5\""}});
  EXPECT_EQ(BatchOf("in.jsonl", bad).exit_code, 65);
  EXPECT_EQ(Rejects(4)[0], "grade.unknown");
  EXPECT_EQ(Rejects(5)[0], "0.5");
  EXPECT_EQ(Rejects(6)[0], "is no grade among codes");
}

TEST_F(PeopleTest, RejectsStayInProportionToTheRow) {
  std::string text = "enterprise_id,weight_set,data.2.b\n";
  for (int i = 0; i < 100; ++i) absl::StrAppend(&text, "E", i, ",discrete,1\n");
  EXPECT_EQ(BatchOf("in.csv", text, {"--grades", "scores"}).exit_code, 65);
  const std::vector<std::string> rules = Rejects(4);
  EXPECT_EQ(rules.size(), 100u * 21);
  EXPECT_EQ(Rejects(5)[20], absl::StrCat(Model().requirements.size() - 1 - 20));
  EXPECT_EQ(Rejects(3)[20], "");
}

TEST_F(PeopleTest, AReasonIsAskedForWhereThereIsAColumnForIt) {
  Table table = LongTable({"A"}, "全部满足");
  const auto may_be = std::find_if(
      Model().requirements.begin(), Model().requirements.end(),
      [](const ModelRequirement& item) { return item.may_be_not_applicable; });
  ASSERT_NE(may_be, Model().requirements.end());
  for (Cells& row : table) {
    if (row[2] == may_be->id) row[3] = "不适用";
  }
  EXPECT_EQ(BatchOf("in.csv", ToCsv(table)).exit_code, 0);
  for (Cells& row : table) row.emplace_back(" ");
  table[0].back() = "说明";
  EXPECT_EQ(BatchOf("in.csv", ToCsv(table)).exit_code, 65);
  EXPECT_THAT(Rejects(3), ElementsAre(may_be->id));
  EXPECT_THAT(Rejects(4), ElementsAre("answer.reason_missing"));
  for (Cells& row : table) {
    if (row[2] == may_be->id) row.back() = "外包给第三方";
  }
  EXPECT_EQ(BatchOf("in.csv", ToCsv(table)).exit_code, 0);
}

TEST_F(PeopleTest, UnknownFieldsOfARequestLineAreRefusedByName) {
  const std::string line =
      R"({"enterprise_id":"A","profile":{"weightSet":"discrete",)"
      R"("excludedDomainsIds":["logistics"]},"list":{"answers":[)"
      R"({"requirementId":"data.1.a","grde":"GRADE_FULLY"}]}})"
      "\n";
  EXPECT_EQ(
      BatchOf("in.jsonl", line, {"--unanswered", "not-satisfied"}).exit_code,
      65);
  EXPECT_THAT(Rejects(5), ElementsAre("excludedDomainsIds", "grde"));
}

TEST_F(PeopleTest, AColumnThatIsNotThereIsSaidOnce) {
  const std::string path =
      folder_.Write("in.csv", ToCsv(RandomTable(50, 11, WordTexts())));
  const ProcessResult result = RunCmmm({"portfolio", path, "--by", "region"});
  EXPECT_EQ(result.exit_code, 64);
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1);
  EXPECT_THAT(result.err, HasSubstr("city"));
}

// Of options, names are names, blanks do not matter, and what is none is a
// wrong option that is answered with what there is.
TEST_F(PeopleTest, OptionsAreReadAsNames) {
  const std::string file = DatasetPath("auto-parts-level-3");
  const auto level = [&](const std::vector<std::string>& more) {
    std::vector<std::string> args = {"score", file, "--format", "textproto"};
    args.insert(args.end(), more.begin(), more.end());
    const ProcessResult result = RunCmmm(args);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  };
  EXPECT_EQ(level({"--exclude", "物流、 sales ", "--weights", "流程型"}),
            level({"--exclude", "logistics,sales", "--weights", "process"}));
  for (const std::vector<std::string>& wrong :
       std::vector<std::vector<std::string>>{{"--weights", "none-such"},
                                             {"--exclude", "none-such"},
                                             {"--exclude", "data"},
                                             {"--up-to", "9"},
                                             {"--target", "9"},
                                             {"--model", "none-such"}}) {
    std::vector<std::string> args = {"score", file};
    args.insert(args.end(), wrong.begin(), wrong.end());
    const ProcessResult result = RunCmmm(args);
    EXPECT_EQ(result.exit_code, 64) << wrong[0] << result.err;
  }
  EXPECT_THAT(RunCmmm({"score", file, "--exclude", "none-such"}).err,
              HasSubstr(Model().names.excludable_domains().en));
  EXPECT_EQ(Batch({file, "-o", "-", "--weights", "x"}).exit_code, 64);
  EXPECT_EQ(RunCmmm({"filter", "--exclude", "x"}).exit_code, 64);
}

TEST_F(PeopleTest, KeysOfARequestThatStandTwiceAreNamed) {
  std::string json = ToJson(ReadDataset("auto-parts-level-3"));
  const size_t at = json.find("\"weightSet\"");
  ASSERT_NE(at, std::string::npos);
  for (const char* name : {"weightSet", "weight_set"}) {
    std::string twice = json;
    twice.insert(at, absl::StrCat("\"", name, "\":\"process\","));
    const TempFile file(twice, ".json");
    const ProcessResult result = RunCmmm({"score", file.path()});
    EXPECT_EQ(result.exit_code, 65);
    EXPECT_THAT(result.err,
                HasSubstr("profile.weight_set: json.duplicate_field"));
  }
}

TEST_F(PeopleTest, ByteOrderMarksDoNoHarm) {
  const std::string mark = "\xEF\xBB\xBF";
  const std::string model =
      ReadFile(SourcePath("tests/conformance/models/tiny/tiny.textproto"));
  const std::string programme =
      ReadFile(SourcePath("models/programmes/national-pilot-2022.textproto"));
  for (const std::string& text : {model, programme}) {
    const TempFile file(mark + text);
    const ProcessResult result = RunCmmm({"model", "lint", file.path()});
    EXPECT_EQ(result.exit_code, 0) << result.out;
  }
  const TempFile costs(mark + " logistics.2.a = 7 # 注释\n　物流=2\n", ".txt");
  const ProcessResult plan = RunCmmm(
      {"plan", DatasetPath("auto-parts-level-3"), "--costs", costs.path()});
  EXPECT_EQ(plan.exit_code, 0) << plan.err;
}

}  // namespace
}  // namespace cmmm::test
