#include "excel/written_cell.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/plain_text.h"
#include "excel/layout.h"

namespace cmmm::excel {

bool IsBlank(const Cell& cell) {
  return cell.kind == CellKind::kEmpty ||
         (cell.kind == CellKind::kText && Normalised(cell.text).empty());
}

WrittenCell KeepCell(const Cell* cell, std::string place, bool is_blank,
                     size_t most) {
  WrittenCell kept;
  kept.place = std::move(place);
  if (cell == nullptr) return kept;
  kept.formula = cell->formula;
  kept.percent = cell->percent;
  kept.uncomputed = cell->formula && cell->kind == CellKind::kEmpty;
  if (is_blank) return kept;
  kept.kind = cell->kind;
  kept.number = cell->number;
  kept.text = std::string(cell->text.substr(0, most));
  return kept;
}

std::string PlaceInSheet(absl::string_view sheet, int column, int64_t row) {
  return absl::StrCat(sheet, "!", CellName(column, row));
}

WrittenCell KeepFrom(absl::string_view sheet, const SheetRow& row, int column,
                     size_t most) {
  const Cell* cell = row.Find(column);
  return KeepCell(cell, PlaceInSheet(sheet, column, row.number),
                  cell != nullptr && IsBlank(*cell), most);
}

std::string TextOf(const WrittenCell& cell) {
  if (cell.kind == CellKind::kNumber) return NumberText(cell.number);
  if (cell.kind == CellKind::kBoolean)
    return cell.number != 0 ? "TRUE" : "FALSE";
  return std::string(TrimBlanks(cell.text));
}

}  // namespace cmmm::excel
