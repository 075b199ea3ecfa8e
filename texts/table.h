// Aligned columns for a terminal, right also for Chinese text, and never wider
// than the terminal is.
//
//   texts::Table table({{"#", texts::Align::kRight}, {"requirement"},
//                       {"what it asks", texts::Align::kLeft,
//                        texts::kStatementWidth}});
//   table.AddRow({"1", "data.2.b", "The enterprise …"});
//   table.Print(std::cout);
//
// Where the columns do not fit, in this order: the last one, when it may be
// wrapped, is made narrower, and below kLeastStatement stands under its row
// instead; titles take several lines; the widest texts are broken, ids and
// other words only where nothing else is left.
#ifndef CMMM_TEXTS_TABLE_H_
#define CMMM_TEXTS_TABLE_H_

#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace cmmm::texts {

// Terminal columns for what a requirement asks, beside an id, a grade and a
// gain.
inline constexpr int kStatementWidth = 52;
inline constexpr int kLeastStatement = 30;

// Columns of the terminal on standard output, 40 to 160; elsewhere what COLUMNS
// says, or 80.
int TerminalWidth();

enum class Align { kLeft, kRight };

class Table {
 public:
  struct Column {
    std::string title;
    Align align = Align::kLeft;
    int max_width = 0;  // longer text is wrapped; 0: only where it must be
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // As many cells as columns.
  void AddRow(std::vector<std::string> cells) {
    rows_.push_back(std::move(cells));
  }

  // Title row, a rule, the rows; each line indented by two blanks, and none
  // wider than `width`.
  void Print(std::ostream& out, int width = TerminalWidth()) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

// `text` in lines of at most `width` terminal columns, broken at blanks or
// between wide characters. A punctuation mark that may not begin a line takes
// the character before it along.
std::vector<std::string> Wrap(absl::string_view text, int width);

// `text` wrapped to the terminal: `mark` before the first line, as many blanks
// before the others.
void PrintParagraph(absl::string_view mark, absl::string_view text,
                    std::ostream& out);
// The same with `indent` before the others.
void PrintParagraph(absl::string_view mark, absl::string_view indent,
                    absl::string_view text, std::ostream& out);

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_TABLE_H_
