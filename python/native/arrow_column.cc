#include "python/native/arrow_column.h"

#include <charconv>
#include <cstring>

#include "absl/numeric/int128.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace cmmm::python {
namespace {

using texts::GradeStyle;

// Of kNoGrade, and of no code.
constexpr uint8_t kNoGradeBit = 0x80;

template <typename T>
T Load(const void* buffer, int64_t at) {
  T value;
  std::memcpy(&value, static_cast<const char*>(buffer) + at * sizeof(T),
              sizeof(T));
  return value;
}

// An integer of 1, 2, 4 or 8 bytes; one of 8 without a sign may turn negative.
int64_t LoadInteger(const void* values, int64_t at, int bytes, bool is_signed) {
  if (bytes == 8) return Load<int64_t>(values, at);
  if (is_signed) {
    return bytes == 1   ? Load<int8_t>(values, at)
           : bytes == 2 ? Load<int16_t>(values, at)
                        : Load<int32_t>(values, at);
  }
  return bytes == 1   ? int64_t{Load<uint8_t>(values, at)}
         : bytes == 2 ? int64_t{Load<uint16_t>(values, at)}
                      : int64_t{Load<uint32_t>(values, at)};
}

// Integers: `c` is one of 8 bits, `C` without a sign, and so on.
bool ReadInteger(char format, int* bytes, bool* is_signed) {
  constexpr absl::string_view kFormats = "cCsSiIlL";
  const size_t found = kFormats.find(format);
  if (found == absl::string_view::npos) return false;
  *bytes = 1 << (found / 2);
  *is_signed = found % 2 == 0;
  return true;
}

// `d:PRECISION,SCALE` or `d:PRECISION,SCALE,BITS`.
void ReadDecimal(absl::string_view format, ColumnType* type) {
  const std::vector<std::string> parts = absl::StrSplit(format.substr(2), ',');
  int bits = 128;
  if (parts.size() < 2 || !absl::SimpleAtoi(parts[1], &type->scale)) return;
  if (parts.size() > 2 && !absl::SimpleAtoi(parts[2], &bits)) return;
  if (bits > 128 || type->scale < 0 || type->scale > 38) return;
  type->bytes = bits / 8;
  type->form = CellForm::kDecimal;
}

void ReadForm(absl::string_view format, ColumnType* type) {
  if (format == "n") {
    type->form = CellForm::kNull;
  } else if (format == "u" || format == "U") {
    type->form = CellForm::kText;
    type->bytes = format == "u" ? 4 : 8;
  } else if (format == "vu") {
    type->form = CellForm::kView;
  } else if (format == "f" || format == "g") {
    type->form = CellForm::kFloat;
    type->bytes = format == "f" ? 4 : 8;
  } else if (format.size() == 1 &&
             ReadInteger(format[0], &type->bytes, &type->is_signed)) {
    type->form = CellForm::kInteger;
  } else if (format.substr(0, 2) == "d:") {
    ReadDecimal(format, type);
  }
}

// `385`, scale 2: `3.85`, and `50` then `0.5`: without zeros that say nothing.
std::string DecimalText(absl::int128 value, int scale) {
  const bool negative = value < 0;
  absl::uint128 rest = negative ? absl::uint128(-value) : absl::uint128(value);
  std::string digits;
  for (int place = 0; rest != 0 || place <= scale; ++place) {
    if (place == scale && !digits.empty()) digits.push_back('.');
    const char digit = static_cast<char>('0' + static_cast<int>(rest % 10));
    if (place >= scale || digit != '0' || !digits.empty()) {
      digits.push_back(digit);
    }
    rest /= 10;
  }
  if (negative) digits.push_back('-');
  return {digits.rbegin(), digits.rend()};
}

template <typename Float>
std::string FloatText(Float value) {
  std::array<char, 64> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), end.ptr};
}

}  // namespace

ColumnType TypeOf(const ArrowSchema& schema) {
  ColumnType type;
  type.format = schema.format;
  if (schema.dictionary == nullptr) {
    ReadForm(type.format, &type);
    return type;
  }
  type.is_dictionary = true;
  if (type.format.size() != 1 ||
      !ReadInteger(type.format[0], &type.index_bytes, &type.index_signed) ||
      schema.dictionary->dictionary != nullptr) {
    return type;
  }
  ReadForm(schema.dictionary->format, &type);
  return type;
}

GradeCodes::GradeCodes(const texts::GradeWords& grade_words,
                       texts::GradeStyle grade_style)
    : words(grade_words),
      style(grade_style == GradeStyle::kAuto ? GradeStyle::kWords
                                             : grade_style) {
  for (size_t byte = 0; byte < of_unsigned.size(); ++byte) {
    of_unsigned[byte] = CodeOf(absl::StrCat(byte));
    of_signed[byte] = CodeOf(absl::StrCat(static_cast<int8_t>(byte)));
    are_themselves &=
        of_unsigned[byte] == (byte <= kNotApplicable ? byte : kNoGrade);
  }
}

ColumnReader::ColumnReader(const ColumnType& type, const ArrowArray& array,
                           const GradeCodes& grades)
    : type_(type), array_(array), grades_(grades) {
  if (array.n_buffers > 0 && array.null_count != 0) {
    validity_ = static_cast<const uint8_t*>(array.buffers[0]);
  }
  if (!type.is_dictionary) return;
  value_type_ = std::make_unique<ColumnType>(type);
  value_type_->is_dictionary = false;
  values_ =
      std::make_unique<ColumnReader>(*value_type_, *array.dictionary, grades);
  value_codes_.resize(static_cast<size_t>(array.dictionary->length));
  values_->ReadCodes(0, array.dictionary->length, value_codes_.data(), 1);
}

int64_t ColumnReader::IntegerAt(int64_t at) const {
  return LoadInteger(array_.buffers[1], at, type_.bytes, type_.is_signed);
}

// Outside the dictionary for an index without a sign of more than 63 bits.
int64_t ColumnReader::IndexAt(int64_t at) const {
  return LoadInteger(array_.buffers[1], at, type_.index_bytes,
                     type_.index_signed);
}

absl::string_view ColumnReader::TextAt(int64_t at, std::string* scratch) const {
  switch (type_.form) {
    case CellForm::kText: {
      const void* offsets = array_.buffers[1];
      const int64_t begin = type_.bytes == 4 ? Load<int32_t>(offsets, at)
                                             : Load<int64_t>(offsets, at);
      const int64_t end = type_.bytes == 4 ? Load<int32_t>(offsets, at + 1)
                                           : Load<int64_t>(offsets, at + 1);
      if (end <= begin) return {};
      return {static_cast<const char*>(array_.buffers[2]) + begin,
              static_cast<size_t>(end - begin)};
    }
    case CellForm::kView: {
      // Sixteen bytes: a length, then up to twelve bytes of text, or four of
      // it, the number of a buffer and where it begins there.
      const char* view = static_cast<const char*>(array_.buffers[1]) + 16 * at;
      const int32_t length = Load<int32_t>(view, 0);
      if (length <= 0) return {};
      if (length <= 12) return {view + 4, static_cast<size_t>(length)};
      const char* data =
          static_cast<const char*>(array_.buffers[2 + Load<int32_t>(view, 2)]);
      return {data + Load<int32_t>(view, 3), static_cast<size_t>(length)};
    }
    case CellForm::kInteger:
      scratch->clear();
      if (type_.bytes == 8 && !type_.is_signed) {
        absl::StrAppend(scratch, Load<uint64_t>(array_.buffers[1], at));
      } else {
        absl::StrAppend(scratch, IntegerAt(at));
      }
      return *scratch;
    case CellForm::kFloat:
      *scratch = type_.bytes == 4
                     ? FloatText(Load<float>(array_.buffers[1], at))
                     : FloatText(Load<double>(array_.buffers[1], at));
      return *scratch;
    case CellForm::kDecimal: {
      const void* values = array_.buffers[1];
      const absl::int128 value =
          type_.bytes == 4 ? absl::int128(Load<int32_t>(values, at))
          : type_.bytes == 8
              ? absl::int128(Load<int64_t>(values, at))
              : absl::MakeInt128(Load<int64_t>(values, 2 * at + 1),
                                 Load<uint64_t>(values, 2 * at));
      *scratch = DecimalText(value, type_.scale);
      return *scratch;
    }
    case CellForm::kNull:
    case CellForm::kOther:
      break;
  }
  return {};
}

absl::string_view ColumnReader::ViewOf(int64_t row,
                                       std::string* scratch) const {
  const int64_t at = row + array_.offset;
  if (type_.form == CellForm::kNull || IsNull(at)) return {};
  if (!type_.is_dictionary) return TextAt(at, scratch);
  const int64_t index = IndexAt(at);
  if (index < 0 || index >= array_.dictionary->length) {
    *scratch = absl::StrCat("index ", index, " outside the dictionary");
    return *scratch;
  }
  return values_->ViewOf(index, scratch);
}

uint8_t ColumnReader::CodeAt(int64_t at) const {
  if (IsNull(at)) return kOpen;
  if (type_.is_dictionary) {
    const auto index = static_cast<size_t>(IndexAt(at));
    return index < value_codes_.size() ? value_codes_[index] : kNoGrade;
  }
  if (type_.form == CellForm::kInteger) {
    // What does not fit into a byte is no grade in any style.
    const int64_t value = IntegerAt(at);
    if (value < 0 || value > 100) return kNoGrade;
  }
  std::string scratch;
  return grades_.CodeOf(TextAt(at, &scratch));
}

const uint8_t* ColumnReader::Codes() const {
  if (type_.form != CellForm::kInteger || type_.bytes != 1 ||
      type_.is_dictionary || validity_ != nullptr || !grades_.are_themselves) {
    return nullptr;
  }
  return static_cast<const uint8_t*>(array_.buffers[1]) + array_.offset;
}

bool ColumnReader::ReadBytes(int64_t at, int64_t count, uint8_t* codes,
                             size_t stride) const {
  const auto* values = static_cast<const uint8_t*>(array_.buffers[1]) + at;
  // A code may be any byte: the compiler must be told that it is none of these.
  const uint8_t* __restrict const table =
      (type_.is_signed ? grades_.of_signed : grades_.of_unsigned).data();
  uint8_t* __restrict to = codes;
  uint8_t all = 0;
  for (int64_t i = 0; i < count; ++i, to += stride) {
    const uint8_t code = table[values[i]];
    *to = code;
    all |= code;
  }
  if (validity_ == nullptr) return (all & kNoGradeBit) == 0;
  bool are_grades = true;
  for (int64_t i = 0; i < count; ++i) {
    uint8_t& code = codes[static_cast<size_t>(i) * stride];
    if (IsNull(at + i)) code = kOpen;
    are_grades &= code != kNoGrade;
  }
  return are_grades;
}

bool ColumnReader::ReadCodes(int64_t begin, int64_t count, uint8_t* codes,
                             size_t stride) const {
  const int64_t at = begin + array_.offset;
  bool all = true;
  if (type_.form == CellForm::kNull) {
    for (int64_t i = 0; i < count; ++i) {
      codes[static_cast<size_t>(i) * stride] = kOpen;
    }
    return true;
  }
  if (type_.form == CellForm::kInteger && type_.bytes == 1 &&
      !type_.is_dictionary) {
    return ReadBytes(at, count, codes, stride);
  }
  // Neighbours are often equal: texts and decimals are read once then.
  std::string scratch;
  std::string last;
  int last_code = -1;
  const bool slow = !type_.is_dictionary && type_.form != CellForm::kInteger;
  for (int64_t i = 0; i < count; ++i) {
    uint8_t code = 0;
    if (!slow || IsNull(at + i)) {
      code = CodeAt(at + i);
    } else {
      const absl::string_view text = TextAt(at + i, &scratch);
      if (last_code < 0 || text != last) {
        last_code = grades_.CodeOf(text);
        last.assign(text.data(), text.size());
      }
      code = static_cast<uint8_t>(last_code);
    }
    codes[static_cast<size_t>(i) * stride] = code;
    all &= code != kNoGrade;
  }
  return all;
}

}  // namespace cmmm::python
