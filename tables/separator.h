// Why a header has none of the columns it should: what stands between its
// cells, or its lines, is something else.
#ifndef CMMM_TABLES_SEPARATOR_H_
#define CMMM_TABLES_SEPARATOR_H_

#include "absl/strings/string_view.h"
#include "engine/base/violations.h"

namespace cmmm::tables {

// Looks at the first record of a table, without its line end, that was cut at
// `delimiter` and could not be read. True when it says why, with a violation in
// place of all there are: header.separator when a column of enterprise ids is
// there once the record is cut elsewhere (at a tab, a semicolon, a bar, the
// byte 1, a full-width comma), or when it is Excel's line `sep=;`; its value is
// what stands between the cells. header.line_ends when a carriage return alone
// ends the lines.
//
//   "企业编号;权重集;…" cut at commas  →  header.separator, value `;`
bool ExplainSeparator(absl::string_view header, char delimiter,
                      Violations* problems);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_SEPARATOR_H_
