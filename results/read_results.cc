#include "results/read_results.h"

#include <algorithm>
#include <memory>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace cmmm::results {
namespace {

constexpr int kMostLevels = 100;

Failure BadCell(const std::string& path, const ResultRow& row,
                const std::string& column, const std::string& value) {
  return {FailureKind::kData,
          absl::StrCat(path, ": row ", row.number, ": ", column, ": '", value,
                       "' is no number of a result"),
          absl::StrCat(path, ": 第 ", row.number, " 行: ", column, ": “", value,
                       "”不是结果中的数")};
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

MaybeFailure AddRow(const std::string& path, const ResultRow& row,
                    ResultTable* table) {
  int level = 0;
  if (!absl::SimpleAtoi(row.level, &level) || level < 0 ||
      level > kMostLevels) {
    return BadCell(path, row, "level", row.level);
  }
  const int32_t total = ParseUnits(row.total);
  if (total == kNoValue) return BadCell(path, row, "total", row.total);
  for (const auto& [id, text] : row.maturity) {
    const int32_t value = text.empty() ? kNoValue : ParseUnits(text);
    if (!text.empty() && value == kNoValue) {
      return BadCell(path, row, absl::StrCat("maturity_", id), text);
    }
    MaturityColumn(id, table)->push_back(value);
  }
  table->levels.push_back(level);
  table->totals.push_back(total);
  table->highest_level = std::max(table->highest_level, level);
  for (auto& column : table->maturity) {
    column.resize(table->levels.size(), kNoValue);
  }
  for (size_t i = 0; i < row.values.size(); ++i) {
    table->columns[i].Add(row.values[i]);
  }
  return std::nullopt;
}

}  // namespace

MaybeFailure ReadResults(const std::vector<std::string>& paths,
                         const std::vector<std::string>& by,
                         ResultTable* table) {
  const ResultQuestion question = {by, table->subdomain_of_name};
  for (const std::string& name : by) table->columns.emplace_back(name);
  absl::flat_hash_map<std::string, int32_t> ids;
  ResultRow row;
  for (const std::string& path : paths) {
    std::unique_ptr<ResultRows> rows;
    if (auto failure = OpenResults(path, question, &rows)) return failure;
    bool more = true;
    while (true) {
      if (auto failure = rows->Next(&row, &more)) return failure;
      if (!more) break;
      if (auto failure = AddRow(path, row, table)) return failure;
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
