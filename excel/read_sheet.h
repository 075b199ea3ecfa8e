// One sheet, row by row.
#ifndef CMMM_EXCEL_READ_SHEET_H_
#define CMMM_EXCEL_READ_SHEET_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "excel/archive.h"
#include "excel/cell.h"
#include "excel/fault.h"
#include "excel/shared_strings.h"
#include "excel/xml.h"

namespace cmmm::excel {

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
using RowCallback = std::function<bool(const SheetRow&)>;

class SheetReader {
 public:
  // What is pointed to outlives it. Merged ranges of more than one cell are
  // added to `merged`, unless the callback ends the reading before.
  SheetReader(ZipArchive* archive, SheetContext context, RowCallback on_row,
              std::vector<CellRange>* merged);
  ~SheetReader();
  SheetReader(const SheetReader&) = delete;
  SheetReader& operator=(const SheetReader&) = delete;

  // Reads on, some rows or none; *more is false when that was all. Rules
  // workbook.broken_xml (also for cells out of order), .text_too_long,
  // .too_much and those of XmlReader.
  Fault Step(bool* more);

 private:
  class Handler;
  const SheetContext context_;
  std::unique_ptr<Handler> handler_;
  XmlReader xml_;
};

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_READ_SHEET_H_
