// Columns of an Arrow table, read as cells: as grades, many at a time, and one
// by one as the text that a table of CSV would have.
//
//   ColumnType type = TypeOf(schema);               // once a table
//   const GradeCodes grades(words, style);          // likewise
//   const ColumnReader reader(type, array, grades);  // once a batch
//   reader.ReadCodes(0, 128, codes, R);              // codes[i * R]
//   reader.ViewOf(5, &scratch);                      // `fully`, `0.8`, `` …
//
// Null is the empty cell. A number is the text that is shortest and reads back
// as the same number (`0.8`, `3`), so that numbers mean what the same digits
// mean in a table of text.
#ifndef CMMM_PYTHON_NATIVE_ARROW_COLUMN_H_
#define CMMM_PYTHON_NATIVE_ARROW_COLUMN_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/strings/string_view.h"
#include "python/native/arrow_abi.h"
#include "texts/grade_words.h"

namespace cmmm::python {

// A cell that is no grade.
inline constexpr uint8_t kNoGrade = 0xFF;

enum class CellForm {
  kOther,    // nothing that a cell could be
  kNull,     // nothing but nulls
  kInteger,  // of 1, 2, 4 or 8 bytes
  kFloat,    // of 4 or 8 bytes
  kDecimal,  // of 4, 8 or 16 bytes
  kText,     // offsets of 4 or 8 bytes
  kView,     // text as views
};

struct ColumnType {
  CellForm form = CellForm::kOther;  // of the values, when dictionary-encoded
  int bytes = 0;
  bool is_signed = false;
  int scale = 0;  // of a decimal
  bool is_dictionary = false;
  int index_bytes = 0;  // of the indices of a dictionary
  bool index_signed = false;
  std::string format;  // as Arrow says it

  bool is_text() const {
    return form == CellForm::kText || form == CellForm::kView;
  }
};

ColumnType TypeOf(const ArrowSchema& schema);

// What cells mean, once a table.
struct GradeCodes {
  // `words` outlives it. A `style` of kAuto is kWords.
  GradeCodes(const texts::GradeWords& words ABSL_ATTRIBUTE_LIFETIME_BOUND,
             texts::GradeStyle style);

  // The code of a text; kNoGrade when it is none.
  uint8_t CodeOf(absl::string_view text) const {
    return words.Read(text, style).value_or(kNoGrade);
  }

  const texts::GradeWords& words;
  texts::GradeStyle style;
  // The codes of integers of one byte, by how the byte stands there.
  std::array<uint8_t, 256> of_unsigned;
  std::array<uint8_t, 256> of_signed;
  // Whether a byte is its own code, or none.
  bool are_themselves = true;
};

class ColumnReader {
 public:
  // What is passed outlives the reader. REQUIRES: `type` is the type of
  // `array`, and not kOther.
  ColumnReader(const ColumnType& type ABSL_ATTRIBUTE_LIFETIME_BOUND,
               const ArrowArray& array ABSL_ATTRIBUTE_LIFETIME_BOUND,
               const GradeCodes& grades ABSL_ATTRIBUTE_LIFETIME_BOUND);

  // Puts the codes of the cells `begin` to `begin + count` at `codes`, a
  // `stride` apart; kNoGrade where a cell is none. False: one was none.
  bool ReadCodes(int64_t begin, int64_t count, uint8_t* codes,
                 size_t stride) const;

  // The cells when they are bytes of which 0 to 5 are the codes of the same
  // number, and none is null; else nullptr.
  const uint8_t* Codes() const;

  // The text of a cell, empty for null; in the column's memory or in *scratch.
  absl::string_view ViewOf(int64_t row, std::string* scratch) const;

 private:
  bool IsNull(int64_t at) const {
    return validity_ != nullptr && ((validity_[at >> 3] >> (at & 7)) & 1) == 0;
  }
  // `at` counts from the beginning of the buffers.
  int64_t IntegerAt(int64_t at) const;
  int64_t IndexAt(int64_t at) const;
  absl::string_view TextAt(int64_t at, std::string* scratch) const;
  uint8_t CodeAt(int64_t at) const;
  bool ReadBytes(int64_t at, int64_t count, uint8_t* codes,
                 size_t stride) const;

  const ColumnType& type_;
  const ArrowArray& array_;
  const GradeCodes& grades_;
  const uint8_t* validity_ = nullptr;
  // Of a dictionary: its values, and their codes.
  std::unique_ptr<ColumnType> value_type_;
  std::unique_ptr<ColumnReader> values_;
  std::vector<uint8_t> value_codes_;
};

}  // namespace cmmm::python

#endif  // CMMM_PYTHON_NATIVE_ARROW_COLUMN_H_
