#include "python/native/byte_columns.h"

#include <cstring>

#include "engine/base/grade_code.h"

namespace cmmm::python {
namespace {

using Rows = std::array<uint64_t, kTurnedColumns>;

constexpr uint64_t kOnes = 0x0101010101010101;

// The highest bit of a byte is set where the byte is above the last code.
uint64_t AboveCodes(uint64_t bytes) {
  return ((bytes & 0x7F * kOnes) + (0x7F - kNotApplicable) * kOnes) | bytes;
}

// Swaps the bits of `mask` of `b` with those `shift` higher of `a`.
void Swap(uint64_t mask, int shift, uint64_t* a, uint64_t* b) {
  const uint64_t differ = ((*a >> shift) ^ *b) & mask;
  *b ^= differ;
  *a ^= differ << shift;
}

// Byte c of rows[r] changes places with byte r of rows[c].
void Turn(Rows* rows) {
  Rows& r = *rows;
  for (const size_t i : {0, 1, 2, 3}) {
    Swap(0x00000000FFFFFFFF, 32, &r[i], &r[i + 4]);
  }
  for (const size_t i : {0, 1, 4, 5}) {
    Swap(0x0000FFFF0000FFFF, 16, &r[i], &r[i + 2]);
  }
  for (const size_t i : {0, 2, 4, 6}) {
    Swap(0x00FF00FF00FF00FF, 8, &r[i], &r[i + 1]);
  }
}

}  // namespace

bool TurnCodes(const std::array<const uint8_t*, kTurnedColumns>& columns,
               int64_t rows, uint8_t* codes, size_t stride) {
  uint64_t above = 0;
  Rows block;
  for (int64_t row = 0; row < rows; row += 8) {
    for (size_t c = 0; c < kTurnedColumns; ++c) {
      std::memcpy(&block[c], columns[c] + row, sizeof(block[c]));
      above |= AboveCodes(block[c]);
    }
    Turn(&block);
    uint8_t* to = codes + static_cast<size_t>(row) * stride;
    for (const uint64_t turned : block) {
      std::memcpy(to, &turned, sizeof(turned));
      to += stride;
    }
  }
  return (above & 0x80 * kOnes) == 0;
}

}  // namespace cmmm::python
