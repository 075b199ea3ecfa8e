#include "texts/table.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "engine/base/utf8.h"

namespace cmmm::texts {
namespace {

// Chinese breaks anywhere: titles after two characters, or even one; of a text
// a name of a grade or a sub-domain stays whole.
constexpr int kChineseTitle = 4;
constexpr int kNarrowestTitle = 2;
constexpr int kChineseText = 12;

// Punctuation that must not begin a line.
bool SticksToLineEnd(absl::string_view character) {
  for (const absl::string_view mark :
       {"，", "。", "；", "、", "：", "）", "”", "！", "？"}) {
    if (character == mark) return true;
  }
  return false;
}

// Whether `character` goes on with a word, behind a blank in the line, that is
// so short that it is better not broken.
bool IsShortWord(absl::string_view line, absl::string_view character,
                 absl::string_view rest, int width) {
  const size_t blank = line.rfind(' ');
  if (blank == line.npos || blank + 1 == line.size()) return false;
  const int word = DisplayWidth(line.substr(blank + 1)) +
                   DisplayWidth(character) +
                   DisplayWidth(rest.substr(0, rest.find(' ')));
  return word <= std::min(kChineseText, width);
}

// Takes the last character from a line, with the marks behind it that stick to
// it: they go to the next line together.
std::string TakeLastCharacter(std::string* line) {
  std::vector<size_t> begins;
  for (size_t at = 0; at < line->size();) {
    begins.push_back(at);
    at += std::max<size_t>(1, Utf8Length(absl::string_view(*line).substr(at)));
  }
  size_t first = line->size();
  bool sticks = true;
  while (sticks && !begins.empty()) {
    sticks = SticksToLineEnd(
        absl::string_view(*line).substr(begins.back(), first - begins.back()));
    first = begins.back();
    begins.pop_back();
  }
  std::string taken = line->substr(first);
  line->resize(first);
  return taken;
}

void AppendCell(const std::string& cell, int width, Align align,
                std::string* line) {
  const std::string padding(std::max(0, width - DisplayWidth(cell)), ' ');
  if (align == Align::kRight) *line += padding;
  *line += cell;
  if (align == Align::kLeft) *line += padding;
}

using Lines = std::vector<std::string>;

constexpr int kUsualTerminal = 80;
constexpr int kNarrowestTerminal = 40;
constexpr int kWidestTerminal = 160;
constexpr int kIndent = 2;
constexpr int kBetween = 2;        // blanks between columns
constexpr int kUnderIndent = 6;    // of what stands under its row
constexpr int kNarrowestText = 8;  // texts are not broken any smaller
// The longest part of the text that is better not broken, where Chinese words
// count `most_wide` at most.
int LongestWord(absl::string_view text, int most_wide) {
  int longest = 0;
  for (const absl::string_view word : absl::StrSplit(text, ' ')) {
    const int width = DisplayWidth(word);
    const bool wide = width != static_cast<int>(word.size());
    longest = std::max(longest, wide ? std::min(width, most_wide) : width);
  }
  return longest;
}

// How wide every column is, and whether the last one stands under the rows.
class Layout {
 public:
  Layout(const std::vector<Table::Column>& columns,
         const std::vector<std::vector<std::string>>& rows, int width)
      : columns_(columns), rows_(rows), width_(width) {
    for (size_t c = 0; c < columns.size(); ++c) {
      widths_.push_back(std::max(DisplayWidth(columns[c].title), Widest(c)));
      if (columns[c].max_width > 0) {
        widths_[c] =
            std::min(widths_[c],
                     std::max(columns[c].max_width,
                              LongestWord(columns[c].title, kNarrowestTitle)));
      }
    }
    Fit();
  }

  // Of the columns that stand beside each other.
  const std::vector<int>& widths() const { return widths_; }
  bool under() const { return under_; }

 private:
  int Widest(size_t column) const {
    int widest = 0;
    for (const auto& row : rows_) {
      widest = std::max(widest, DisplayWidth(row[column]));
    }
    return widest;
  }

  int Excess() const {
    int all = kIndent - kBetween;
    for (const int width : widths_) all += width + kBetween;
    return all - width_;
  }

  void Fit() {
    if (Excess() > 0 && columns_.size() > 1 && columns_.back().max_width > 0) {
      const int left = widths_.back() - Excess();
      if (left >= kLeastStatement) {
        widths_.back() = left;
      } else {
        under_ = true;
        widths_.pop_back();
      }
    }
    if (Excess() > 0) BreakTitles(kChineseTitle);
    std::vector<int> least;
    for (size_t c = 0; c < widths_.size(); ++c) {
      least.push_back(
          std::max(kNarrowestText,
                   std::max(LongestWord(columns_[c].title, kChineseTitle),
                            LongestWordOf(c))));
    }
    while (Excess() > 0 && BreakWidestText(least)) {
    }
    if (Excess() > 0) BreakTitles(kNarrowestTitle);
    least.assign(widths_.size(), kNarrowestText);
    while (Excess() > 0 && BreakWidestText(least)) {
    }
  }

  int LongestWordOf(size_t column) const {
    int longest = 0;
    for (const auto& row : rows_) {
      longest = std::max(longest, LongestWord(row[column], kChineseText));
    }
    return longest;
  }

  void BreakTitles(int most_wide) {
    for (size_t c = 0; c < widths_.size(); ++c) {
      const int least =
          std::max(Widest(c), LongestWord(columns_[c].title, most_wide));
      widths_[c] = std::max(std::min(widths_[c], least),
                            widths_[c] - std::max(0, Excess()));
    }
  }

  // Makes the widest column of texts that is wider than its least narrower by
  // one; false: there is none.
  bool BreakWidestText(const std::vector<int>& least) {
    size_t widest = widths_.size();
    for (size_t c = 0; c < widths_.size(); ++c) {
      if (columns_[c].align == Align::kRight || widths_[c] <= least[c]) {
        continue;
      }
      if (widest == widths_.size() || widths_[c] > widths_[widest]) widest = c;
    }
    if (widest == widths_.size()) return false;
    --widths_[widest];
    return true;
  }

  const std::vector<Table::Column>& columns_;
  const std::vector<std::vector<std::string>>& rows_;
  const int width_;
  std::vector<int> widths_;
  bool under_ = false;
};

}  // namespace

int TerminalWidth() {
  winsize size{};
  int width = kUsualTerminal;
  const char* columns = std::getenv("COLUMNS");
  if (isatty(STDOUT_FILENO) != 0 &&
      ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    width = size.ws_col;
  } else if (columns == nullptr || !absl::SimpleAtoi(columns, &width)) {
    width = kUsualTerminal;
  }
  return std::clamp(width, kNarrowestTerminal, kWidestTerminal);
}

void PrintParagraph(absl::string_view mark, absl::string_view text,
                    std::ostream& out) {
  PrintParagraph(mark,
                 std::string(static_cast<size_t>(DisplayWidth(mark)), ' '),
                 text, out);
}

void PrintParagraph(absl::string_view mark, absl::string_view indent,
                    absl::string_view text, std::ostream& out) {
  const int before = std::max(DisplayWidth(mark), DisplayWidth(indent));
  const int room = std::max(kNarrowestText, TerminalWidth() - before);
  const Lines lines = Wrap(text, room);
  for (size_t i = 0; i < lines.size(); ++i) {
    out << (i == 0 ? mark : indent) << lines[i] << "\n";
  }
}

std::vector<std::string> Wrap(absl::string_view text, int width) {
  Lines lines;
  std::string line;
  // After the last blank in `line`, or wide character.
  size_t break_at = std::string::npos;
  while (!text.empty()) {
    const size_t length = std::max<size_t>(1, Utf8Length(text));
    const absl::string_view character = text.substr(0, length);
    text.remove_prefix(length);
    const bool wide = DisplayWidth(character) > 1;
    const bool full =
        DisplayWidth(line) + DisplayWidth(character) > width && !line.empty();
    if (full && SticksToLineEnd(character)) {
      std::string rest;
      if (break_at != std::string::npos && break_at < line.size()) {
        rest = line.substr(break_at);
        line.resize(break_at);
      } else {
        rest = TakeLastCharacter(&line);
      }
      line = std::string(absl::StripTrailingAsciiWhitespace(line));
      if (!line.empty()) lines.push_back(std::move(line));
      line = std::move(rest);
      break_at = std::string::npos;
    } else if (full) {
      const bool short_word = wide && IsShortWord(line, character, text, width);
      if (short_word) break_at = line.rfind(' ') + 1;
      const bool at_blank = (!wide || short_word) && character != " " &&
                            break_at != std::string::npos;
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

void Table::Print(std::ostream& out, int width) const {
  const Layout layout(columns_, rows_, width);
  const std::vector<int>& widths = layout.widths();
  const auto print_row = [&](auto text_of) {
    std::vector<Lines> cells;
    size_t height = 0;
    for (size_t c = 0; c < widths.size(); ++c) {
      cells.push_back(Wrap(text_of(c), widths[c]));
      height = std::max(height, cells.back().size());
    }
    for (size_t i = 0; i < height; ++i) {
      std::string line(kIndent, ' ');
      for (size_t c = 0; c < widths.size(); ++c) {
        if (c > 0) line.append(kBetween, ' ');
        AppendCell(i < cells[c].size() ? cells[c][i] : std::string(), widths[c],
                   columns_[c].align, &line);
      }
      out << absl::StripTrailingAsciiWhitespace(line) << "\n";
    }
  };
  print_row([&](size_t c) { return columns_[c].title; });
  print_row([&](size_t c) {
    std::string rule;
    for (int i = 0; i < widths[c]; ++i) rule += "─";
    return rule;
  });
  for (const auto& row : rows_) {
    print_row([&](size_t c) { return row[c]; });
    if (!layout.under()) continue;
    for (const std::string& line : Wrap(row.back(), width - kUnderIndent)) {
      if (!line.empty()) out << std::string(kUnderIndent, ' ') << line << "\n";
    }
  }
}

}  // namespace cmmm::texts
