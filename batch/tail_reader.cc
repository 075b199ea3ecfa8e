#include "batch/tail_reader.h"

#include <algorithm>

namespace cmmm::batch {
namespace {

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

bool TailReader::Read(absl::string_view record, bool may_quote,
                      absl::string_view* head) {
  const size_t count = tail_.size();
  const size_t bytes = 2 * count;  // with the delimiter in front
  if (count == 0 || delimiter_ == 0 || record.size() <= bytes) return false;
  const char* const cells = record.data() + record.size() - bytes;
  *head = record.substr(0, record.size() - bytes);
  if (may_quote && head->find('"') != absl::string_view::npos) return false;
  return ReadDigits(cells) || ReadBytes(cells);
}

// A loop without branches, which compilers make vectors of.
bool TailReader::ReadDigits(const char* cells) {
  const size_t count = tail_.size();
  const auto delimiter = static_cast<uint8_t>(delimiter_);
  uint8_t* const codes = tail_.data();
  uint8_t wrong = 0;
  uint8_t largest = 0;
  for (size_t i = 0; i < count; ++i) {
    // What is no digit differs from '0' by more than 9.
    const auto code = static_cast<uint8_t>(cells[2 * i + 1] ^ '0');
    wrong |= static_cast<uint8_t>(cells[2 * i]) ^ delimiter;
    largest = std::max(largest, code);
    codes[i] = code;
  }
  return wrong == 0 && largest <= largest_digit_;
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
