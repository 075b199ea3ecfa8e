#include "tables/row_findings.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"

namespace cmmm::tables {

void AddFinding(absl::string_view column, absl::string_view rule,
                absl::string_view value, std::string message,
                RowFindings* findings) {
  if (findings->size() >= kMostOfRecord) return;
  findings->push_back({std::string(column), std::string(rule),
                       std::string(value), std::move(message)});
}

void KeepInProportion(RowFindings* findings) {
  if (findings->size() <= kMostAlike) return;
  std::map<std::string, size_t> seen;
  RowFindings kept;
  for (RowFinding& finding : *findings) {
    if (++seen[finding.rule] <= kMostAlike) kept.push_back(std::move(finding));
  }
  for (const auto& [rule, count] : seen) {
    if (count <= kMostAlike) continue;
    const size_t more = count - kMostAlike;
    kept.push_back({"", rule, absl::StrCat(more),
                    absl::StrCat("the same of ", more, " more"),
                    absl::StrCat("另有 ", more, " 处同样的问题")});
  }
  *findings = std::move(kept);
}

}  // namespace cmmm::tables
