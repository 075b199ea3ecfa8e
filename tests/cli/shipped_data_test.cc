// What the repository shows people: the levels its datasets' table promises.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/files/read_request.h"
#include "engine/base/fraction.h"
#include "engine/evaluate.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

// Cells of the table rows whose first cell names a dataset, by its name.
std::map<std::string, std::vector<std::string>> DatasetRows(
    const std::string& readme) {
  std::map<std::string, std::vector<std::string>> rows;
  for (const absl::string_view line : absl::StrSplit(readme, '\n')) {
    std::vector<std::string> cells;
    for (const absl::string_view cell : absl::StrSplit(line, '|')) {
      cells.emplace_back(absl::StripAsciiWhitespace(cell));
    }
    for (const std::string& cell : cells) {
      const size_t at = cell.find(".textproto");
      if (at == std::string::npos) continue;
      const size_t from = cell.find_last_of("[`(/ ", at) + 1;
      auto& row = rows[cell.substr(from, at - from)];
      row.insert(row.end(), cells.begin(), cells.end());
      break;
    }
  }
  return rows;
}

TEST(DatasetsTest, EveryOneScoresWhatTheTableSays) {
  for (const char* readme : {"README.md", "README.zh-CN.md"}) {
    const auto rows =
        DatasetRows(ReadFile(SourcePath(absl::StrCat("datasets/", readme))));
    const std::vector<std::string> files = FilesBelow("datasets", ".textproto");
    EXPECT_GE(files.size(), 12u);
    for (const std::string& file : files) {
      SCOPED_TRACE(file);
      const size_t slash = file.rfind('/') + 1;
      const auto row = rows.find(file.substr(slash, file.rfind('.') - slash));
      ASSERT_NE(row, rows.end()) << "not in " << readme;
      v1::ScoreRequest request;
      ASSERT_FALSE(cli::ReadRequest(file, &request).has_value());
      v1::ScoreResponse response;
      ASSERT_FALSE(Evaluate(RealCatalog(), request, &response).has_value());
      const auto& total = response.decision().total();
      const std::string exact =
          FormatExact(Fraction::Of(total.numerator(), total.denominator()));
      const std::set<std::string> cells(row->second.begin(), row->second.end());
      EXPECT_TRUE(cells.count(absl::StrCat(response.decision().level())) > 0)
          << "level " << response.decision().level();
      bool shown = false;
      for (const std::string& cell : cells) {
        shown = shown || cell == exact || cell.find(exact) != std::string::npos;
      }
      EXPECT_TRUE(shown) << exact;
    }
  }
}

}  // namespace
}  // namespace cmmm::test
