#include "batch/tail_reader.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/base/wide_vectors.h"

namespace cmmm::batch {
namespace {

constexpr uint8_t kNoDigits = 0xFF;

// The largest m such that exactly '0' to '0' + m mean the codes 0 to m; -1
// when bytes mean something else.
int LargestDigit(const GradeWords::ByteCodes& codes) {
  int count = 0;
  for (size_t byte = '0'; byte <= '9' && codes[byte] == count; ++byte) ++count;
  return count - 1;
}

// Reads `count` cells of a digit each, a delimiter in front of each. Gives what
// the largest is worth, or above 9 when a byte is not as expected.
CMMM_WIDE_VECTORS
uint8_t ReadDigits(const char* cells, size_t count, uint8_t delimiter,
                   uint8_t* codes) {
  static_assert(std::endian::native == std::endian::little);
  const auto expected = static_cast<uint16_t>(delimiter | '0' << 8);
  uint16_t all = 0;
  uint16_t largest = 0;
  for (size_t i = 0; i < count; ++i) {
    uint16_t pair = 0;  // the delimiter and the digit behind it
    std::memcpy(&pair, cells + 2 * i, 2);
    // What is no digit differs from '0' by more than 9.
    pair ^= expected;
    all |= pair;
    largest = std::max(largest, pair);
    codes[i] = static_cast<uint8_t>(pair >> 8);
  }
  const bool delimited = (all & 0xFF) == 0;
  return delimited ? static_cast<uint8_t>(largest >> 8) : kNoDigits;
}

}  // namespace

TailReader::TailReader(int columns, char delimiter,
                       const GradeWords::ByteCodes& codes)
    : tail_(static_cast<size_t>(columns)),
      delimiter_(delimiter),
      codes_(codes),
      largest_digit_(LargestDigit(codes)) {}

bool TailReader::Read(absl::string_view record, bool may_quote,
                      absl::string_view* head) {
  const size_t count = tail_.size();
  const size_t bytes = 2 * count;  // with the delimiter in front
  if (count == 0 || delimiter_ == 0 || record.size() <= bytes) return false;
  const char* const cells = record.data() + record.size() - bytes;
  *head = record.substr(0, record.size() - bytes);
  if (may_quote && head->find('"') != absl::string_view::npos) return false;
  const uint8_t largest =
      ReadDigits(cells, count, static_cast<uint8_t>(delimiter_), tail_.data());
  return largest <= largest_digit_ || ReadBytes(cells);
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
