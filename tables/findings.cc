#include "tables/findings.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace cmmm::tables {
namespace {

constexpr char kSeparator[] = "\x1F";  // between parts
constexpr char kEnd[] = "\x1E";
constexpr size_t kMostBytes = 64 << 10;

}  // namespace

void AppendFinding(absl::string_view column, absl::string_view rule_id,
                   absl::string_view value, std::string* cell) {
  AppendFinding({std::string(column), std::string(rule_id), std::string(value)},
                cell);
}

void AppendFinding(const Finding& finding, std::string* cell) {
  if (cell->size() > kMostBytes) return;
  absl::StrAppend(cell, finding.column, kSeparator, finding.rule_id, kSeparator,
                  finding.message, kSeparator, finding.value, kEnd);
}

std::vector<Finding> ReadFindings(absl::string_view cell) {
  std::vector<Finding> findings;
  for (const absl::string_view text :
       absl::StrSplit(cell, kEnd, absl::SkipEmpty())) {
    const std::vector<std::string> parts =
        absl::StrSplit(text, absl::MaxSplits(kSeparator, 3));
    if (parts.size() == 4) {
      findings.push_back({parts[0], parts[1], parts[3], parts[2]});
    }
  }
  return findings;
}

}  // namespace cmmm::tables
