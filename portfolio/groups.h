// Which rows are shown together, so that nothing is said of fewer enterprises
// than a minimum.
//
// Values of a column with fewer enterprises than that are put together as the
// others; rows that repeat an enterprise count once.
// When these are still too few, the smallest value that had enough joins them:
// otherwise what is left out could be computed from the whole.
#ifndef CMMM_PORTFOLIO_GROUPS_H_
#define CMMM_PORTFOLIO_GROUPS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "results/result_table.h"

namespace cmmm::portfolio {

struct Group {
  std::string value;
  bool others = false;
  std::vector<int32_t> rows;  // ascending
};

// Largest first, of equal ones by value; the others last. Empty when all rows
// together are too few. `enterprise` is that of the table (result_table.h).
// REQUIRES: min_group >= 1.
std::vector<Group> GroupRows(const results::TextColumn& column,
                             const std::vector<int32_t>& enterprise,
                             int32_t min_group);

}  // namespace cmmm::portfolio

#endif  // CMMM_PORTFOLIO_GROUPS_H_
