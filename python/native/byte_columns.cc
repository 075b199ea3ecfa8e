// Compiled once per instruction set (Highway's foreach_target).
#include "python/native/byte_columns.h"

#include "engine/base/grade_code.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "python/native/byte_columns.cc"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
// Must come after foreach_target.h.
#include "hwy/cache_control.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace cmmm::python {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Squares of 16 × 16 bytes in sixteen vectors, side by side.
#if HWY_HAVE_SCALABLE || HWY_MAX_BYTES < 32
constexpr int kMostSquares = 1;
#elif HWY_MAX_BYTES < 64
constexpr int kMostSquares = 2;
#else
constexpr int kMostSquares = 4;
#endif
constexpr int kSide = int{kTurnedColumns};

template <int kSquares>
using D8 = hn::FixedTag<uint8_t, size_t{kSquares} * kSide>;
template <int kSquares>
using V8 = hn::Vec<D8<kSquares>>;

// Byte c of row r changes places with byte r of row c, in every square. A byte
// stands at the 8 bits `rrrrcccc`, row and column; each step moves these round
// by one, as both halves of the square are interleaved, so that four make
// `ccccrrrr`.
template <int kSquares>
HWY_INLINE void Turn(V8<kSquares>* HWY_RESTRICT rows) {
  const D8<kSquares> d8;
  HWY_UNROLL(4)
  for (int step = 0; step < 4; ++step) {
    V8<kSquares> next[kSide];
    HWY_UNROLL(8)
    for (int i = 0; i < kSide / 2; ++i) {
      const auto a = rows[i];
      const auto b = rows[i + kSide / 2];
      next[2 * i] = hn::InterleaveLower(d8, a, b);
      next[2 * i + 1] = hn::InterleaveUpper(d8, a, b);
    }
    HWY_UNROLL(16)
    for (int i = 0; i < kSide; ++i) rows[i] = next[i];
  }
}

// Row `i` of every square: rows i, 16 + i, 32 + i … of the table.
template <int kSquares>
HWY_INLINE void StoreRow(V8<kSquares> row, uint8_t* HWY_RESTRICT to,
                         size_t stride) {
  if constexpr (kSquares == 1) {
    (void)stride;
    hn::StoreU(row, D8<1>(), to);
  } else {
    constexpr int kHalf = kSquares / 2;
    const D8<kHalf> half;
    StoreRow<kHalf>(hn::LowerHalf(half, row), to, stride);
    StoreRow<kHalf>(hn::UpperHalf(half, row), to + stride * kHalf * kSide,
                    stride);
  }
}

// Asks for the rows of sixteen columns that stand `rows` behind.
HWY_INLINE void FetchRows(const uint8_t* const* columns, int64_t rows) {
  for (int c = 0; c < kSide; ++c) hwy::Prefetch(columns[c] + rows);
}

bool TurnCodesImpl(const uint8_t* const* HWY_RESTRICT columns, int64_t first,
                   int64_t rows, bool fetch, uint8_t* HWY_RESTRICT codes,
                   size_t stride) {
  constexpr int64_t kStep = int64_t{kMostSquares} * kSide;
  constexpr int64_t kLine = 64;
  const D8<kMostSquares> d8;
  auto most = hn::Zero(d8);
  for (int64_t row = 0; row < rows; row += kStep) {
    if (fetch && row % kLine == 0) FetchRows(columns, first + row + rows);
    V8<kMostSquares> square[kSide];
    HWY_UNROLL(16)
    for (int c = 0; c < kSide; ++c) {
      square[c] = hn::LoadU(d8, columns[c] + first + row);
      most = hn::Max(most, square[c]);
    }
    Turn<kMostSquares>(square);
    uint8_t* to = codes + static_cast<size_t>(row) * stride;
    HWY_UNROLL(16)
    for (int i = 0; i < kSide; ++i, to += stride) {
      StoreRow<kMostSquares>(square[i], to, stride);
    }
  }
  return hn::AllFalse(d8, hn::Gt(most, hn::Set(d8, kNotApplicable)));
}

}  // namespace HWY_NAMESPACE
}  // namespace cmmm::python
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace cmmm::python {

HWY_EXPORT(TurnCodesImpl);

bool TurnCodes(const std::array<const uint8_t*, kTurnedColumns>& columns,
               int64_t first, int64_t rows, bool fetch, uint8_t* codes,
               size_t stride) {
  return HWY_DYNAMIC_DISPATCH(TurnCodesImpl)(columns.data(), first, rows, fetch,
                                             codes, stride);
}

}  // namespace cmmm::python
#endif  // HWY_ONCE
