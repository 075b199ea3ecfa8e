// Columns of bytes that are codes already, sixteen at a time: the same as
// reading each by itself (arrow_column.h), in a fraction of the time.
//
// Arrow has a column behind the other, the engine a row behind the other.
// Sixteen values of sixteen columns are turned within sixteen vectors, one, two
// or four such squares at once, as wide as the processor has them; what comes
// next is fetched meanwhile, as the values of a row lie in as many places as
// there are columns.
//
// Turned and scored 512 rows at a time (table_block.h), rows stay in the
// processor's second memory, and columns are read in runs that it sees coming:
// 25 ns a row, where 128 at a time take 34 and 8,192 take 66.
//
// Floor: "score_table ÷ the same rows as CSV through cmmm batch ≥ 2", and NumPy
// beside it (bench/python_bench.py). tests/python/table_test.py holds both ways
// equal, as tables of words and of wider numbers never come this way.
#ifndef CMMM_PYTHON_NATIVE_BYTE_COLUMNS_H_
#define CMMM_PYTHON_NATIVE_BYTE_COLUMNS_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace cmmm::python {

inline constexpr size_t kTurnedColumns = 16;
inline constexpr int64_t kTurnedRows = 64;

// Puts `rows` rows from `first` on of sixteen columns, which are neighbours in
// a row, at `codes`, a `stride` apart. False when a value is no code: then what
// stands at `codes` means nothing. `fetch`: as many rows follow, which will be
// asked for. REQUIRES: `rows` is a multiple of kTurnedRows.
bool TurnCodes(const std::array<const uint8_t*, kTurnedColumns>& columns,
               int64_t first, int64_t rows, bool fetch, uint8_t* codes,
               size_t stride);

}  // namespace cmmm::python

#endif  // CMMM_PYTHON_NATIVE_BYTE_COLUMNS_H_
