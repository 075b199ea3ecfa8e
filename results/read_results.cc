#include "results/read_results.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace cmmm::results {
namespace {

constexpr int kMostLevels = 100;

Text BadCell(const std::string& column, const std::string& value) {
  const std::string shown = Printable(value);
  return {absl::StrCat(column, "：“", shown, "”不是结果中的数"),
          absl::StrCat(column, ": '", shown, "' is no number of a result")};
}

// The maturities of a sub-domain; rows that said nothing of it have none.
std::vector<int32_t>* MaturityColumn(const std::string& id,
                                     ResultTable* table) {
  auto& ids = table->subdomain_ids;
  auto found = std::find(ids.begin(), ids.end(), id);
  if (found == ids.end()) {
    found = ids.insert(ids.end(), id);
    table->maturity.emplace_back();
  }
  auto& column = table->maturity[static_cast<size_t>(found - ids.begin())];
  column.resize(table->levels.size(), kNoValue);
  return &column;
}

// The numbers of a row that is a result.
struct Numbers {
  int32_t level = 0;
  int32_t total = 0;
  std::vector<std::pair<std::string, int32_t>> maturity;
};

// Reads them all before any is used; why the row is no result, if it is none.
// `levels`: how many the file has scores of; 0: it does not say.
std::optional<Text> ReadNumbers(const ResultRow& row, int levels,
                                Numbers* numbers) {
  if (row.fault.has_value()) return row.fault;
  const int most = levels == 0 ? kMostLevels : levels;
  if (!absl::SimpleAtoi(row.level, &numbers->level) || numbers->level < 0) {
    return BadCell("level", row.level);
  }
  if (numbers->level > most) {
    return Text{absl::StrCat("level：没有等级 ", numbers->level,
                             "；结果中的等级为 0 至 ", most),
                absl::StrCat("level: there is no level ", numbers->level,
                             "; results have levels 0 to ", most)};
  }
  numbers->total = ParseUnits(row.total);
  if (numbers->total == kNoValue) return BadCell("total", row.total);
  for (const auto& [id, text] : row.maturity) {
    const int32_t value = text.empty() ? kNoValue : ParseUnits(text);
    if (!text.empty() && value == kNoValue) {
      return BadCell(absl::StrCat("maturity_", id), text);
    }
    numbers->maturity.emplace_back(id, value);
  }
  return std::nullopt;
}

void AddRow(const ResultRow& row, const Numbers& numbers, ResultTable* table) {
  for (const auto& [id, value] : numbers.maturity) {
    MaturityColumn(id, table)->push_back(value);
  }
  table->levels.push_back(numbers.level);
  table->totals.push_back(numbers.total);
  table->highest_level = std::max(table->highest_level, numbers.level);
  for (auto& column : table->maturity) {
    column.resize(table->levels.size(), kNoValue);
  }
  for (size_t i = 0; i < row.values.size(); ++i) {
    table->columns[i].Add(row.values[i]);
  }
}

// Reads a file to its end without using it: what is counted is counted whole.
MaybeFailure TryFile(const std::string& path, const ResultQuestion& question) {
  std::unique_ptr<ResultRows> rows;
  if (auto failure = OpenResults(path, question, &rows)) return failure;
  ResultRow row;
  for (bool more = true; more;) {
    if (auto failure = rows->Next(&row, &more)) return failure;
  }
  return std::nullopt;
}

}  // namespace

MaybeFailure ReadResults(const std::vector<std::string>& paths,
                         const std::vector<std::string>& by,
                         const LeaveOut& leave_out, ResultTable* table) {
  const ResultQuestion question = {by, table->subdomain_of_name};
  for (const std::string& name : by) table->columns.emplace_back(name);
  absl::flat_hash_map<std::string, int32_t> ids;
  ResultRow row;
  for (const std::string& path : paths) {
    if (paths.size() > 1) {
      if (const auto failure = TryFile(path, question)) {
        leave_out(path, {}, *failure);
        continue;
      }
    }
    std::unique_ptr<ResultRows> rows;
    if (auto failure = OpenResults(path, question, &rows)) return failure;
    bool more = true;
    while (true) {
      if (auto failure = rows->Next(&row, &more)) return failure;
      if (!more) break;
      Numbers numbers;
      if (const auto wrong = ReadNumbers(row, rows->levels(), &numbers)) {
        leave_out(path, row, {FailureKind::kData, wrong->en, wrong->zh});
        continue;
      }
      AddRow(row, numbers, table);
      const auto [enterprise, is_new] =
          ids.try_emplace(row.id, static_cast<int32_t>(ids.size()));
      table->enterprise.push_back(enterprise->second);
      if (!is_new) ++table->repeated_ids;
    }
    table->highest_level = std::max(table->highest_level, rows->levels());
  }
  return std::nullopt;
}

}  // namespace cmmm::results
