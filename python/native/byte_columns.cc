#include "python/native/byte_columns.h"

#include <cstring>

#include "engine/base/grade_code.h"

namespace cmmm::python {
namespace {

// What GCC and Clang turn into the vectors of the processor.
using Bytes = uint8_t __attribute__((vector_size(kTurnedColumns)));

struct Square {
  Bytes rows[kTurnedColumns];
};

// a0 b0 a1 b1 … of the lower halves, then of the upper ones.
Bytes InterleaveLower(Bytes a, Bytes b) {
  return __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21,
                                 6, 22, 7, 23);
}
Bytes InterleaveUpper(Bytes a, Bytes b) {
  return __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13,
                                 29, 14, 30, 15, 31);
}

// Byte c of row r changes places with byte r of row c. A byte stands at the 8
// bits `rrrrcccc`, row and column; each step moves these round by one, as both
// halves of the square are interleaved, so that four make `ccccrrrr`.
void Turn(Square* square) {
  for (int step = 0; step < 4; ++step) {
    Square next;
    for (size_t i = 0; i < kTurnedColumns / 2; ++i) {
      const Bytes a = square->rows[i];
      const Bytes b = square->rows[i + kTurnedColumns / 2];
      next.rows[2 * i] = InterleaveLower(a, b);
      next.rows[2 * i + 1] = InterleaveUpper(a, b);
    }
    *square = next;
  }
}

}  // namespace

bool TurnCodes(const std::array<const uint8_t*, kTurnedColumns>& columns,
               int64_t rows, uint8_t* codes, size_t stride) {
  Bytes above = {};
  Square square;
  for (int64_t row = 0; row < rows;
       row += static_cast<int64_t>(kTurnedColumns)) {
    for (size_t c = 0; c < kTurnedColumns; ++c) {
      std::memcpy(&square.rows[c], columns[c] + row, kTurnedColumns);
      above |= reinterpret_cast<Bytes>(square.rows[c] > kNotApplicable);
    }
    Turn(&square);
    uint8_t* to = codes + static_cast<size_t>(row) * stride;
    for (const Bytes& turned : square.rows) {
      std::memcpy(to, &turned, kTurnedColumns);
      to += stride;
    }
  }
  uint64_t halves[2];
  std::memcpy(halves, &above, sizeof(halves));
  return (halves[0] | halves[1]) == 0;
}

}  // namespace cmmm::python
