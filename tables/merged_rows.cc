#include "tables/merged_rows.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"

namespace cmmm::tables {
namespace {

// Is no grade, and says why.
constexpr char kUncomputed[] = "(formula without a value)";
// More findings of a row say nothing more.
constexpr int kMostFindings = 100;

std::string TextAt(const excel::SheetRow& row, int column) {
  const excel::Cell* cell = row.Find(column);
  return cell == nullptr ? "" : TextOf(*cell);
}

}  // namespace

std::string TextOf(const excel::Cell& cell) {
  switch (cell.kind) {
    case excel::CellKind::kEmpty:
      return cell.formula ? kUncomputed : "";
    case excel::CellKind::kNumber:
      // As many digits as a spreadsheet keeps: more would be made up.
      return std::abs(cell.number) < 1e15 ? excel::NumberText(cell.number)
                                          : absl::StrCat(cell.number);
    case excel::CellKind::kBoolean:
      return cell.number != 0 ? "TRUE" : "FALSE";
    case excel::CellKind::kDate:
      // A score that is shown as a time is neither.
      if (cell.number > 0 && cell.number <= 1) {
        return absl::StrCat(cell.text, " (", excel::NumberText(cell.number),
                            ")");
      }
      return std::string(cell.text);
    case excel::CellKind::kText:
    case excel::CellKind::kError:
      return std::string(cell.text);
  }
  return "";
}

void MergedRows::Begin(std::string sheet, int64_t header_row,
                       std::vector<std::string> names,
                       std::vector<excel::CellRange> ranges) {
  sheet_ = std::move(sheet);
  header_row_ = header_row;
  names_ = std::move(names);
  next_ = 0;
  open_.clear();
  ranges_ = std::move(ranges);
  ranges_.erase(std::remove_if(ranges_.begin(), ranges_.end(),
                               [this](const excel::CellRange& range) {
                                 return Harmed(range) == nullptr;
                               }),
                ranges_.end());
  std::stable_sort(ranges_.begin(), ranges_.end(),
                   [](const excel::CellRange& a, const excel::CellRange& b) {
                     return a.first_row < b.first_row;
                   });
}

const std::string* MergedRows::Harmed(const excel::CellRange& range) const {
  if (range.last_row <= header_row_) return nullptr;
  const size_t end =
      std::min(names_.size(), static_cast<size_t>(range.last_column) + 1);
  for (auto c = static_cast<size_t>(range.first_column); c < end; ++c) {
    if (!names_[c].empty()) return &names_[c];
  }
  return nullptr;
}

RowFindings MergedRows::Findings(const excel::SheetRow& row, bool* shown) {
  *shown = false;
  if (ranges_.empty()) return {};
  open_.erase(std::remove_if(open_.begin(), open_.end(),
                             [&row](const Open& open) {
                               return open.range.last_row < row.number;
                             }),
              open_.end());
  for (; next_ < ranges_.size() && ranges_[next_].first_row <= row.number;
       ++next_) {
    const excel::CellRange& range = ranges_[next_];
    if (range.last_row < row.number) continue;
    open_.push_back(
        {range, *Harmed(range),
         range.first_row == row.number ? TextAt(row, range.first_column) : ""});
  }
  if (row.number <= header_row_) return {};
  RowFindings findings;
  int count = 0;
  for (const Open& open : open_) {
    *shown |= !open.value.empty();
    if (++count > kMostFindings) break;
    findings.push_back(
        {open.column, "workbook.merged_cells", open.value,
         absl::StrCat("the cells ", sheet_, "!", excel::RangeName(open.range),
                      " are merged: one value for several "
                      "enterprises or answers; unmerge them")});
  }
  return findings;
}

}  // namespace cmmm::tables
