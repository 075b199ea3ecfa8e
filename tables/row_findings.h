// Findings about one record, made and kept within bounds.
#ifndef CMMM_TABLES_ROW_FINDINGS_H_
#define CMMM_TABLES_ROW_FINDINGS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "engine/base/row_finding.h"

namespace cmmm::tables {

// Of one record so many are kept; what follows says nothing more.
inline constexpr size_t kMostOfRecord = 1000;

// So many findings of one rule are listed of one row; the rest is counted.
inline constexpr size_t kMostAlike = 20;

// Appends a finding about what a record says against the model or against
// itself, after which the rest of the record is read and judged all the same;
// unless *findings has kMostOfRecord already.
//
//   AddFinding("list", "answer.unknown_requirement", "x.y.z",
//              "is no requirement of the model", &findings);
void AddFinding(absl::string_view column, absl::string_view rule,
                absl::string_view value, std::string message,
                RowFindings* findings);

// Keeps the first kMostAlike findings of a rule and says in one more, without a
// column, how many there were besides, so that what is said of a row is in
// proportion to the row.
//
//   208 × answer.missing  →  20 of them, and {"", "answer.missing", "188", …}
void KeepInProportion(RowFindings* findings);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_ROW_FINDINGS_H_
