#include "portfolio/suppress.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace cmmm::portfolio {
namespace {

// A place in the table of groups.
struct Cell {
  size_t group = 0;
  size_t column = 0;
};

class Suppressor {
 public:
  Suppressor(const Withheld& whole, const std::vector<Counts>& groups,
             int32_t min_group)
      : whole_(whole),
        groups_(groups),
        min_group_(min_group),
        hidden_(groups.size(), Withheld(whole.size())) {}

  std::vector<Withheld> Suppress() {
    for (size_t g = 0; g < groups_.size(); ++g) {
      for (size_t c = 0; c < whole_.size(); ++c) {
        const int32_t count = groups_[g][c].enterprises;
        hidden_[g][c] = count > 0 && count < min_group_;
      }
    }
    while (HideInLines() || HideBesideBridges()) {
    }
    return std::move(hidden_);
  }

 private:
  using Line = std::vector<Cell>;

  Line Row(size_t group) const {
    Line line;
    for (size_t c = 0; c < whole_.size(); ++c) line.push_back({group, c});
    return line;
  }

  Line Column(size_t column) const {
    Line line;
    for (size_t g = 0; g < groups_.size(); ++g) line.push_back({g, column});
    return line;
  }

  // One more count of every line that has too few hidden ones. Returns whether
  // there was such a line.
  bool HideInLines() {
    bool any = false;
    for (size_t g = 0; g < groups_.size(); ++g) {
      any |= IsThin(Row(g)) && HideSmallest(Row(g));
    }
    for (size_t c = 0; c < whole_.size(); ++c) {
      any |= !whole_[c] && IsThin(Column(c)) && HideSmallest(Column(c));
    }
    return any;
  }

  // Whether the hidden counts of a line, whose sum is known, say too much.
  bool IsThin(const Line& line) const {
    int hidden = 0;
    int32_t enterprises = 0;
    for (const Cell& at : line) {
      if (!hidden_[at.group][at.column]) continue;
      ++hidden;
      enterprises += groups_[at.group][at.column].enterprises;
    }
    return hidden == 1 || (hidden > 0 && enterprises < min_group_);
  }

  // Hides the smallest count of the line that is shown; one of nobody only
  // when there is no other. Returns whether there was one.
  bool HideSmallest(const Line& line) {
    const auto rank = [&](const Cell& at) {
      const int32_t rows = groups_[at.group][at.column].rows;
      return std::make_pair(rows == 0, rows);
    };
    std::optional<Cell> smallest;
    for (const Cell& at : line) {
      if (hidden_[at.group][at.column]) continue;
      if (!smallest.has_value() || rank(at) < rank(*smallest)) smallest = at;
    }
    if (!smallest.has_value()) return false;
    hidden_[smallest->group][smallest->column] = true;
    return true;
  }

  // A hidden count on no cycle can be computed: one more is hidden beside it.
  bool HideBesideBridges() {
    bool any = false;
    for (size_t g = 0; g < groups_.size(); ++g) {
      for (size_t c = 0; c < whole_.size(); ++c) {
        if (!hidden_[g][c] || IsOnCycle({g, c})) continue;
        any |= HideSmallest(Row(g)) || HideSmallest(Column(c));
      }
    }
    return any;
  }

  // Whether a way along other hidden counts, in rows and columns in turn,
  // leads from the row of the count to its column. The whole is one more row.
  bool IsOnCycle(const Cell& from) const {
    std::vector<bool> group_seen(groups_.size() + 1);
    std::vector<bool> column_seen(whole_.size());
    std::vector<size_t> todo = {from.group};
    group_seen[from.group] = true;
    while (!todo.empty()) {
      const size_t group = todo.back();
      todo.pop_back();
      for (size_t c = 0; c < whole_.size(); ++c) {
        const bool is_from = group == from.group && c == from.column;
        if (is_from || column_seen[c] || !IsHidden(group, c)) continue;
        if (c == from.column) return true;
        column_seen[c] = true;
        for (size_t g = 0; g <= groups_.size(); ++g) {
          if (group_seen[g] || !IsHidden(g, c)) continue;
          group_seen[g] = true;
          todo.push_back(g);
        }
      }
    }
    return false;
  }

  bool IsHidden(size_t group, size_t column) const {
    return group == groups_.size() ? whole_[column] : hidden_[group][column];
  }

  const Withheld& whole_;
  const std::vector<Counts>& groups_;
  const int32_t min_group_;
  std::vector<Withheld> hidden_;
};

}  // namespace

Withheld WithholdWhole(const Counts& whole, int32_t min_group) {
  // Nothing is known of the columns, so all of them may move.
  const Withheld unknown(whole.size(), true);
  return Suppressor(unknown, {whole}, min_group).Suppress().front();
}

std::vector<Withheld> WithholdGroups(const Withheld& whole,
                                     const std::vector<Counts>& groups,
                                     int32_t min_group) {
  return Suppressor(whole, groups, min_group).Suppress();
}

}  // namespace cmmm::portfolio
