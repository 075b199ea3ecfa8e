// The forms a table of text has, told by the extension of its path.
#ifndef CMMM_TABLES_FORMAT_H_
#define CMMM_TABLES_FORMAT_H_

#include "absl/strings/string_view.h"

namespace cmmm::tables {

enum class Format {
  kCsv,
  kTsv,
  kJsonl,
  kSqlTsv,  // of filters only (batch/filter.h): nothing quoted, an error column
};

// By the extension of a path: csv, tsv, tab, jsonl, ndjson.
bool FormatOfPath(absl::string_view path, Format* format);
// xlsx or xlsm: no format of text.
bool IsWorkbookPath(absl::string_view path);
// These, and what else programs call workbooks (xls, xlsb, et, ods, …): read as
// a workbook, so that it is said why it cannot be.
bool MayBeWorkbook(absl::string_view path);
char DelimiterOf(Format format);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_FORMAT_H_
