// Cells of a sheet, as they are read.
#ifndef CMMM_EXCEL_CELL_H_
#define CMMM_EXCEL_CELL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace cmmm::excel {

enum class CellKind { kEmpty, kText, kNumber, kBoolean, kError, kDate };

// A formula has the kind and value that were saved with it; kEmpty when none
// was. A date is a number that is shown as a day or a time, or an ISO date.
struct Cell {
  int column = 0;  // 0 = A
  CellKind kind = CellKind::kEmpty;
  bool formula = false;
  bool percent = false;  // a number that is shown as one: 0.4 as 40%
  double number = 0;     // numbers; booleans as 0 and 1; days of a date
  // Texts; `#REF!` of errors; of dates what people see: `2024-02-29`, `19:12`.
  absl::string_view text;
};

struct SheetRow {
  int64_t number = 0;       // 1 = the first
  std::vector<Cell> cells;  // by column; empty cells may be left out

  // The cell of the column; nullptr without.
  const Cell* Find(int column) const;
};

// Both corners belong to it; rows from 1, columns from 0.
struct CellRange {
  int64_t first_row = 0;
  int64_t last_row = 0;
  int first_column = 0;
  int last_column = 0;
};

// `F12`.
std::string CellName(int column, int64_t row);
// `B2:C4`.
std::string RangeName(const CellRange& range);

// The number as people see it: 15 digits at most, whole ones without a point.
std::string NumberText(double number);

// A position; nothing when it is none of a sheet.
struct CellPosition {
  int column = 0;
  int64_t row = 0;
};
std::optional<CellPosition> ParseCellName(absl::string_view name);
// Both corners of `B2:C4`, of `$B$2:$C$4`, of a single cell, of whole columns
// (`J:K`) and whole rows (`200:201`); nothing when it is no range of a sheet.
std::optional<CellRange> ParseRange(absl::string_view name);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_CELL_H_
