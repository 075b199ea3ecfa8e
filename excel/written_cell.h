// What stands in a cell, kept beyond the reading of its row.
#ifndef CMMM_EXCEL_WRITTEN_CELL_H_
#define CMMM_EXCEL_WRITTEN_CELL_H_

#include <string>

#include "absl/strings/string_view.h"
#include "excel/cell.h"

namespace cmmm::excel {

// Longer than any id, grade or reason that is accepted.
inline constexpr size_t kKeptBytes = 8'000;

// A text is cut at so many bytes as whoever keeps it wants.
struct WrittenCell {
  CellKind kind = CellKind::kEmpty;
  bool uncomputed = false;  // a formula saved without a value; kEmpty
  bool formula = false;
  bool percent = false;  // as Cell's
  double number = 0;
  std::string text;
  std::string place;  // `技术!F12`
};

// Whether nobody sees anything in the cell.
bool IsBlank(const Cell& cell);

// `cell` of a sheet, which is at `place`, with `most` bytes of a text; null, as
// there is no such cell: the place alone. `is_blank`: its value does not count.
WrittenCell KeepCell(const Cell* cell, std::string place, bool is_blank,
                     size_t most);

// `技术!F12`.
std::string PlaceInSheet(absl::string_view sheet, int column, int64_t row);

// The cell of `column` in `row` of `sheet`, empty where it is blank.
WrittenCell KeepFrom(absl::string_view sheet, const SheetRow& row, int column,
                     size_t most = kKeptBytes);

// What a person reads in the cell, without what is blank or invisible around,
// as TrimBlanks: a number as NumberText, dates and errors as they are shown.
std::string TextOf(const WrittenCell& cell);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_WRITTEN_CELL_H_
