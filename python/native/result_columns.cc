#include "python/native/result_columns.h"

#include <array>
#include <utility>

namespace cmmm::python {
namespace {

// What `cmmm batch` shows: four places, cut off.
double Shown(const Ratio& value) {
  return static_cast<double>(UnitsDown(value, 4)) / 1e4;
}

void AddNumber(bool is_there, const Ratio& value, NumberColumn* column) {
  if (is_there) {
    column->values.push_back(Shown(value));
  } else {
    column->AddMissing();
  }
}

ArrowArray ExportTexts(const TextColumn<int32_t>& texts, int64_t rows,
                       const std::shared_ptr<const void>& owner) {
  return MakeArray(rows, 0, {nullptr, texts.ends.data(), texts.bytes.data()},
                   owner);
}

ArrowArray ExportNumbers(const NumberColumn& numbers, int64_t rows,
                         const std::shared_ptr<const void>& owner) {
  return MakeArray(rows, static_cast<int64_t>(numbers.missing.size()),
                   {numbers.present.empty() ? nullptr : numbers.present.data(),
                    numbers.values.data()},
                   owner);
}

}  // namespace

ResultColumns::ResultColumns(size_t most, size_t level_count,
                             size_t subdomain_count)
    : scores(level_count), maturities(subdomain_count) {
  rows.reserve(most);
  ids.ends.reserve(most + 1);
  levels.reserve(most);
  totals.reserve(most);
  exact.ends.reserve(most + 1);
  for (NumberColumn& column : scores) column.values.reserve(most);
  for (NumberColumn& column : maturities) column.values.reserve(most);
}

void ResultColumns::AddRow(int64_t row, absl::string_view id,
                           const RowResult& result, const Ratio* maturity) {
  rows.push_back(row);
  ids.Add(id);
  levels.push_back(result.level);
  totals.push_back(Shown(result.total));
  std::array<char, kMostExactBytes> text;
  const char* const end = PutExact(result.total, text.data());
  exact.Add({text.data(), static_cast<size_t>(end - text.data())});
  for (size_t k = 0; k < scores.size(); ++k) {
    AddNumber(static_cast<int>(k) < result.assessed_levels, result.scores[k],
              &scores[k]);
  }
  for (size_t s = 0; s < maturities.size(); ++s) {
    AddNumber(maturity[s].denominator != 0, maturity[s], &maturities[s]);
  }
}

void ResultColumns::MarkMissing() {
  for (NumberColumn& column : scores) column.MarkMissing();
  for (NumberColumn& column : maturities) column.MarkMissing();
}

std::vector<ArrowArray> ExportColumns(
    const std::shared_ptr<const ResultColumns>& results) {
  const auto rows = static_cast<int64_t>(results->rows.size());
  std::vector<ArrowArray> columns;
  columns.push_back(ExportTexts(results->ids, rows, results));
  columns.push_back(
      MakeArray(rows, 0, {nullptr, results->levels.data()}, results));
  columns.push_back(
      MakeArray(rows, 0, {nullptr, results->totals.data()}, results));
  columns.push_back(ExportTexts(results->exact, rows, results));
  for (const NumberColumn& score : results->scores) {
    columns.push_back(ExportNumbers(score, rows, results));
  }
  for (const NumberColumn& maturity : results->maturities) {
    columns.push_back(ExportNumbers(maturity, rows, results));
  }
  return columns;
}

}  // namespace cmmm::python
