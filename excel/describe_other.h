// What a file is that has the name of a workbook and is none: the systems of
// companies and of authorities save web pages and plain text as `.xls`.
#ifndef CMMM_EXCEL_DESCRIBE_OTHER_H_
#define CMMM_EXCEL_DESCRIBE_OTHER_H_

#include "absl/strings/string_view.h"
#include "engine/base/violations.h"

namespace cmmm::excel {

// `bytes` are neither a zip archive nor an OLE file. A violation of the rule
// workbook.not_xlsx, or .old_xls, whose value is what they are (`HTML`,
// `CSV/TXT`, `PDF`, …) and whose message says so and what to do.
Violation DescribeOther(absl::string_view bytes);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_DESCRIBE_OTHER_H_
