// Compiled once per instruction set (Highway's foreach_target).
#include "engine/scoring/score_block.h"

#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/scoring/score_block.cc"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
// Must come after foreach_target.h.
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace cmmm {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// A vector holds the same window of several rows: 1, 2 or 4 of them.
#if HWY_HAVE_SCALABLE || HWY_MAX_BYTES < 32
#define CMMM_ROWS_AT_ONCE 1
#elif HWY_MAX_BYTES < 64
#define CMMM_ROWS_AT_ONCE 2
#else
#define CMMM_ROWS_AT_ONCE 4
#endif
constexpr int kRowsAtOnce = CMMM_ROWS_AT_ONCE;
constexpr size_t kVectorBytes = size_t{kRowsAtOnce} * kWindowBytes;

using D8 = hn::FixedTag<uint8_t, kVectorBytes>;
using D16 = hn::FixedTag<int16_t, kVectorBytes / 2>;
using DU16 = hn::FixedTag<uint16_t, kVectorBytes / 2>;
using D32 = hn::FixedTag<int32_t, kVectorBytes / 4>;
using V8 = hn::Vec<D8>;
using V32 = hn::Vec<D32>;

// The 16 bytes at `from` of each row, in row order, less one: grade - 1.
HWY_INLINE V8 LoadWindow(const uint8_t* HWY_RESTRICT from, size_t stride) {
  const hn::FixedTag<uint8_t, 16> one_row;
#if CMMM_ROWS_AT_ONCE == 1
  (void)stride;
  const V8 bytes = hn::LoadU(one_row, from);
#else
  const hn::FixedTag<uint8_t, 32> two_rows;
  const auto low = hn::Combine(two_rows, hn::LoadU(one_row, from + stride),
                               hn::LoadU(one_row, from));
#if CMMM_ROWS_AT_ONCE == 2
  const V8 bytes = low;
#else
  const auto high = hn::Combine(two_rows, hn::LoadU(one_row, from + 3 * stride),
                                hn::LoadU(one_row, from + 2 * stride));
  const V8 bytes = hn::Combine(D8(), high, low);
#endif
#endif
  return hn::Sub(bytes, hn::Set(D8(), 1));
}

// The constant `bytes`, once per row.
template <class D, class Array>
HWY_INLINE hn::Vec<D> PerRow(D d, const Array& bytes) {
  return hn::LoadDup128(d, bytes.data());
}

// What is added up: low and high digit of the weights apart. The second of
// each pair belongs to Highway, for machines that add in another order.
struct Sums {
  V32 low, low2, high, high2;
};

HWY_INLINE Sums ZeroSums() {
  const V32 zero = hn::Zero(D32());
  return Sums{zero, zero, zero, zero};
}

// sums += weights · parts; the four bytes of a slot are added up on the way.
HWY_INLINE void AddWeighted(V8 parts, const SlotWeights& weights, Sums& sums) {
  const D16 d16;
  const DU16 du16;
  const D32 d32;
  const auto words = hn::BitCast(du16, parts);
  const auto pairs = hn::BitCast(
      d16,
      hn::Add(hn::And(words, hn::Set(du16, 0xFF)), hn::ShiftRight<8>(words)));
  sums.low = hn::ReorderWidenMulAccumulate(d32, pairs, PerRow(d16, weights.low),
                                           sums.low, sums.low2);
  sums.high = hn::ReorderWidenMulAccumulate(
      d32, pairs, PerRow(d16, weights.high), sums.high, sums.high2);
}

// Writes `lanes` lanes of every row to `levels` levels from `first` on, lane
// j to level first + j mod levels, adding up.
HWY_INLINE void StoreLevels(const Sums& sums, int first, int levels, int lanes,
                            int level_count, int64_t* HWY_RESTRICT weighted) {
  const D32 d32;
  HWY_ALIGN int32_t low[kVectorBytes / 4];
  HWY_ALIGN int32_t high[kVectorBytes / 4];
  hn::Store(hn::RearrangeToOddPlusEven(sums.low, sums.low2), d32, low);
  hn::Store(hn::RearrangeToOddPlusEven(sums.high, sums.high2), d32, high);
  for (int row = 0; row < kRowsAtOnce; ++row) {
    int64_t* out = weighted + int64_t{row} * level_count + first;
    for (int l = 0; l < levels; ++l) out[l] = 0;
    for (int lane = 0; lane < lanes; ++lane) {
      const int at = row * kSlots + lane;
      out[lane % levels] += (int64_t{high[at]} << kWeightDigitBits) + low[at];
    }
  }
}

// `worst` holds the largest grade - 1 seen at each byte in scope.
HWY_INLINE void StoreGraded(V8 worst, uint8_t* HWY_RESTRICT graded) {
  const D8 d8;
  const auto bad = hn::Gt(worst, hn::Set(d8, kFully - 1));
  std::memset(graded, 1, kRowsAtOnce);
  if (hn::AllFalse(d8, bad)) return;
  HWY_ALIGN uint8_t bytes[kVectorBytes];
  hn::Store(hn::VecFromMask(d8, bad), d8, bytes);
  for (size_t i = 0; i < kVectorBytes; ++i) {
    if (bytes[i] != 0) graded[i / kWindowBytes] = 0;
  }
}

// Levels group · 4 to group · 4 + 3.
HWY_INLINE Sums SumGroup(const BlockPlan& plan, int group, const uint8_t* rows,
                         V8& worst) {
  const D8 d8;
  const V8 table = PerRow(d8, plan.mean_part);
  const size_t stride = static_cast<size_t>(plan.row_bytes);
  const size_t windows = plan.windows.size();
  const SlotLayout* layout = plan.group_layout.data() + group * windows;
  const SlotWeights* weights = plan.group_weights.data() + group * windows;
  Sums sums = ZeroSums();
  for (size_t w = 0; w < windows; ++w) {
    const BlockWindow& window = plan.windows[w];
    const V8 grades = LoadWindow(rows + window.offset, stride);
    worst = hn::Max(worst, hn::And(grades, PerRow(d8, window.in_scope)));
    const V8 slots =
        hn::TableLookupBytesOr0(grades, PerRow(d8, layout[w].shuffle));
    const V8 index = hn::Add(slots, PerRow(d8, layout[w].index_offset));
    AddWeighted(hn::TableLookupBytesOr0(table, index), weights[w], sums);
  }
  return sums;
}

// The levels left over.
HWY_INLINE Sums SumMerged(const BlockPlan& plan, const uint8_t* rows) {
  const D8 d8;
  const V8 table = PerRow(d8, plan.mean_part);
  const size_t stride = static_cast<size_t>(plan.row_bytes);
  const size_t windows = plan.windows.size();
  const size_t merged = static_cast<size_t>(plan.merged_windows);
  Sums sums = ZeroSums();
  for (size_t first = 0; first < windows; first += merged) {
    V8 slots = hn::Zero(d8);
    V8 offset = hn::Set(d8, 0x80);
    for (size_t w = first; w < HWY_MIN(first + merged, windows); ++w) {
      const SlotLayout& layout = plan.merged_layout[w];
      const V8 grades = LoadWindow(rows + plan.windows[w].offset, stride);
      slots = hn::Or(
          slots, hn::TableLookupBytesOr0(grades, PerRow(d8, layout.shuffle)));
      // A byte is used by one window at most; unused is 0x80.
      offset = hn::Min(offset, PerRow(d8, layout.index_offset));
    }
    AddWeighted(hn::TableLookupBytesOr0(table, hn::Add(slots, offset)),
                plan.merged_weights[first / merged], sums);
  }
  return sums;
}

HWY_INLINE void ScoreRows(const BlockPlan& plan, const uint8_t* rows,
                          int64_t* weighted, uint8_t* graded) {
  V8 worst = hn::Zero(D8());
  for (int g = 0; g < plan.groups; ++g) {
    const int levels = HWY_MIN(kSlots, plan.level_count - g * kSlots);
    StoreLevels(SumGroup(plan, g, rows, worst), g * kSlots, levels, levels,
                plan.level_count, weighted);
  }
  if (plan.merged_windows > 0) {
    const int levels = kSlots / plan.merged_windows;
    StoreLevels(SumMerged(plan, rows), plan.level_count - levels, levels,
                kSlots, plan.level_count, weighted);
  }
  StoreGraded(worst, graded);
}

void ScoreBlockImpl(const BlockPlan& plan, const uint8_t* rows, int64_t count,
                    int64_t* weighted, uint8_t* graded) {
  const size_t row_bytes = static_cast<size_t>(plan.row_bytes);
  int64_t row = 0;
  for (; row + kRowsAtOnce <= count; row += kRowsAtOnce) {
    ScoreRows(plan, rows + row * plan.row_bytes,
              weighted + row * plan.level_count, graded + row);
  }
  // The few rows left over, each repeated to fill a vector.
  for (; row < count; ++row) {
    uint8_t repeated[kRowsAtOnce * kMaxPlanRowBytes];
    int64_t sums[kRowsAtOnce * 64];
    uint8_t flags[kRowsAtOnce];
    for (int i = 0; i < kRowsAtOnce; ++i) {
      std::memcpy(repeated + i * row_bytes, rows + row * plan.row_bytes,
                  row_bytes);
    }
    ScoreRows(plan, repeated, sums, flags);
    std::memcpy(weighted + row * plan.level_count, sums,
                sizeof(int64_t) * static_cast<size_t>(plan.level_count));
    graded[row] = flags[0];
  }
}

#undef CMMM_ROWS_AT_ONCE

}  // namespace HWY_NAMESPACE
}  // namespace cmmm
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace cmmm {

HWY_EXPORT(ScoreBlockImpl);

void ScoreBlock(const BlockPlan& plan, const uint8_t* rows, int64_t count,
                int64_t* weighted, uint8_t* graded) {
  HWY_DYNAMIC_DISPATCH(ScoreBlockImpl)(plan, rows, count, weighted, graded);
}

}  // namespace cmmm
#endif  // HWY_ONCE
