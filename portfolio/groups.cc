#include "portfolio/groups.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "portfolio/distinct.h"

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
                             const std::vector<int32_t>& enterprise,
                             int32_t min_group) {
  Distinct all(enterprise);
  for (size_t row = 0; row < column.rows().size(); ++row) {
    all.Add(static_cast<int32_t>(row));
  }
  if (all.count() < min_group) return {};
  std::vector<Group> groups;
  Group others;
  others.others = true;
  Distinct of_others(enterprise);
  const auto join = [&](const Group& group) {
    for (const int32_t row : group.rows) of_others.Add(row);
    others.rows.insert(others.rows.end(), group.rows.begin(), group.rows.end());
  };
  for (Group& group : ByValue(column)) {
    Distinct members(enterprise);
    for (const int32_t row : group.rows) members.Add(row);
    if (members.count() < min_group) {
      join(group);
    } else {
      groups.push_back(std::move(group));
    }
  }
  while (!groups.empty() && !others.rows.empty() &&
         of_others.count() < min_group) {
    join(groups.back());
    groups.pop_back();
  }
  if (others.rows.empty()) return groups;
  std::sort(others.rows.begin(), others.rows.end());
  groups.push_back(std::move(others));
  return groups;
}

}  // namespace cmmm::portfolio
