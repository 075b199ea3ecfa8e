// The small parts of a workbook: where its parts are, its sheets, and how
// cell formats show numbers.
#ifndef CMMM_EXCEL_WORKBOOK_PARTS_H_
#define CMMM_EXCEL_WORKBOOK_PARTS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "excel/archive.h"
#include "excel/limits.h"
#include "excel/number_format.h"
#include "excel/refuse_workbook.h"

namespace cmmm::excel {

struct Relationship {
  std::string id;
  std::string type;  // what follows the last `/`: `worksheet`
  std::string part;  // full name in the archive
};

// Relationships of the part `owner`, `` being the workbook as a package; none
// when it has none. Those to the outside are left out. Rule
// workbook.too_much and those of XmlReader, here and below.
MaybeViolation ReadRelationships(ZipArchive* archive, absl::string_view owner,
                                 std::vector<Relationship>* relationships);

struct SheetEntry {
  std::string name;
  std::string relationship;
  bool hidden = false;
};

struct WorkbookEntry {
  std::vector<SheetEntry> sheets;
  bool from_1904 = false;  // the calendar of its dates
};

MaybeViolation ReadWorkbookPart(ZipArchive* archive, absl::string_view part,
                                const XlsxLimits& limits,
                                WorkbookEntry* workbook);

// How each cell format shows numbers.
MaybeViolation ReadStyles(ZipArchive* archive, absl::string_view part,
                          const XlsxLimits& limits,
                          std::vector<NumberFormat>* formats);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_WORKBOOK_PARTS_H_
