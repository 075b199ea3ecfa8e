// Whether a text is the statement of a requirement: how a row that has an id
// and a statement is held to be one question, in workbooks (check_rows.h) and
// in tables.
#ifndef CMMM_EXCEL_SAME_STATEMENT_H_
#define CMMM_EXCEL_SAME_STATEMENT_H_

#include "absl/strings/string_view.h"
#include "engine/base/text.h"

namespace cmmm::excel {

// Bytes of a statement that a message shows.
inline constexpr size_t kShownStatement = 300;

// Whether `text` is the statement in either language.
bool IsStatement(absl::string_view text, const Text& statement);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_SAME_STATEMENT_H_
