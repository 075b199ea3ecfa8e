// `cmmm batch`, the real binary: results, rejects, files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/fraction.h"
#include "engine/evaluate.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The codes of a row of RandomTable(…, CodeTexts()).
std::string CodesOf(const Cells& row) {
  std::string codes;
  for (size_t i = 3; i < row.size(); ++i) {
    codes.push_back(static_cast<char>(row[i][0] - '0'));
  }
  return codes;
}

v1::ScoreResponse Evaluated(const v1::ScoreRequest& request) {
  v1::ScoreResponse response;
  EXPECT_FALSE(Evaluate(RealCatalog(), request, &response).has_value());
  return response;
}

Fraction ToFraction(const v1::Score& score) {
  return Fraction::Of(score.numerator(), score.denominator());
}

void ExpectRow(std::map<std::string, std::string> row,
               const v1::ScoreResponse& response) {
  const auto& decision = response.decision();
  EXPECT_EQ(row["level"], absl::StrCat(decision.level()));
  EXPECT_EQ(row["total_exact"], FormatExact(ToFraction(decision.total())));
  EXPECT_EQ(row["total"], FormatDown(ToFraction(decision.total()), 4));
  for (int k = 0; k < Model().level_count(); ++k) {
    EXPECT_EQ(row[absl::StrCat("score_", k + 1)],
              k < decision.levels_size()
                  ? FormatDown(ToFraction(decision.levels(k).score()), 4)
                  : "");
  }
  std::map<std::string, double> maturity;
  for (const auto& node : response.scorecard().subdomains()) {
    maturity[node.id()] = node.maturity();
  }
  for (int s = 0; s < Model().subdomain_count; ++s) {
    const std::string& id = Model().subdomain(s).id;
    const std::string& cell = row["maturity_" + id];
    ASSERT_EQ(cell.empty(), maturity.count(id) == 0) << id;
    if (cell.empty()) continue;
    const double shown = std::stod(cell);
    EXPECT_LE(shown, maturity[id] + 1e-12) << id;
    EXPECT_GT(shown, maturity[id] - 1.0001e-4) << id;
  }
}

TEST(BatchTest, ResultsAreThoseOfScore) {
  const BatchFolder folder;
  const Table table = RandomTable(300, 1, CodeTexts());
  const std::string in = folder.Write("in.csv", ToCsv(table));
  const ProcessResult result = Batch({in, "-o", folder.File("out.csv")});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const Table out = ReadCsvFile(folder.File("out.csv"));
  ASSERT_EQ(out.size(), table.size());
  auto rows = ById(out);
  for (size_t r = 1; r < table.size(); ++r) {
    SCOPED_TRACE(table[r][0]);
    EXPECT_EQ(out[r][0], table[r][0]) << "order";
    v1::ScoreRequest request =
        PackedRequest(RealCatalog(), table[r][1], CodesOf(table[r]));
    ExpectRow(rows[table[r][0]], Evaluated(request));
    EXPECT_EQ(rows[table[r][0]]["city"], table[r][2]);
  }
  EXPECT_EQ(ReadCsvFile(folder.File("out.csv.rejects.csv")).size(), 1u);
  EXPECT_FALSE(std::filesystem::exists(folder.File("out.csv.journal")));
}

// A dataset as the cells of a row: profile, then a cell a requirement.
Cells ToRow(const std::string& id, const v1::ScoreRequest& request) {
  Cells row = {id, request.profile().weight_set()};
  std::string excluded;
  for (const auto& domain : request.profile().excluded_domain_ids()) {
    absl::StrAppend(&excluded, excluded.empty() ? "" : ";", domain);
  }
  row.push_back(excluded);
  row.push_back(request.profile().assess_up_to_level() == 0
                    ? ""
                    : absl::StrCat(request.profile().assess_up_to_level()));
  std::map<std::string, std::string> cells;
  for (const auto& answer : request.list().answers()) {
    cells[answer.requirement_id()] = answer.has_not_applicable() ? "不适用"
                                     : answer.grade() == v1::GRADE_UNSPECIFIED
                                         ? ""
                                         : v1::Grade_Name(answer.grade());
  }
  for (const ModelRequirement& item : Model().requirements) {
    row.push_back(cells[item.id]);
  }
  return row;
}

TEST(BatchTest, EveryDatasetGivesWhatScoreGives) {
  const BatchFolder folder;
  Table table = {{"enterprise_id", "weight_set", "excluded_domain_ids",
                  "assess_up_to_level"}};
  for (const ModelRequirement& item : Model().requirements) {
    table[0].push_back(item.id);
  }
  std::map<std::string, v1::ScoreRequest> requests;
  for (const std::string& path : DatasetPaths()) {
    const std::string id = std::filesystem::path(path).stem();
    requests[id] = ReadDataset(id);
    requests[id].set_unanswered(v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
    table.push_back(ToRow(id, requests[id]));
  }
  const std::string in = folder.Write("in.csv", ToCsv(table));
  const ProcessResult result = Batch(
      {in, "-o", folder.File("out.csv"), "--unanswered", "not-satisfied"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  auto rows = ById(ReadCsvFile(folder.File("out.csv")));
  ASSERT_EQ(rows.size(), requests.size());
  for (const auto& [id, request] : requests) {
    SCOPED_TRACE(id);
    ExpectRow(rows[id], Evaluated(request));
  }
}

TEST(BatchTest, EveryWayToWriteGradesGivesTheSame) {
  const BatchFolder folder;
  std::string expected;
  for (const Cells* texts : {&CodeTexts(), &ScoreTexts(), &WordTexts()}) {
    const std::string in =
        folder.Write("in.csv", ToCsv(RandomTable(50, 2, *texts)));
    ASSERT_EQ(Batch({in, "-o", folder.File("out.csv"), "--force"}).exit_code,
              0);
    const std::string out = ReadFile(folder.File("out.csv"));
    if (expected.empty()) expected = out;
    EXPECT_EQ(out, expected);
  }
}

std::string OnlyZerosAndOnes(const std::string& suffix) {
  Table table = RandomTable(5, 3, {"0", "1", "0", "1"});
  for (size_t c = 3; c < table[0].size(); ++c) table[0][c] += suffix;
  return ToCsv(table);
}

TEST(BatchTest, DigitsAreNeverGuessed) {
  const BatchFolder folder;
  const std::string out = folder.File("out.csv");
  const ProcessResult ambiguous =
      Batch({folder.Write("a.csv", OnlyZerosAndOnes("")), "-o", out});
  EXPECT_EQ(ambiguous.exit_code, 65);
  EXPECT_THAT(ambiguous.err, HasSubstr("grades.ambiguous"));
  EXPECT_FALSE(std::filesystem::exists(out));

  Table mixed = RandomTable(5, 3, CodeTexts());
  mixed[4][20] = "0.5";
  const std::string mixed_file = folder.Write("m.csv", ToCsv(mixed));
  const ProcessResult refused = Batch({mixed_file, "-o", out});
  EXPECT_EQ(refused.exit_code, 65);
  EXPECT_THAT(refused.err, HasSubstr("grades.mixed"));
  EXPECT_THAT(refused.err, HasSubstr("row 5"));

  EXPECT_EQ(Batch({mixed_file, "-o", out, "--grades", "codes"}).exit_code, 65);
  EXPECT_EQ(ReadCsvFile(out).size(), 5u);
  const Table rejects = ReadCsvFile(out + ".rejects.csv");
  ASSERT_EQ(rejects.size(), 2u);
  EXPECT_EQ(rejects[1][1], "5");
  EXPECT_EQ(rejects[1][3], mixed[0][20]);
  EXPECT_EQ(rejects[1][4], "grade.unknown");
  EXPECT_EQ(rejects[1][5], "0.5");
}

TEST(BatchTest, TheHeaderMaySayWhatDigitsMean) {
  const BatchFolder folder;
  const std::string scores = folder.File("scores.csv");
  const std::string codes = folder.File("codes.csv");
  EXPECT_EQ(
      Batch({folder.Write("s.csv", OnlyZerosAndOnes("#score")), "-o", scores})
          .exit_code,
      0);
  // The code 0 is an open question.
  EXPECT_EQ(
      Batch({folder.Write("c.csv", OnlyZerosAndOnes("#code")), "-o", codes})
          .exit_code,
      65);
  EXPECT_EQ(ReadCsvFile(scores).size(), 6u);
  EXPECT_EQ(ReadCsvFile(codes).size(), 1u);
  EXPECT_EQ(
      Batch({folder.File("s.csv"), "-o", codes, "--force", "--grades", "codes"})
          .exit_code,
      65);
}

TEST(BatchTest, RejectsNameEveryFindingOfARow) {
  const BatchFolder folder;
  Table table = RandomTable(8, 4, WordTexts());
  table[2][10] = "perhaps";
  table[2][11] = "";
  table[3][1] = "nonsense";
  table[4][0] = "";
  table[5].pop_back();
  table[6][12] = "N/A";
  table[7][0] = "\"E6\"x";
  const std::string in = folder.Write("in.csv", ToCsv(table));
  const std::string out = folder.File("out.csv");
  const ProcessResult result = Batch({in, "-o", out});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("8 rows, 2 scored, 6 rejected"));
  const Table rows = ReadCsvFile(out);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[1][0], "E0");
  EXPECT_EQ(rows[2][0], "E7");
  const Table rejects = ReadCsvFile(out + ".rejects.csv");
  Table found;
  for (size_t r = 1; r < rejects.size(); ++r) {
    ASSERT_EQ(rejects[r].size(), 8u);
    EXPECT_EQ(rejects[r][0], in);
    EXPECT_THAT(rejects[r][6], Not(""));
    EXPECT_NE(rejects[r][7], rejects[r][4]) << "no Chinese words";
    found.push_back({rejects[r][1], rejects[r][2], rejects[r][3], rejects[r][4],
                     rejects[r][5]});
  }
  const std::string c10 = table[0][10];
  const std::string c11 = table[0][11];
  const std::string c12 = table[0][12];
  EXPECT_THAT(
      found,
      ::testing::ElementsAre(
          Cells{"3", "E1", c10, "grade.unknown", "perhaps"},
          Cells{"3", "E1", c11, "answer.missing", ""},
          Cells{"4", "E2", "weight_set", "weight_set_not_found", "nonsense"},
          Cells{"5", "", "enterprise_id", "row.enterprise_id_missing", ""},
          Cells{"6", "E4", "", "row.cell_count", "210"},
          Cells{"7", "E5", c12, "answer.not_applicable_refused", "N/A"},
          ::testing::ElementsAre("8", "", "", "row.quotes", ::testing::_)));
}

TEST(BatchTest, EncodingsLineEndsAndQuotesDoNotMatter) {
  const BatchFolder folder;
  Table table = RandomTable(20, 5, WordTexts());
  const std::string plain = ToCsv(table);
  ASSERT_EQ(Batch({folder.Write("in.csv", plain), "-o", folder.File("a.csv")})
                .exit_code,
            0);
  const std::string expected = ReadFile(folder.File("a.csv"));
  std::string wide = "\xFF\xFE";
  std::string crlf;
  for (const char c : plain) {
    wide += {c, '\0'};
    crlf += c == '\n' ? "\r\n" : std::string(1, c);
  }
  Table quoted = table;
  for (Cells& row : quoted) {
    for (std::string& cell : row) cell = "\"" + cell + "\"";
  }
  std::string tabs = plain;
  for (char& c : tabs) c = c == ',' ? '\t' : c;
  for (const auto& [name, content] : std::map<std::string, std::string>{
           {"wide.csv", wide},
           {"crlf.csv", crlf},
           {"bom.csv", "\xEF\xBB\xBF" + plain},
           {"quoted.csv", ToCsv(quoted)},
           {"tabs.tsv", tabs},
           {"blank.csv", plain + "\n\n"},
           {"cut.csv", plain.substr(0, plain.size() - 1)}}) {
    const ProcessResult result = Batch(
        {folder.Write(name, content), "-o", folder.File("b.csv"), "--force"});
    EXPECT_EQ(result.exit_code, 0) << name << result.err;
    EXPECT_EQ(ReadFile(folder.File("b.csv")), expected) << name;
  }
}

TEST(BatchTest, GbkTablesAreRead) {
  const BatchFolder folder;
  Table table = RandomTable(3, 6, WordTexts());
  table[0][0] = "\xC6\xF3\xD2\xB5\xB1\xE0\xBA\xC5";  // 企业编号
  table[1][2] = "\xB3\xA4\xC9\xB3";                  // 长沙
  table[1][3] = "\xC8\xAB\xB2\xBF\xC2\xFA\xD7\xE3";  // 全部满足
  const ProcessResult result = Batch(
      {folder.Write("in.csv", ToCsv(table)), "-o", folder.File("out.csv")});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  auto rows = ById(ReadCsvFile(folder.File("out.csv")));
  EXPECT_EQ(rows["E0"]["city"], "长沙");
}

TEST(BatchTest, RowsWithBytesThatAreNoTextAreRejected) {
  const BatchFolder folder;
  Table table = RandomTable(900, 7, WordTexts());
  table[1][2] = "长沙";
  table[899][2] = "\xFF\xFE\xFF";
  const ProcessResult result = Batch(
      {folder.Write("in.csv", ToCsv(table)), "-o", folder.File("out.csv")});
  EXPECT_EQ(result.exit_code, 65) << result.err;
  const Table rejects = ReadCsvFile(folder.File("out.csv.rejects.csv"));
  ASSERT_EQ(rejects.size(), 2u) << result.err;
  EXPECT_EQ(rejects[1][1], "900");
  EXPECT_EQ(rejects[1][4], "row.encoding");
  EXPECT_EQ(rejects[1][5], "ff fe ff 2c");
}

TEST(BatchTest, LongTablesAreTheSame) {
  const BatchFolder folder;
  const Table wide = RandomTable(30, 8, WordTexts());
  Table answers = {
      {"enterprise_id", "requirement_id", "grade", "weight_set", "city"}};
  for (size_t r = 1; r < wide.size(); ++r) {
    for (size_t c = 3; c < wide[r].size(); ++c) {
      answers.push_back({wide[r][0], wide[0][c], wide[r][c],
                         c == 9 ? wide[r][1] : "", wide[r][2]});
    }
  }
  ASSERT_EQ(Batch({folder.Write("w.csv", ToCsv(wide)), "-o",
                   folder.File("w.out.csv")})
                .exit_code,
            0);
  const ProcessResult result = Batch(
      {folder.Write("l.csv", ToCsv(answers)), "-o", folder.File("l.out.csv")});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(ReadFile(folder.File("l.out.csv")),
            ReadFile(folder.File("w.out.csv")));

  answers[5][1] = "nothing.1.a";
  answers[7][1] = answers[6][1];
  EXPECT_EQ(Batch({folder.Write("l.csv", ToCsv(answers)), "-o",
                   folder.File("l.out.csv"), "--force"})
                .exit_code,
            65);
  const Table rejects = ReadCsvFile(folder.File("l.out.csv.rejects.csv"));
  ASSERT_EQ(rejects.size(), 5u);
  EXPECT_EQ(rejects[1][4], "answer.unknown_requirement");
  EXPECT_EQ(rejects[2][4], "answer.duplicate");
  EXPECT_EQ(rejects[3][4], "answer.missing");
  EXPECT_EQ(rejects[4][4], "answer.missing");
  for (size_t r = 1; r < 5; ++r) EXPECT_EQ(rejects[r][1], "2");
}

TEST(BatchTest, HeadersAreChecked) {
  const BatchFolder folder;
  const std::string out = folder.File("out.csv");
  const auto refused = [&](const std::string& header) {
    const ProcessResult result =
        Batch({folder.Write("in.csv", header + "\n"), "-o", out});
    EXPECT_EQ(result.exit_code, 65) << header;
    EXPECT_FALSE(std::filesystem::exists(out));
    return result.err;
  };
  const std::string item = Model().requirements[0].id;
  EXPECT_THAT(refused("id," + item), HasSubstr("header.no_enterprise_id"));
  EXPECT_THAT(refused("enterprise_id,x"), HasSubstr("header.no_requirement"));
  EXPECT_THAT(refused("enterprise_id," + item + "," + item),
              HasSubstr("header.duplicate_column"));
  EXPECT_THAT(refused("enterprise_id," + item + "," + item + "x"),
              HasSubstr("header.unknown_requirement"));
  EXPECT_THAT(refused("enterprise_id,requirement_id"),
              HasSubstr("header.no_grade"));
  EXPECT_THAT(
      refused("enterprise_id," + item + "#code," + Model().requirements[1].id),
      HasSubstr("header.mixed_styles"));
  EXPECT_THAT(refused(""), HasSubstr("header.no_enterprise_id"));
}

TEST(BatchTest, MissingColumnsAreOpenQuestions) {
  const BatchFolder folder;
  Table table = RandomTable(3, 9, WordTexts());
  for (Cells& row : table) row.erase(row.begin() + 3);
  const std::string in = folder.Write("in.csv", ToCsv(table));
  const ProcessResult result = Batch({in, "-o", folder.File("out.csv")});
  EXPECT_EQ(result.exit_code, 65);
  EXPECT_THAT(result.err, HasSubstr("no column for 1 of"));
  EXPECT_EQ(ReadCsvFile(folder.File("out.csv.rejects.csv")).size(), 4u);
  EXPECT_EQ(
      Batch({in, "-o", folder.File("o2.csv"), "--unanswered", "not-satisfied"})
          .exit_code,
      0);
}

TEST(BatchTest, RepeatedEnterprisesAreRowsOfTheirOwn) {
  const BatchFolder folder;
  Table table = RandomTable(4, 10, WordTexts());
  table[3][0] = table[1][0];
  const ProcessResult result = Batch(
      {folder.Write("in.csv", ToCsv(table)), "-o", folder.File("out.csv")});
  ASSERT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.err, HasSubstr("1 row has the enterprise_id of a row "
                                    "before it, row 4"));
  const Table out = ReadCsvFile(folder.File("out.csv"));
  ASSERT_EQ(out.size(), 5u);
  EXPECT_EQ(out[3][0], out[1][0]);
}

TEST(BatchTest, FormulasDoNotReachASpreadsheet) {
  const BatchFolder folder;
  Table table = RandomTable(1, 11, WordTexts());
  table[1][2] = "=HYPERLINK(1)";
  table[0][2] = "note";
  ASSERT_EQ(Batch({folder.Write("in.csv", ToCsv(table)), "-o",
                   folder.File("out.csv")})
                .exit_code,
            0);
  const std::string out = ReadFile(folder.File("out.csv"));
  EXPECT_EQ(out.substr(0, 3), "\xEF\xBB\xBF");
  EXPECT_THAT(out, HasSubstr("\"'=HYPERLINK(1)\""));
}

TEST(BatchTest, OutputsAreThereWholeOrNotAtAll) {
  const BatchFolder folder;
  const std::string in =
      folder.Write("in.csv", ToCsv(RandomTable(200, 12, WordTexts())));
  const std::string out = folder.Write("out.csv", "mine");
  EXPECT_EQ(Batch({in, "-o", out}).exit_code, 64);
  EXPECT_EQ(ReadFile(out), "mine");
  EXPECT_EQ(Batch({in, "-o", out, "--force"}).exit_code, 0);
  EXPECT_NE(ReadFile(out), "mine");
  EXPECT_EQ(Batch({in, "-o", "/dev/full", "--rejects", "/dev/null"}).exit_code,
            74);
  EXPECT_EQ(Batch({in, "-o", folder.File("no/such/out.csv")}).exit_code, 74);
  // A folder in memory is no device.
  EXPECT_EQ(
      Batch({in, "-o", "/dev/shm/no/out.csv", "--shard", "1/2"}).exit_code, 74);
  EXPECT_EQ(
      Batch({folder.File("none.csv"), "-o", folder.File("x.csv")}).exit_code,
      66);
  EXPECT_FALSE(std::filesystem::exists(folder.File("x.csv")));
  // A disk that is full half way: no file larger than 8 KiB.
  EXPECT_EQ(RunShell("ulimit -f 16; trap '' XFSZ; cmmm batch " + in + " -o " +
                     folder.File("small.csv") + " 2>/dev/null"),
            74);
  EXPECT_FALSE(std::filesystem::exists(folder.File("small.csv")));
  EXPECT_EQ(Batch({in, "-o", folder.File("small.csv"), "--resume"}).exit_code,
            0);
  EXPECT_EQ(ReadFile(folder.File("small.csv")), ReadFile(out));
}

TEST(BatchTest, StandardInputAndOutput) {
  const BatchFolder folder;
  const std::string table = ToCsv(RandomTable(20, 13, WordTexts()));
  const std::string out = folder.File("out.csv");
  ASSERT_EQ(Batch({folder.Write("in.csv", table), "-o", out}).exit_code, 0);
  const ProcessResult result = Batch({"-", "-o", "-"}, table);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, ReadFile(out));
  // Digits of a stream have to be settled beforehand.
  EXPECT_EQ(
      Batch({"-", "-o", "-"}, ToCsv(RandomTable(2, 1, CodeTexts()))).exit_code,
      65);
}

TEST(BatchTest, SeveralInputsAreOneTable) {
  const BatchFolder folder;
  Table a = RandomTable(10, 14, WordTexts());
  Table b = RandomTable(10, 15, CodeTexts());
  for (size_t r = 1; r < b.size(); ++r) b[r][0] = "B" + b[r][0];
  const std::string out = folder.File("out.csv");
  const ProcessResult result =
      Batch({folder.Write("a.csv", ToCsv(a)), folder.Write("b.csv", ToCsv(b)),
             "-o", out});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(ReadCsvFile(out).size(), 21u);
  b[0][2] = "other";
  EXPECT_EQ(Batch({folder.File("a.csv"), folder.Write("b.csv", ToCsv(b)), "-o",
                   out, "--force"})
                .exit_code,
            65);
}

}  // namespace
}  // namespace cmmm::test
