// One sheet, row by row, in flat memory but for the texts its cells share.
//
//   SheetReader sheet(&archive, context);
//   while (const SheetRow* row = sheet.NextRow()) Use(*row);
//   if (sheet.fault().has_value()) …
#ifndef CMMM_EXCEL_READ_SHEET_H_
#define CMMM_EXCEL_READ_SHEET_H_

#include <deque>
#include <string>
#include <vector>

#include "excel/archive.h"
#include "excel/cell.h"
#include "excel/number_format.h"
#include "excel/refuse_workbook.h"
#include "excel/shared_strings.h"
#include "excel/xml.h"

namespace cmmm::excel {

// What the cells of a sheet refer to. What is pointed to outlives the reader.
struct SheetContext {
  std::string name;  // for messages
  std::string part;
  XlsxLimits limits;
  const SharedStrings* strings = nullptr;
  const std::vector<NumberFormat>* formats = nullptr;  // of cells
  bool from_1904 = false;
};

class SheetReader {
 public:
  // The archive outlives the reader.
  SheetReader(ZipArchive* archive ABSL_ATTRIBUTE_LIFETIME_BOUND,
              SheetContext context);

  // The next row that is written in the sheet; nullptr at the end, and when
  // something is wrong, which fault() then says. The row and the texts of its
  // cells are valid until the next call.
  const SheetRow* NextRow();

  // Rules workbook.broken_xml (also for cells out of order), .text_too_long,
  // .too_much and those of XmlReader.
  const MaybeViolation& fault() const { return xml_.fault(); }

  // The merged ranges of more than one cell that were met. They stand behind
  // the rows: all are met when NextRow has given its last.
  const std::vector<CellRange>& merged() const { return merged_; }

 private:
  // What the `t` of a cell says its value is.
  enum class ValueType { kNumber, kShared, kText, kError, kDate, kBoolean };
  static ValueType TypeOf(absl::string_view name);

  void ReadRow();
  bool StartRow();
  void ReadCell();
  int ColumnOfCell(absl::string_view written);
  void SetValue(ValueType type, NumberFormat format, Cell* cell);
  void SetText(CellKind kind, std::string text, Cell* cell);
  void SetSharedText(Cell* cell);
  void SetNumber(ValueType type, NumberFormat format, Cell* cell);
  void AddMerged(absl::string_view ref);
  void FailAt(int column, absl::string_view rule_id, std::string message);

  const SheetContext context_;
  XmlReader xml_;
  int data_depth_ = 0;  // of the <sheetData> it is in; 0: in none
  SheetRow row_;
  std::string text_;                   // of the cell at hand
  std::deque<std::string> own_texts_;  // of the row; never moved
  std::vector<CellRange> merged_;
};

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_READ_SHEET_H_
