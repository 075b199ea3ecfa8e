// What a record says against the model or against itself: a finding after which
// the rest of the record is read and judged all the same.
#ifndef CMMM_TABLES_CONTRADICTION_H_
#define CMMM_TABLES_CONTRADICTION_H_

#include "absl/strings/string_view.h"
#include "engine/base/row_finding.h"

namespace cmmm::tables {

// Of one record so many are kept; what follows says nothing more.
inline constexpr size_t kMostContradictions = 1000;

// Appends a finding whose message says that the answers contradict the model or
// themselves, unless *findings has kMostContradictions already.
//
//   AddContradiction("list", "answer.unknown_requirement", "x.y.z", &findings);
void AddContradiction(absl::string_view column, absl::string_view rule,
                      absl::string_view value, RowFindings* findings);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_CONTRADICTION_H_
