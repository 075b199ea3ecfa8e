// The results of a block in columns, as Arrow has them: written a row at a
// time, given away without a copy.
//
//   auto results = std::make_shared<ResultColumns>(rows, K, 0);
//   results->AddRow(0, "E1", scored, nullptr);
//   results->MarkMissing();
//   std::vector<ArrowArray> columns = ExportColumns(results);
#ifndef CMMM_PYTHON_NATIVE_RESULT_COLUMNS_H_
#define CMMM_PYTHON_NATIVE_RESULT_COLUMNS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/score_rows.h"
#include "python/native/arrow_export.h"

namespace cmmm::python {

// Texts one behind the other, as Arrow has them. `Offset` counts all bytes.
template <typename Offset>
struct TextColumn {
  std::vector<Offset> ends = {0};
  std::string bytes;

  void Add(absl::string_view text) {
    bytes.append(text.data(), text.size());
    ends.push_back(static_cast<Offset>(bytes.size()));
  }
};

// Numbers of which some may be missing.
struct NumberColumn {
  std::vector<double> values;  // 0 where it is missing
  std::vector<int64_t> missing;
  std::vector<uint8_t> present;  // a bit a value; empty: all are there

  void AddMissing() {
    missing.push_back(static_cast<int64_t>(values.size()));
    values.push_back(0);
  }

  // Makes `present`, once all are added.
  void MarkMissing() {
    if (missing.empty()) return;
    present.assign((values.size() + 7) / 8, 0xFF);
    for (const int64_t at : missing) {
      present[static_cast<size_t>(at / 8)] &=
          static_cast<uint8_t>(~(1 << (at % 8)));
    }
  }
};

// The rows of a block that were scored, in order, in columns.
struct ResultColumns {
  // With room for `most` rows of K levels and D maturities, or none.
  ResultColumns(size_t most, size_t level_count, size_t subdomain_count);

  // `row` of the batch. `maturity` is [D], or nullptr where it is not wanted.
  void AddRow(int64_t row, absl::string_view id, const RowResult& result,
              const Ratio* maturity);
  // Once all rows are added.
  void MarkMissing();

  std::vector<int64_t> rows;  // of the batch, counted from its first
  TextColumn<int32_t> ids;
  std::vector<int32_t> levels;
  std::vector<double> totals;
  TextColumn<int32_t> exact;
  std::vector<NumberColumn> scores;      // [K]
  std::vector<NumberColumn> maturities;  // [D], or none
};

// An array a column, in the order of `cmmm batch`.
std::vector<ArrowArray> ExportColumns(
    const std::shared_ptr<const ResultColumns>& results);

}  // namespace cmmm::python

#endif  // CMMM_PYTHON_NATIVE_RESULT_COLUMNS_H_
