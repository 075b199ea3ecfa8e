// The workbook of results of `cmmm batch -o results.xlsx`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/model/level_words.h"
#include "excel/xlsx_workbook.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"
#include "tests/excel/make_workbook.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;

// The rows of a sheet of a workbook of results, as text.
Table SheetOf(const std::string& path, size_t sheet) {
  auto workbook = excel::XlsxWorkbook::Open(ReadFile(path));
  EXPECT_TRUE(workbook.ok());
  Table table;
  const auto reader = workbook.value().OpenSheet(sheet);
  while (const excel::SheetRow* row = reader->NextRow()) {
    Cells cells;
    for (const excel::Cell& cell : row->cells) {
      cells.resize(static_cast<size_t>(cell.column));
      cells.push_back(cell.kind == excel::CellKind::kNumber
                          ? excel::NumberText(cell.number)
                          : std::string(cell.text));
    }
    table.push_back(cells);
  }
  EXPECT_FALSE(reader->fault().has_value());
  return table;
}

// Four places are shown, the others cut off.
void ExpectCutOff(const std::string& shown, double exact) {
  EXPECT_LE(std::stod(shown), exact + 1e-12);
  EXPECT_GT(std::stod(shown), exact - 1e-4);
}

TEST(ResultBookTest, EnterprisesAreChosenByNumberWhateverTheirNames) {
  const BatchFolder folder;
  Table table = RandomTable(3, 11, WordTexts());
  table[0].push_back("企业名称");
  const char* const names[] = {"湖南**机械", "湖南大成机械", "湖南**机械"};
  for (size_t r = 1; r < table.size(); ++r) table[r].push_back(names[r - 1]);
  const std::string in = folder.Write("in.csv", ToCsv(table));
  const std::string book = folder.File("out.xlsx");
  ASSERT_EQ(Batch({in, "-o", book, "--lang", "zh"}).exit_code, 0);
  const Table summary = SheetOf(book, 0);
  EXPECT_EQ(summary[3][11], "1 湖南**机械");
  EXPECT_EQ(summary[5][11], "3 湖南**机械");
  EXPECT_EQ(SheetOf(book, 1)[1][5], "1 湖南**机械");
  for (const auto& [name, content] : Unzip(ReadFile(book))) {
    EXPECT_EQ(content.find("MATCH("), std::string::npos) << name;
  }
}

TEST(ResultBookTest, TheLastSheetSaysWhoCouldNotBeScoredAndWhy) {
  const BatchFolder folder;
  Table table = RandomTable(4, 11, WordTexts());
  table[2][0] = "乙";
  table[2][5] = "优秀";
  const std::string in = folder.Write("in.csv", ToCsv(table));
  const std::string book = folder.File("out.xlsx");
  ASSERT_EQ(Batch({in, "-o", book, "--lang", "zh"}).exit_code, 65);
  const Table rejects = SheetOf(book, 6);
  ASSERT_EQ(rejects.size(), 2u);
  EXPECT_EQ(rejects[1][0], "乙");
  EXPECT_EQ(rejects[1][1], in);
  EXPECT_EQ(rejects[1][2], "3");
  EXPECT_EQ(rejects[1][3], table[0][5]);
  EXPECT_EQ(rejects[1][4], "优秀");
  EXPECT_EQ(rejects[1][6], "grade.unknown");
  EXPECT_EQ(SheetOf(book, 0).size(), 6u);  // of those scored
}

// What nobody answered and counts as not satisfied is told where the levels
// are, on standard error and in the manifest.
TEST(ResultBookTest, SaysHowManyAreOpenAndCountAsNotSatisfied) {
  const BatchFolder folder;
  Table table = RandomTable(3, 11, WordTexts());
  table[1][3] = table[2][3] = table[2][4] = "";
  const std::string in = folder.Write("in.csv", ToCsv(table));
  for (const char* language : {"zh", "en"}) {
    SCOPED_TRACE(language);
    const bool zh = *language == 'z';
    const std::string book = folder.File(absl::StrCat(language, ".xlsx"));
    const ProcessResult result = Batch(
        {in, "-o", book, "--lang", language, "--unanswered", "not-satisfied"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.err, HasSubstr(zh ? "有 2 行共 3 条未作答"
                                         : "not satisfied: 3, in 2 rows"));
    const std::string manifest =
        ReadFile(folder.File(absl::StrCat(language, ".csv.manifest.json")));
    EXPECT_THAT(manifest, HasSubstr("\"unanswered\": \"not-satisfied\""));
    EXPECT_THAT(manifest, HasSubstr("\"open\": \"3\""));
    EXPECT_THAT(manifest, HasSubstr("\"open_rows\": \"2\""));
    EXPECT_THAT(manifest, HasSubstr("\"input.unanswered\""));
    const Table summary = SheetOf(book, 0);
    EXPECT_EQ(summary[3][10], zh ? "1 条未作答，按“不满足”计"
                                 : "1 unanswered, counted as not satisfied");
    EXPECT_EQ(summary[4][10], zh ? "2 条未作答，按“不满足”计"
                                 : "2 unanswered, counted as not satisfied");
    EXPECT_EQ(summary[5][10], "");
    EXPECT_THAT(SheetOf(book, 1)[1][0],
                HasSubstr(zh ? "有 2 家企业共 3 条未作答"
                             : "2 of the enterprises with 3 requirements"));
  }
}

TEST(ResultBookTest, HasNoMeansOfNothing) {
  const BatchFolder folder;
  Table table = RandomTable(1, 11, WordTexts());
  table[1][3] = "";
  const std::string in = folder.Write("in.csv", ToCsv(table));
  const std::string book = folder.File("out.xlsx");
  ASSERT_EQ(Batch({in, "-o", book, "--lang", "zh"}).exit_code, 65);
  const Table overview = SheetOf(book, 1);
  for (size_t row = 4; row < 24; ++row) EXPECT_EQ(overview[row][5], "–");
}

TEST(ResultBookTest, ShowsWhatTheCsvBesideItSays) {
  const BatchFolder folder;
  Table table = RandomTable(60, 11, WordTexts());
  table[0].push_back("企业名称");
  table[0].push_back("行业");
  for (size_t r = 1; r < table.size(); ++r) {
    table[r].push_back(r == 1 ? "=1+1" : absl::StrCat("企业", r));
    table[r].push_back("装备制造");
  }
  const std::string in = folder.Write("in.csv", ToCsv(table));
  const ProcessResult result =
      Batch({in, "-o", folder.File("out.xlsx"), "--lang", "zh"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const Table results = ReadCsvFile(folder.File("out.csv"));
  const std::string book = folder.File("out.xlsx");
  const Table summary = SheetOf(book, 0);
  const Table scores = SheetOf(book, 2);
  const Table heat = SheetOf(book, 3);
  const Table gaps = SheetOf(book, 4);
  ASSERT_EQ(summary.size(), 63u);
  ASSERT_EQ(scores.size(), 61u);
  EXPECT_EQ(summary[2][5], "成熟度等级");
  EXPECT_EQ(summary[3][1], "=1+1");  // a text, as it was
  for (size_t r = 1; r < results.size(); ++r) {
    const Cells& row = results[r];
    EXPECT_EQ(summary[r + 2][0], absl::StrCat(r));
    EXPECT_EQ(summary[r + 2][2], row[0]);
    EXPECT_EQ(summary[r + 2][3], "装备制造");
    EXPECT_EQ(scores[r][0], row[0]);
    EXPECT_EQ(scores[r][1], row[1]);
    EXPECT_EQ(scores[0].back(), "总分（分数）");
    EXPECT_EQ(scores[r].back(), row[3]);
    EXPECT_EQ(std::stod(scores[r][2]), std::stod(row[2]));
    for (size_t k = 4; k < 9; ++k) {
      EXPECT_EQ(std::stod(scores[r][k - 1]), std::stod(row[k]));
    }
    for (size_t d = 0; d < 20; ++d) {
      if (!row[9 + d].empty()) {
        EXPECT_EQ(std::stod(heat[r][2 + d]), std::stod(row[9 + d]));
      } else {
        EXPECT_EQ(heat[r][2 + d], "–");
      }
    }
    const size_t level = static_cast<size_t>(std::stoi(row[1]));
    if (level < 5) {
      EXPECT_EQ(std::stod(gaps[r][4]), std::stod(row[4 + level]));
      EXPECT_NEAR(std::stod(gaps[r][6]), 0.8 - std::stod(row[4 + level]), 1e-9);
    }
  }
}

// A workbook in Chinese has no English of ours in it.
TEST(ResultBookTest, SaysInItsLanguageWhatWorkbooksSayOfTheirEnterprise) {
  const BatchFolder folder;
  const auto book_of = [&](const std::string& name, const std::string& contact,
                           bool whole) {
    v1::ScoreRequest request = ReadDataset("auto-parts-level-3");
    v1::AssessmentInfo& info = *request.mutable_info();
    info.set_enterprise_name(name);
    info.set_industry("装备制造");
    info.set_contact(contact);
    info.set_assessor("王工");
    const std::string file = folder.File("in/" + name + ".xlsx");
    const TempFile text(ToTextproto(request));
    EXPECT_EQ(RunCmmm({"convert", text.path(), "-o", file}).exit_code, 0);
    if (whole) return;
    const std::string bytes = ReadFile(file);
    folder.Write("in/" + name + ".xlsx",
                 WithPartReplaced(bytes, "xl/sharedStrings.xml", ">discrete<",
                                  ">混合型<"));
  };
  std::filesystem::create_directories(folder.File("in"));
  book_of("甲", "0731-88880000", true);
  book_of("乙", "李工 0731-88880000", true);
  book_of("丙", "", false);
  const std::string out = folder.File("out.xlsx");
  ASSERT_EQ(Batch({folder.File("in"), "-o", out, "--lang", "zh"}).exit_code,
            65);
  const Table summary = SheetOf(out, 0);
  EXPECT_EQ(summary[3][8], "李工 0731-88880000");
  EXPECT_EQ(summary[3][9], "");
  EXPECT_EQ(summary[4][8], "王工");
  EXPECT_EQ(summary[4][9], "0731-88880000");
  const Table scores = SheetOf(out, 2);
  for (const std::string& title : scores[0]) {
    for (const char c : title) EXPECT_FALSE(absl::ascii_isalpha(c)) << title;
  }
  EXPECT_THAT(scores[0], testing::Contains("所属行业"));
  const Table rejects = SheetOf(out, 6);
  EXPECT_THAT(rejects[1][5], HasSubstr("离散型企业"));
  EXPECT_EQ(rejects[1][5].find("Discrete"), std::string::npos);
  // By either name, from either file.
  for (const char* by : {"industry", "所属行业"}) {
    for (const char* file : {"out.xlsx", "out.csv"}) {
      EXPECT_EQ(RunCmmm({"portfolio", folder.File(file), "--by", by}).exit_code,
                0)
          << by << " " << file;
    }
  }
}

TEST(ResultBookTest, HasChartsAColourScaleAndNoHalfFile) {
  const BatchFolder folder;
  const std::string in =
      folder.Write("in.csv", ToCsv(RandomTable(3, 1, WordTexts())));
  const std::string book = folder.File("o.xlsx");
  ASSERT_EQ(Batch({in, "-o", book, "--lang", "en"}).exit_code, 0);
  std::string charts;
  std::string sheets;
  for (const auto& [name, content] : Unzip(ReadFile(book))) {
    if (name.rfind("xl/charts/", 0) == 0) charts += content;
    if (name.rfind("xl/worksheets/sheet", 0) == 0) sheets += content;
  }
  EXPECT_THAT(charts, HasSubstr("<c:radarChart>"));
  EXPECT_THAT(charts, HasSubstr("<c:barChart>"));
  EXPECT_THAT(sheets, HasSubstr("<colorScale>"));
  EXPECT_FALSE(std::filesystem::exists(book + ".partial"));
  // Not over one that exists; again after a run that was done.
  EXPECT_EQ(Batch({in, "-o", book}).exit_code, 64);
  EXPECT_EQ(Batch({in, "-o", book, "--force"}).exit_code, 0);
  EXPECT_EQ(
      Batch({in, "-o", folder.File("x.xlsx"), "--view", "level"}).exit_code,
      64);
  EXPECT_EQ(
      Batch({in, "-o", folder.File("x.xlsx"), "--shard", "1/2"}).exit_code, 64);
}

constexpr size_t kMissing = 5;  // the sheet of missing requirements

// The gaps that `cmmm score` lists for the only row of a table.
v1::GapAnalysis GapsOf(const BatchFolder& folder, const Table& table, size_t r,
                       const Cells& excluded = {}) {
  v1::ScoreRequest request;
  const CompiledModel& model = Model();
  request.mutable_model()->set_id(model.id);
  request.mutable_profile()->set_weight_set("discrete");
  for (const std::string& id : excluded) {
    request.mutable_profile()->add_excluded_domain_ids(id);
  }
  for (size_t c = 0; c < table[r].size(); ++c) {
    if (model.requirement_index.count(table[0][c]) == 0) continue;
    v1::Answer* answer = request.mutable_list()->add_answers();
    answer->set_requirement_id(table[0][c]);
    v1::Grade grade = v1::GRADE_UNSPECIFIED;
    EXPECT_TRUE(
        v1::Grade_Parse("GRADE_" + absl::AsciiStrToUpper(table[r][c]), &grade));
    answer->set_grade(grade);
  }
  const std::string path = folder.Write("one.textproto", request.DebugString());
  const ProcessResult result =
      RunCmmm({"score", "--view", "full", "--format", "textproto", path});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return ParseTextOrDie<v1::ScoreResponse>(result.out).gaps();
}

// Every row of the sheet against `cmmm score` of the same enterprise.
TEST(ResultBookTest, ListsTheFirstMissingRequirementsAsScoreRanksThem) {
  const BatchFolder folder;
  Table table = RandomTable(12, 5, WordTexts());
  for (size_t r = 1; r < table.size(); ++r) table[r][1] = "discrete";
  table[3][9] = "excellent";  // rejected: no row of the sheet
  const std::string in = folder.Write("in.csv", ToCsv(table));
  const std::string book = folder.File("o.xlsx");
  ASSERT_EQ(Batch({in, "-o", book, "--lang", "zh"}).exit_code, 65);
  const Table sheet = SheetOf(book, kMissing);
  size_t at = 1;
  for (size_t r = 1; r < table.size(); ++r) {
    if (r == 3) continue;
    int left = 0;
    int shown = 0;
    const v1::GapAnalysis gaps = GapsOf(folder, table, r);
    for (const auto& level : gaps.levels()) {
      if (level.shortfall().numerator() == 0) continue;
      for (const auto& gap : level.requirements()) {
        if (shown++ >= 10) {
          ++left;
          continue;
        }
        ASSERT_LT(at, sheet.size());
        const Cells& row = sheet[at++];
        EXPECT_EQ(row[0], table[r][0]);
        EXPECT_EQ(row[2], NameLevel(Model(), level.level()).zh);
        EXPECT_EQ(row[3], absl::StrCat(gap.rank()));
        EXPECT_EQ(row[4], gap.requirement_id());
        const auto& item = Model().requirements[static_cast<size_t>(
            Model().requirement_index.at(gap.requirement_id()))];
        EXPECT_EQ(row[6], item.statement.zh);
        EXPECT_EQ(row[7],
                  Model().grade_names.at(static_cast<size_t>(gap.grade())).zh);
        ExpectCutOff(row[8], gap.gain());
      }
    }
    if (left > 0) {
      ASSERT_LT(at, sheet.size());
      EXPECT_EQ(sheet[at][0], table[r][0]);
      EXPECT_THAT(sheet[at++][6],
                  HasSubstr(absl::StrCat("另有 ", left, " 条")));
    }
  }
  EXPECT_EQ(at, sheet.size());
  EXPECT_GT(at, 12u);
}

// Every cell of every sheet, in the order of the sheets.
std::string AllCells(const std::string& path) {
  std::string all;
  for (size_t sheet = 0; sheet < 6; ++sheet) {
    for (const Cells& row : SheetOf(path, sheet)) {
      absl::StrAppend(&all, absl::StrJoin(row, "|"), "\n");
    }
  }
  return all;
}

// Standard input is read once, as any input is.
TEST(ResultBookTest, StandardInputGivesTheSameWorkbook) {
  const BatchFolder folder;
  const std::string table = ToCsv(RandomTable(7, 1, WordTexts()));
  const std::string in = folder.Write("in.csv", table);
  ASSERT_EQ(Batch({in, "-o", folder.File("a.xlsx")}).exit_code, 0);
  ASSERT_EQ(Batch({"-", "-o", folder.File("b.xlsx")}, table).exit_code, 0);
  EXPECT_EQ(AllCells(folder.File("a.xlsx")), AllCells(folder.File("b.xlsx")));
  EXPECT_EQ(ReadFile(folder.File("a.csv")), ReadFile(folder.File("b.csv")));
}

// A text of the user's own with a ' before a number keeps it.
TEST(ResultBookTest, ShowsTextsAsTheyWereGiven) {
  const BatchFolder folder;
  const Cells notes = {"=1+1", "-5", "'-5", "+A1", "'", "a b"};
  Table table = RandomTable(static_cast<int>(notes.size()), 2, WordTexts());
  table[0].push_back("note");
  for (size_t r = 1; r < table.size(); ++r) table[r].push_back(notes[r - 1]);
  const std::string in = folder.Write("in.csv", ToCsv(table));
  ASSERT_EQ(Batch({in, "-o", folder.File("o.xlsx")}).exit_code, 0);
  const Table sheet = SheetOf(folder.File("o.xlsx"), 2);
  for (size_t r = 1; r < table.size(); ++r) {
    // The exact total is the last column.
    ASSERT_GE(sheet[r].size(), 2u);
    EXPECT_EQ(sheet[r][sheet[r].size() - 2], notes[r - 1]);
  }
}

// Killed and resumed, in the run or before the workbook was made, it is the
// same workbook; a run that was finished without one is scored again for it.
TEST(ResultBookTest, IsTheSameAfterAKill) {
  const BatchFolder folder;
  const std::string in =
      folder.Write("in.csv", ToCsv(RandomTable(1500, 6, CodeTexts())));
  const auto book = [&](const std::string& name, bool resume) {
    Cells args = {in, "-o", folder.File(name), "--grades", "codes"};
    if (resume) args.insert(args.end(), {"--resume", "--force"});
    return Batch(args).exit_code;
  };
  ASSERT_EQ(book("whole.xlsx", false), 0);
  const std::string whole = AllCells(folder.File("whole.xlsx"));
  EXPECT_FALSE(std::filesystem::exists(folder.File("whole.csv.rows.partial")));
  for (int round = 2; round <= 3; ++round) {
    const std::string name = absl::StrCat("k", round);
    const std::string csv = folder.File(name + ".csv");
    EXPECT_EQ(RunShell(absl::StrCat(
                  "exec 2>/dev/null; " CMMM_BINARY " batch ", in, " -o ",
                  folder.File(name + ".xlsx"),
                  " --grades codes --threads 2 --quiet & pid=$!; while kill "
                  "-0 $pid && [ $(wc -l < ",
                  csv, ".journal || echo 0) -lt ", round,
                  " ]; do :; done; kill -9 $pid; wait $pid; true")),
              0);
    ASSERT_EQ(book(name + ".xlsx", true), 0);
    EXPECT_EQ(AllCells(folder.File(name + ".xlsx")), whole);
    EXPECT_EQ(ReadFile(csv), ReadFile(folder.File("whole.csv")));
  }
  std::filesystem::remove(folder.File("whole.xlsx"));
  ASSERT_EQ(book("whole.xlsx", true), 0);
  EXPECT_EQ(AllCells(folder.File("whole.xlsx")), whole);
}

// Profiles of rows and of the command line are those the level was found by.
TEST(ResultBookTest, MissingRequirementsFollowTheProfileOfTheRow) {
  const BatchFolder folder;
  Table table = RandomTable(2, 8, {"not", "not", "not", "not"});
  table[0].push_back("excluded_domain_ids");
  for (size_t r = 1; r < table.size(); ++r) {
    table[r][1] = "discrete";
    table[r].push_back(r == 1 ? "" : "sales;service");
  }
  const std::string in = folder.Write("in.csv", ToCsv(table));
  const std::string book = folder.File("o.xlsx");
  ASSERT_EQ(Batch({in, "-o", book, "--exclude", "design"}).exit_code, 0);
  const Table sheet = SheetOf(book, kMissing);
  ASSERT_EQ(sheet.size(), 23u);  // ten and how many more, of each
  const Cells excluded[] = {{"design"}, {"sales", "service"}};
  for (size_t r = 1; r <= 2; ++r) {
    const v1::GapAnalysis gaps = GapsOf(folder, table, r, excluded[r - 1]);
    for (int i = 0; i < 10; ++i) {
      const Cells& row = sheet[11 * (r - 1) + 1 + static_cast<size_t>(i)];
      EXPECT_EQ(row[0], table[r][0]);
      EXPECT_EQ(row[4], gaps.levels(0).requirements(i).requirement_id());
      ExpectCutOff(row[8], gaps.levels(0).requirements(i).gain());
    }
  }
}

}  // namespace
}  // namespace cmmm::test
