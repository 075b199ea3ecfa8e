// Aligned columns for a terminal, right also for Chinese text.
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

enum class Align { kLeft, kRight };

class Table {
 public:
  struct Column {
    std::string title;
    Align align = Align::kLeft;
    int max_width = 0;  // longer text is wrapped; 0: never
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // As many cells as columns.
  void AddRow(std::vector<std::string> cells) {
    rows_.push_back(std::move(cells));
  }

  // Title row, a rule, the rows; each line indented by two blanks.
  void Print(std::ostream& out) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

// `text` in lines of at most `width` terminal columns, broken at blanks or
// between wide characters. Only a punctuation mark that may not begin a line
// hangs over its end.
std::vector<std::string> Wrap(absl::string_view text, int width);

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_TABLE_H_
