#include "batch/tail_reader.h"

namespace cmmm::batch {

bool TailReader::Read(absl::string_view record, absl::string_view* head) {
  const size_t count = tail_.size();
  const size_t bytes = 2 * count;  // with the delimiter in front
  if (count == 0 || delimiter_ == 0 || record.size() <= bytes) return false;
  const char* const cells = record.data() + record.size() - bytes;
  uint8_t wrong = 0;
  for (size_t i = 0; i < count; ++i) {
    wrong |= static_cast<uint8_t>(cells[2 * i] ^ delimiter_);
  }
  for (size_t i = 0; i < count; ++i) {
    tail_[i] = codes_[static_cast<uint8_t>(cells[2 * i + 1])];
    wrong |= tail_[i] & 0x80;  // kNoGrade
  }
  if (wrong != 0 || record.find('"') != absl::string_view::npos) return false;
  *head = record.substr(0, record.size() - bytes);
  return true;
}

}  // namespace cmmm::batch
