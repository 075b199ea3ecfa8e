#include "batch/tail_reader.h"

#include <algorithm>
#include <cstring>

namespace cmmm::batch {
namespace {

constexpr uint64_t Repeat(uint64_t lane16) {
  return lane16 * 0x0001000100010001;
}

// Four cells of two bytes each, the delimiter first, as four codes from '0' on.
// Gives what is wrong with them, as bits.
uint64_t ReadFour(const char* cells, char delimiter, uint64_t most,
                  uint8_t* codes) {
  uint64_t word = 0;  // little-endian: the delimiters are the low bytes
  std::memcpy(&word, cells, sizeof(word));
  const uint64_t front = word & Repeat(0x00FF);
  uint64_t digits = (word >> 8 & Repeat(0x00FF)) - Repeat('0');
  uint64_t wrong = front ^ Repeat(static_cast<uint8_t>(delimiter));
  // A lane below '0' borrows and one above `most` carries: both set higher
  // bits.
  wrong |= digits & Repeat(0xFF00);
  wrong |= (digits + Repeat(0x7F - most)) & Repeat(0x0180);
  digits = (digits | digits >> 8) & 0x0000FFFF0000FFFF;
  digits = digits | digits >> 16;
  std::memcpy(codes, &digits, 4);
  return wrong;
}

// The largest m such that exactly '0' to '0' + m mean the codes 0 to m; -1
// when bytes mean something else.
int LargestDigit(const GradeWords::ByteCodes& codes) {
  int count = 0;
  for (size_t byte = '0'; byte <= '9' && codes[byte] == count; ++byte) ++count;
  return count - 1;
}

}  // namespace

TailReader::TailReader(int columns, char delimiter,
                       const GradeWords::ByteCodes& codes)
    : tail_(static_cast<size_t>(columns)),
      delimiter_(delimiter),
      codes_(codes),
      largest_digit_(LargestDigit(codes)) {}

bool TailReader::Read(absl::string_view record, absl::string_view* head) {
  const size_t count = tail_.size();
  const size_t bytes = 2 * count;  // with the delimiter in front
  if (count == 0 || delimiter_ == 0 || record.size() <= bytes) return false;
  const char* const cells = record.data() + record.size() - bytes;
  *head = record.substr(0, record.size() - bytes);
  if (head->find('"') != absl::string_view::npos) return false;
  return ReadDigits(cells) || ReadBytes(cells);
}

bool TailReader::ReadDigits(const char* cells) {
  const size_t count = tail_.size();
  if (largest_digit_ < 0 || count < 4) return false;
  const auto most = static_cast<uint64_t>(largest_digit_);
  uint64_t wrong = 0;
  for (size_t i = 0; i + 4 <= count; i += 4) {
    wrong |= ReadFour(cells + 2 * i, delimiter_, most, &tail_[i]);
  }
  wrong |=
      ReadFour(cells + 2 * (count - 4), delimiter_, most, &tail_[count - 4]);
  return wrong == 0;
}

bool TailReader::ReadBytes(const char* cells) {
  uint8_t wrong = 0;
  for (size_t i = 0; i < tail_.size(); ++i) {
    wrong |= static_cast<uint8_t>(cells[2 * i] ^ delimiter_);
    tail_[i] = codes_[static_cast<uint8_t>(cells[2 * i + 1])];
    wrong |= tail_[i] & 0x80;  // kNoGrade
  }
  return wrong == 0;
}

}  // namespace cmmm::batch
