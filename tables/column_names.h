// What the columns of a table and the keys of a record are called, and what is
// so nearly called that a slip is more likely than another column.
#ifndef CMMM_TABLES_COLUMN_NAMES_H_
#define CMMM_TABLES_COLUMN_NAMES_H_

#include <array>
#include <string>

#include "absl/strings/string_view.h"
#include "tables/table_layout.h"

namespace cmmm::tables {

// A meaning that a column may have.
struct ColumnRole {
  size_t TableLayout::*column;
  // In lower case: the name of the API first.
  std::array<absl::string_view, 5> names;
};

// What a column of this name is; nullptr: nothing of ours. Case, blanks,
// hyphens, full-width forms and what nobody sees do not matter. The titles of a
// column of grades are those of a workbook (excel/layout.h), whatever follows
// them in brackets.
const ColumnRole* FindRole(absl::string_view name);

// What changes a level, and is nearly meant by a name that has no meaning:
//
//   裁剪的能力域   剔除能力域（可空）   Domains left out   exclude   weigthset
//
// Compared with every name that a setting has at any door (columns, the lines
// of a workbook, options), without remarks in brackets, signs and 的, and with
// a few letters wrong in long names; nullptr for others.
const ColumnRole* FindSlip(absl::string_view name);

// Whether a key that is not `answers` is nearly: `Answers`, `answer`, 作答.
bool IsNearlyAnswers(absl::string_view key);

// Whether a lower-case text has a name of the column of enterprise ids in it.
bool HasEnterpriseIdTitle(absl::string_view lower);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_COLUMN_NAMES_H_
