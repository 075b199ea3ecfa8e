#include "excel/cell.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "excel/limits.h"

namespace cmmm::excel {
namespace {

std::string ColumnName(int column) {
  std::string name;
  for (int left = column + 1; left > 0; left = (left - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + (left - 1) % 26));
  }
  return name;
}

// Whether there are characters and all are of the kind.
bool IsAll(absl::string_view text, bool (*is_kind)(unsigned char)) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_kind);
}

}  // namespace

const Cell* SheetRow::Find(int column) const {
  const auto found = std::lower_bound(
      cells.begin(), cells.end(), column,
      [](const Cell& cell, int wanted) { return cell.column < wanted; });
  return found != cells.end() && found->column == column ? &*found : nullptr;
}

std::string CellName(int column, int64_t row) {
  return absl::StrCat(ColumnName(column), row);
}

std::string RangeName(const CellRange& range) {
  return absl::StrCat(CellName(range.first_column, range.first_row), ":",
                      CellName(range.last_column, range.last_row));
}

std::optional<CellPosition> ParseCellName(absl::string_view name) {
  CellPosition position;
  int column = 0;
  while (!name.empty() && absl::ascii_isupper(name.front())) {
    column = column * 26 + (name.front() - 'A' + 1);
    if (column > kMaxColumns) return std::nullopt;
    name.remove_prefix(1);
  }
  position.column = column - 1;
  const char* const end = name.data() + name.size();
  const auto row = std::from_chars(name.data(), end, position.row);
  if (column == 0 || name.empty() || !absl::ascii_isdigit(name.front()) ||
      row.ec != std::errc() || row.ptr != end || position.row < 1 ||
      position.row > kMaxRows) {
    return std::nullopt;
  }
  return position;
}

std::optional<CellRange> ParseRange(absl::string_view name) {
  const std::string plain = absl::StrReplaceAll(name, {{"$", ""}});
  const std::vector<std::string> corners = absl::StrSplit(plain, ':');
  if (corners.size() > 2) return std::nullopt;
  std::string first = corners.front();
  std::string last = corners.back();
  // Whole columns end where a sheet does, whole rows as well.
  if (corners.size() == 2 && IsAll(first, absl::ascii_isupper) &&
      IsAll(last, absl::ascii_isupper)) {
    absl::StrAppend(&first, 1);
    absl::StrAppend(&last, kMaxRows);
  } else if (corners.size() == 2 && IsAll(first, absl::ascii_isdigit) &&
             IsAll(last, absl::ascii_isdigit)) {
    first = absl::StrCat(ColumnName(0), first);
    last = absl::StrCat(ColumnName(kMaxColumns - 1), last);
  }
  const auto from = ParseCellName(first);
  const auto to = ParseCellName(last);
  if (!from.has_value() || !to.has_value()) return std::nullopt;
  return CellRange{from->row, to->row, from->column, to->column};
}

std::string NumberText(double number) {
  // Most are whole or have one digit behind the point: `0.8` is the double
  // nearest to 8 / 10.
  const int tenths =
      number > 0 && number < 100 ? static_cast<int>(number * 10 + 0.5) : 0;
  if (tenths > 0 && tenths / 10.0 == number) {
    std::string text = std::to_string(tenths / 10);
    if (tenths % 10 != 0) {
      text.push_back('.');
      text.push_back(static_cast<char>('0' + tenths % 10));
    }
    return text;
  }
  if (number == 0 && !std::signbit(number)) return "0";
  constexpr double kWhole = 1e15;  // from here on every double is
  std::array<char, 400> text{};    // room for the largest
  char* const end = text.data() + text.size();
  const auto result =
      std::abs(number) >= kWhole
          ? std::to_chars(text.data(), end, number, std::chars_format::fixed, 0)
          : std::to_chars(text.data(), end, number, std::chars_format::general,
                          15);
  return {text.data(), result.ptr};
}

}  // namespace cmmm::excel
