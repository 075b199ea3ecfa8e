// CSV as RFC 4180 has it, and the same with tabs: cells between delimiters,
// records between LF or CRLF; a cell that begins with a quote ends with one,
// holds anything, and writes a quote as two. A quote elsewhere is a character
// like any other.
#ifndef CMMM_TABLES_CSV_H_
#define CMMM_TABLES_CSV_H_

#include <cstdint>
#include <deque>
#include <string>

#include "absl/strings/string_view.h"
#include "tables/record_cells.h"

namespace cmmm::tables {

// Longest record, in bytes: an unclosed quote must not swallow a whole file.
inline constexpr size_t kMaxRecordBytes = size_t{8} << 20;

// Behind the record, with its line end, that begins at `text[begin]`; npos when
// it does not end in `text`.
size_t RecordEnd(absl::string_view text, size_t begin, char delimiter);

// Behind the last whole record of `text`, which begins with one; 0: there is
// none.
size_t RecordsEnd(absl::string_view text, char delimiter);

// Whether a record has nothing in any of its cells, as spreadsheets write rows
// that are formatted and empty: `,,,` or `"",　,`.
bool IsBlankRecord(absl::string_view record, char delimiter);

// The cells of one record. Views into the record, or into `unquoted` where
// doubled quotes had to go.
class CellSplitter {
 public:
  explicit CellSplitter(char delimiter) : delimiter_(delimiter) {}

  // Puts the cells of `record` in place of *cells. False when something follows
  // a closing quote, or none closes; then *cells means nothing. What the views
  // point to stays as long as `record` does, and until Forget.
  bool Split(absl::string_view record, RecordCells* cells);
  // The same into cells(), which are of the last call.
  bool Split(absl::string_view record) { return Split(record, &cells_); }
  const RecordCells& cells() const { return cells_; }

  void Forget() { unquoted_.clear(); }

 private:
  bool TakeQuoted(absl::string_view record, size_t* at, RecordCells* cells);

  char delimiter_;
  RecordCells cells_;
  std::deque<std::string> unquoted_;
};

// `record` without its line end.
absl::string_view WithoutLineEnd(absl::string_view record);

// Whether a spreadsheet would run `cell` as a formula: it begins with = + - @,
// tab or CR, and is no plain number.
bool LooksLikeFormula(absl::string_view cell);

// Writes a cell at `begin`, quoted where it must be, and gives where it ends:
// at most MostCellBytes behind. Texts that look like a formula get a ' in
// front, which spreadsheets do not show.
char* PutCell(absl::string_view cell, char delimiter, char* begin);
constexpr size_t MostCellBytes(absl::string_view cell) {
  return 2 * cell.size() + 3;
}

// The same behind *out.
void AppendCell(absl::string_view cell, char delimiter, std::string* out);

// The text whose cell PutCell wrote, once its quotes are gone: without the ' in
// front of what looks like a formula. A text that had such a ' of its own, as
// it came from a file written here, was written as it was and loses it, too.
//
//   WithoutGuard("'=1+1")  // =1+1
//   WithoutGuard("'-5")    // '-5: a plain number gets no '
absl::string_view WithoutGuard(absl::string_view cell);

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_CSV_H_
