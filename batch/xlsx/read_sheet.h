// One sheet, row by row.
#ifndef CMMM_BATCH_XLSX_READ_SHEET_H_
#define CMMM_BATCH_XLSX_READ_SHEET_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "batch/xlsx/archive.h"
#include "batch/xlsx/cell.h"
#include "batch/xlsx/fault.h"
#include "batch/xlsx/shared_strings.h"

namespace cmmm::xlsx {

// What cells refer to.
struct SheetContext {
  std::string name;  // for messages
  std::string part;
  XlsxLimits limits;
  const SharedStrings* strings = nullptr;
  const std::vector<bool>* is_date = nullptr;  // by cell format
  bool from_1904 = false;
};

// Gets each row that is written in the sheet, from the first; the row and the
// texts of its cells are valid during the call. False: no more.
using RowCallback = absl::FunctionRef<bool(const SheetRow&)>;

// Rules workbook.broken_xml (also for cells out of order), .text_too_long,
// .too_much and those of ReadXml. Merged ranges of more than one cell are
// added to `merged`, unless the callback ended the reading before.
Fault ReadSheetPart(ZipArchive* archive, const SheetContext& context,
                    RowCallback on_row, std::vector<CellRange>* merged);

}  // namespace cmmm::xlsx

#endif  // CMMM_BATCH_XLSX_READ_SHEET_H_
