// An .xlsx workbook in memory: its sheets, as rows of cells. Reads what Excel,
// WPS and LibreOffice write; formulas give the value saved with them.
//
//   auto workbook = XlsxWorkbook::Open(bytes);
//   if (!workbook.ok()) return workbook.refusal();
//   for (size_t i = 0; i < workbook.value().sheets().size(); ++i) {
//     auto sheet = workbook.value().OpenSheet(i);
//     while (const SheetRow* row = sheet->NextRow()) …
//     if (sheet->fault().has_value()) …
//   }
#ifndef CMMM_EXCEL_XLSX_WORKBOOK_H_
#define CMMM_EXCEL_XLSX_WORKBOOK_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "excel/archive.h"
#include "excel/cell.h"
#include "excel/limits.h"
#include "excel/number_format.h"
#include "excel/read_sheet.h"
#include "excel/refuse_workbook.h"
#include "excel/shared_strings.h"

namespace cmmm::excel {

// Whether these bytes begin like a file to try, or like one of its relatives
// that Open refuses with advice: a zip archive or an OLE compound file.
bool LooksLikeWorkbook(absl::string_view bytes);

// Holds the bytes of the file and the texts that cells share; the rows of
// sheets are read when they are asked for. One thread at a time uses a workbook
// and the readers of its sheets.
class XlsxWorkbook {
 public:
  struct Sheet {
    std::string name;     // of its tab
    bool hidden = false;  // in either of the two ways Excel has
    std::string part;     // its file in the archive
  };

  // Takes the bytes over. Refuses as INVALID_WORKBOOK, with a rule id of
  // docs/excel.md, what is no workbook, is damaged, has a password or goes
  // beyond `limits`; the rows of its sheets are not looked at yet.
  static Outcome<XlsxWorkbook> Open(std::string bytes,
                                    const XlsxLimits& limits = {});

  // In the order of their tabs; sheets that are charts are left out.
  const std::vector<Sheet>& sheets() const { return sheets_; }
  // Whether it holds macros, which are not looked at.
  bool has_macros() const { return has_macros_; }

  // The rows of a sheet, from its first. The workbook stays where it is
  // meanwhile; several sheets can be open at a time. What is wrong with the
  // sheet, the reader says where it ends.
  // REQUIRES: sheet < sheets().size().
  std::unique_ptr<SheetReader> OpenSheet(size_t sheet)
      ABSL_ATTRIBUTE_LIFETIME_BOUND;

  // Gives the merged ranges of a sheet to whoever needs them before its rows,
  // behind which they stand. The bytes of the sheet are inflated once more, and
  // parsed only when there is a merged range among them. Violations are those
  // of the reader.
  MaybeViolation FindMerged(size_t sheet, std::vector<CellRange>* merged);

 private:
  explicit XlsxWorkbook(ZipArchive archive) : archive_(std::move(archive)) {}

  // Everything but the sheets: their list, the texts, the formats of dates.
  MaybeViolation ReadParts(const XlsxLimits& limits);
  MaybeViolation ReadSheetList(absl::string_view part);
  // Whether the bytes of a part have `word` among them.
  MaybeViolation PartHas(absl::string_view part, absl::string_view word,
                         bool* has);

  ZipArchive archive_;
  XlsxLimits limits_;
  std::vector<Sheet> sheets_;
  bool has_macros_ = false;
  bool from_1904_ = false;
  SharedStrings strings_;
  std::vector<NumberFormat> formats_;  // of cells
};

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_XLSX_WORKBOOK_H_
