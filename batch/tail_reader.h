// The common case of a wide table, fast: its last columns are requirements,
// and every grade is one byte.
#ifndef CMMM_BATCH_TAIL_READER_H_
#define CMMM_BATCH_TAIL_READER_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "batch/grade_words.h"

namespace cmmm::batch {

class TailReader {
 public:
  // For the last `columns` columns. `delimiter` 0: records that are not cells
  // between delimiters, of which none is read. `codes` outlives the reader.
  TailReader(int columns, char delimiter, const GradeWords::ByteCodes& codes);

  // Reads the last columns of the record when each of their cells is one byte
  // that is a grade; *head is the record without them then. `may_quote`: the
  // record may have quotes.
  bool Read(absl::string_view record, bool may_quote, absl::string_view* head);

  // Of the last record read, by column.
  const std::vector<uint8_t>& codes() const { return tail_; }

 private:
  bool ReadBytes(const char* cells);

  std::vector<uint8_t> tail_;
  char delimiter_;
  const GradeWords::ByteCodes& codes_;
  int largest_digit_;  // -1: digits are no codes
};

}  // namespace cmmm::batch

#endif  // CMMM_BATCH_TAIL_READER_H_
