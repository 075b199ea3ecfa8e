// The same bad rows are bad in the same way, whichever command reads them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "tests/batch/table_files.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

// `ROW COLUMN RULE`, in order.
using Found = std::vector<std::string>;

// A table with a row for each fault that a row can have by itself.
Table BadRows() {
  Table table = RandomTable(8, 1, WordTexts());
  table[0].push_back("assess_up_to_level");
  for (size_t r = 1; r < table.size(); ++r) table[r].emplace_back("");
  const size_t grade = table[0].size() - 2;
  table[1][grade] = "perhaps";
  table[2][grade] = "1";
  table[2][grade - 1] = "0.5";
  table[3][0] = "";
  table[4][0] = std::string(300, 'x');
  table[5].pop_back();
  table[6].back() = "two";
  table[6][grade] = "9";
  return table;
}

Found OfBatch(const std::string& table) {
  const TempFolder folder;
  const std::string out = folder.path() + "/out.csv";
  EXPECT_EQ(Batch({table, "-o", out, "--grades", "words"}).exit_code, 65);
  Found found;
  const Table rejects = ReadCsvFile(out + ".rejects.csv");
  for (size_t r = 1; r < rejects.size(); ++r) {
    found.push_back(
        absl::StrCat(rejects[r][1], " ", rejects[r][3], " ", rejects[r][4]));
  }
  return found;
}

// From lines `… row 3 (E1): …`, `… row 4: …` and below each `  COLUMN: RULE:
// …`.
Found OfMessages(const std::string& text) {
  static const std::regex row(R"(row ([0-9]+)(?: \(|: ))");
  static const std::regex finding(
      R"(^ *(?:([^ :]+): )?((?:row|grade)\.[a-z_]+): )");
  Found found;
  std::string number;
  for (const std::string& line :
       std::vector<std::string>(absl::StrSplit(text, '\n'))) {
    std::smatch match;
    if (std::regex_search(line, match, row)) number = match[1];
    if (!std::regex_search(line, match, finding)) continue;
    found.push_back(
        absl::StrCat(number, " ", match[1].str(), " ", match[2].str()));
  }
  return found;
}

Found OfFilter(const Table& table) {
  std::string input;
  for (const Cells& row : table) {
    absl::StrAppend(&input, absl::StrJoin(row, "\t"), "\n");
  }
  const ProcessResult result =
      RunCmmm({"filter", "--format", "tsv", "--header"}, input);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  static const std::regex finding(
      R"(((?:row|grade)\.[a-z_]+)(?: ([^ `]+))? `)");
  Found found;
  const std::vector<std::string> lines = absl::StrSplit(result.out, '\n');
  for (size_t i = 1; i < lines.size(); ++i) {
    for (std::sregex_iterator at(lines[i].begin(), lines[i].end(), finding),
         end;
         at != end; ++at) {
      found.push_back(
          absl::StrCat(i + 1, " ", (*at)[2].str(), " ", (*at)[1].str()));
    }
  }
  return found;
}

TEST(SameRowsTest, EveryCommandNamesTheSameFaults) {
  const Table table = BadRows();
  const std::string last = table[0][table[0].size() - 2];
  const std::string before = table[0][table[0].size() - 3];
  const Found expected = {"2 " + last + " grade.unknown",
                          "3 " + before + " grade.digits_need_choice",
                          "3 " + last + " grade.digits_need_choice",
                          "4 enterprise_id row.enterprise_id_missing",
                          "5 enterprise_id row.enterprise_id_too_long",
                          "6  row.cell_count",
                          "7 assess_up_to_level row.up_to_level",
                          "7 " + last + " grade.unknown"};
  const TempFile file(ToCsv(table), ".csv");
  EXPECT_EQ(OfBatch(file.path()), expected);
  EXPECT_EQ(OfFilter(table), expected);
  EXPECT_EQ(
      OfMessages(RunCmmm({"portfolio", file.path(), "--grades", "words"}).err),
      expected);
  const TempFolder folder;
  EXPECT_EQ(OfMessages(RunCmmm({"report", file.path(), "-o", folder.path(),
                                "--grades", "words"})
                           .err),
            expected);
}

}  // namespace
}  // namespace cmmm::test
