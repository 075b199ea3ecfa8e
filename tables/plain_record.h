// The common case of a wide table, fast: a record without quotes and without
// bytes below a space, whose last columns are requirements with a grade of one
// byte each.
#ifndef CMMM_TABLES_PLAIN_RECORD_H_
#define CMMM_TABLES_PLAIN_RECORD_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "texts/grade_words.h"

namespace cmmm::tables {

class PlainRecord {
 public:
  // Of a table whose first `texts` columns are anything, and of which `grades`
  // more are requirements. `delimiter` 0: of one without delimiters, of which
  // nothing can be read. `codes` outlives the reader.
  PlainRecord(int texts, int grades, char delimiter,
              const texts::GradeWords::ByteCodes& codes);

  // Reads the record that `text` begins with, and gives its size without its
  // line end; 0: it is not as above, or so near to the end of `text` that it
  // is left to others.
  size_t Read(absl::string_view text);

  // Of the last record read: its first cells, as they are between delimiters,
  // and the codes behind them.
  const std::vector<absl::string_view>& texts() const { return texts_; }
  const std::vector<uint8_t>& codes() const { return codes_; }

 private:
  bool ReadBytes(const char* grades);

  std::vector<absl::string_view> texts_;
  std::vector<uint8_t> codes_;
  char delimiter_;
  const texts::GradeWords::ByteCodes& code_of_;
  int largest_digit_;  // -1: digits are no codes
};

}  // namespace cmmm::tables

#endif  // CMMM_TABLES_PLAIN_RECORD_H_
