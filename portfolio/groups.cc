#include "portfolio/groups.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace cmmm::portfolio {
namespace {

std::vector<Group> ByValue(const results::TextColumn& column) {
  std::vector<Group> groups(column.texts().size());
  for (size_t i = 0; i < groups.size(); ++i) {
    groups[i].value = column.texts()[i];
  }
  for (size_t row = 0; row < column.rows().size(); ++row) {
    groups[static_cast<size_t>(column.rows()[row])].rows.push_back(
        static_cast<int32_t>(row));
  }
  std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
    if (a.rows.size() != b.rows.size()) return a.rows.size() > b.rows.size();
    return a.value < b.value;
  });
  return groups;
}

}  // namespace

std::vector<Group> GroupRows(const results::TextColumn& column,
                             int32_t min_group) {
  const auto enough = static_cast<size_t>(min_group);
  if (column.rows().size() < enough) return {};
  std::vector<Group> groups = ByValue(column);
  Group others;
  others.others = true;
  while (!groups.empty() &&
         (groups.back().rows.size() < enough ||
          (!others.rows.empty() && others.rows.size() < enough))) {
    std::vector<int32_t>& rows = groups.back().rows;
    others.rows.insert(others.rows.end(), rows.begin(), rows.end());
    groups.pop_back();
  }
  if (others.rows.empty()) return groups;
  std::sort(others.rows.begin(), others.rows.end());
  groups.push_back(std::move(others));
  return groups;
}

}  // namespace cmmm::portfolio
