#include "texts/table.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "engine/base/utf8.h"

namespace cmmm::texts {
namespace {

// Punctuation that must not begin a line.
bool SticksToLineEnd(absl::string_view character) {
  for (const absl::string_view mark :
       {"，", "。", "；", "、", "：", "）", "”", "！", "？"}) {
    if (character == mark) return true;
  }
  return false;
}

void PrintCell(std::ostream& out, const std::string& cell, int width,
               Align align, bool last) {
  const std::string padding(std::max(0, width - DisplayWidth(cell)), ' ');
  if (align == Align::kRight) out << padding;
  out << cell;
  if (align == Align::kLeft && !last) out << padding;
}

using Lines = std::vector<std::string>;

}  // namespace

std::vector<std::string> Wrap(absl::string_view text, int width) {
  Lines lines;
  std::string line;
  size_t break_at = std::string::npos;  // after the last blank in `line`
  while (!text.empty()) {
    const size_t length = std::max<size_t>(1, Utf8Length(text));
    const absl::string_view character = text.substr(0, length);
    text.remove_prefix(length);
    const bool wide = DisplayWidth(character) > 1;
    if (DisplayWidth(line) + DisplayWidth(character) > width &&
        !SticksToLineEnd(character) && !line.empty()) {
      const bool at_blank =
          !wide && character != " " && break_at != std::string::npos;
      std::string rest = at_blank ? line.substr(break_at) : "";
      if (at_blank) line.resize(break_at);
      lines.emplace_back(absl::StripTrailingAsciiWhitespace(line));
      line = std::move(rest);
      break_at = std::string::npos;
      if (character == " ") continue;
    }
    line.append(character.data(), character.size());
    if (character == " " || wide) break_at = line.size();
  }
  if (!line.empty() || lines.empty()) lines.push_back(line);
  return lines;
}

void Table::Print(std::ostream& out) const {
  std::vector<std::vector<Lines>> wrapped;
  std::vector<int> width;
  for (const Column& column : columns_) {
    width.push_back(DisplayWidth(column.title));
  }
  for (const auto& row : rows_) {
    wrapped.emplace_back();
    for (size_t c = 0; c < columns_.size(); ++c) {
      wrapped.back().push_back(columns_[c].max_width > 0
                                   ? Wrap(row[c], columns_[c].max_width)
                                   : Lines{row[c]});
      for (const std::string& line : wrapped.back().back()) {
        width[c] = std::max(width[c], DisplayWidth(line));
      }
    }
  }
  const auto print_line = [&](auto cell_of) {
    out << "  ";
    for (size_t c = 0; c < columns_.size(); ++c) {
      if (c > 0) out << "  ";
      PrintCell(out, cell_of(c), width[c], columns_[c].align,
                c + 1 == columns_.size());
    }
    out << "\n";
  };
  print_line([&](size_t c) { return columns_[c].title; });
  print_line([&](size_t c) {
    std::string rule;
    for (int i = 0; i < width[c]; ++i) rule += "─";
    return rule;
  });
  for (const auto& row : wrapped) {
    size_t height = 0;
    for (const Lines& lines : row) height = std::max(height, lines.size());
    for (size_t i = 0; i < height; ++i) {
      print_line([&](size_t c) {
        return i < row[c].size() ? row[c][i] : std::string();
      });
    }
  }
}

}  // namespace cmmm::texts
