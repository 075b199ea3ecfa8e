// What a reader found wrong within a record, on its way to the rejects: the
// text of a cell.
#ifndef CMMM_TABLES_FINDINGS_H_
#define CMMM_TABLES_FINDINGS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace cmmm::tables {

inline constexpr char kContradiction[] =
    "the enterprise's answers contradict the model or themselves";

struct Finding {
  std::string column;
  std::string rule_id;
  std::string value;
  std::string message = kContradiction;

  // Whether the rest of the record means nothing.
  bool unreadable() const { return message != kContradiction; }
};

// Appends a contradiction to the text of a cell, unless that is very long
// already.
void AppendFinding(absl::string_view column, absl::string_view rule_id,
                   absl::string_view value, std::string* cell);
// Appends any finding.
void AppendFinding(const Finding& finding, std::string* cell);

std::vector<Finding> ReadFindings(absl::string_view cell);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_FINDINGS_H_
