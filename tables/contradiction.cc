#include "tables/contradiction.h"

#include <string>

namespace cmmm::tables {

void AddContradiction(absl::string_view column, absl::string_view rule,
                      absl::string_view value, RowFindings* findings) {
  if (findings->size() >= kMostContradictions) return;
  findings->push_back(
      {std::string(column), std::string(rule), std::string(value),
       "the enterprise's answers contradict the model or themselves"});
}

}  // namespace cmmm::tables
