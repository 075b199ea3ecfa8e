#include "excel/question_columns.h"

#include <optional>
#include <utility>

namespace cmmm::excel {
namespace {

constexpr size_t kTitleBytes = 200;

}  // namespace

bool QuestionColumns::Read(const SheetRow& row) {
  QuestionColumns found;
  for (const Cell& cell : row.cells) {
    if (cell.kind != CellKind::kText) continue;
    const std::optional<Column> column = FindColumn(cell.text);
    if (column == Column::kStatement) {
      found.statements.insert(cell.column);
    } else if (column.has_value()) {
      found.read.insert(cell.column);
      if (!found.places.try_emplace(*column, cell.column).second) {
        found.repeated.push_back(cell.column);
      }
    } else if (IsHelpTitle(cell.text)) {
      found.help.insert(cell.column);
    } else {
      found.titles[cell.column] = std::string(cell.text.substr(0, kTitleBytes));
    }
  }
  if (found.places.count(Column::kId) == 0 ||
      found.places.count(Column::kGrade) == 0) {
    return false;
  }
  *this = std::move(found);
  return true;
}

}  // namespace cmmm::excel
