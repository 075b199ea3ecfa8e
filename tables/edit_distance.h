// How far two names are apart, to tell slips from other names.
#ifndef CMMM_TABLES_EDIT_DISTANCE_H_
#define CMMM_TABLES_EDIT_DISTANCE_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace cmmm::tables {

// How many characters must be put in, taken out or changed to make one text of
// the other (Levenshtein's distance).
//
//   EditDistance(U"weightset", U"weigthset")  // 2
inline size_t EditDistance(const std::u32string& a, const std::u32string& b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t corner = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t changed = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
      corner = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_EDIT_DISTANCE_H_
