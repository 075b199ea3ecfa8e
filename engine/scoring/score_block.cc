// Compiled once per instruction set (Highway's foreach_target).
#include "engine/scoring/score_block.h"

#include <cstring>

#include "engine/base/grade_code.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/scoring/score_block.cc"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
// Must come after foreach_target.h.
#include "hwy/cache_control.h"
#include "hwy/highway.h"
#include "hwy/nanobenchmark.h"

HWY_BEFORE_NAMESPACE();
namespace cmmm {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// A vector holds the same window of `kRows` rows: 1, 2 or 4 of them.
#if HWY_HAVE_SCALABLE || HWY_MAX_BYTES < 32
constexpr int kMostRows = 1;
#elif HWY_MAX_BYTES < 64
constexpr int kMostRows = 2;
#else
constexpr int kMostRows = 4;
#endif

template <int kRows>
using D8 = hn::FixedTag<uint8_t, size_t{kRows} * kWindowBytes>;
template <int kRows>
using D16 = hn::FixedTag<int16_t, size_t{kRows} * kWindowBytes / 2>;
template <int kRows>
using DU16 = hn::FixedTag<uint16_t, size_t{kRows} * kWindowBytes / 2>;
template <int kRows>
using D32 = hn::FixedTag<int32_t, size_t{kRows} * kWindowBytes / 4>;
template <int kRows>
using V8 = hn::Vec<D8<kRows>>;
template <int kRows>
using V32 = hn::Vec<D32<kRows>>;

// The 16 bytes at `from` of each row, in row order.
template <int kRows>
HWY_INLINE V8<kRows> LoadWindow(const uint8_t* HWY_RESTRICT from,
                                size_t stride) {
  if constexpr (kRows == 1) {
    (void)stride;
    return hn::LoadU(D8<1>(), from);
  } else {
    constexpr int kHalf = kRows / 2;
    return hn::Combine(D8<kRows>(),
                       LoadWindow<kHalf>(from + kHalf * stride, stride),
                       LoadWindow<kHalf>(from, stride));
  }
}

// The constant `bytes`, once per row.
template <class D, class Array>
HWY_INLINE hn::Vec<D> PerRow(D d, const Array& bytes) {
  return hn::LoadDup128(d, bytes.data());
}

// What is added up: low and high digit of the weights apart. The second of
// each pair belongs to Highway, for machines that add in another order.
template <int kRows>
struct Sums {
  V32<kRows> low, low2, high, high2;
};

template <int kRows>
HWY_INLINE Sums<kRows> ZeroSums() {
  const V32<kRows> zero = hn::Zero(D32<kRows>());
  return Sums<kRows>{zero, zero, zero, zero};
}

// sums += weights · parts of the means of the grade codes in `slots`; the four
// bytes of a slot are added up on the way.
template <int kRows>
HWY_INLINE void AddWeighted(V8<kRows> table, V8<kRows> slots,
                            const SlotOffset& offset,
                            const SlotWeights& weights, Sums<kRows>& sums) {
  const D8<kRows> d8;
  const D16<kRows> d16;
  const DU16<kRows> du16;
  const D32<kRows> d32;
  const auto index = hn::Add(slots, PerRow(d8, offset.to_index));
  const auto words = hn::BitCast(du16, hn::TableLookupBytesOr0(table, index));
  const auto pairs = hn::BitCast(
      d16,
      hn::Add(hn::And(words, hn::Set(du16, 0xFF)), hn::ShiftRight<8>(words)));
  sums.low = hn::ReorderWidenMulAccumulate(d32, pairs, PerRow(d16, weights.low),
                                           sums.low, sums.low2);
  sums.high = hn::ReorderWidenMulAccumulate(
      d32, pairs, PerRow(d16, weights.high), sums.high, sums.high2);
}

// Writes `lanes` lanes of every row to `levels` levels from `first` on, lane
// j to level first + j mod levels, adding up. `lanes` is a multiple of
// `levels`.
template <int kRows>
HWY_INLINE void StoreLevels(const Sums<kRows>& sums, int first, int levels,
                            int lanes, int level_count,
                            int64_t* HWY_RESTRICT weighted) {
  const D32<kRows> d32;
  HWY_ALIGN int32_t low[kRows * kSlots];
  HWY_ALIGN int32_t high[kRows * kSlots];
  hn::Store(hn::RearrangeToOddPlusEven(sums.low, sums.low2), d32, low);
  hn::Store(hn::RearrangeToOddPlusEven(sums.high, sums.high2), d32, high);
  for (int row = 0; row < kRows; ++row) {
    int64_t* out = weighted + int64_t{row} * level_count + first;
    const int32_t* row_low = low + row * kSlots;
    const int32_t* row_high = high + row * kSlots;
    for (int l = 0; l < levels; ++l) {
      int64_t sum_low = 0;
      int64_t sum_high = 0;
      for (int lane = l; lane < lanes; lane += levels) {
        sum_low += row_low[lane];
        sum_high += row_high[lane];
      }
      out[l] = (sum_high << kWeightDigitBits) + sum_low;
    }
  }
}

// `seen` has every bit of code - 1 seen at each byte in scope.
template <int kRows>
HWY_INLINE void StoreGraded(V8<kRows> seen, uint8_t* HWY_RESTRICT graded) {
  const D8<kRows> d8;
  const auto bad = hn::Gt(seen, hn::Set(d8, kFully - 1));
  std::memset(graded, 1, kRows);
  if (hn::AllFalse(d8, bad)) return;
  HWY_ALIGN uint8_t bytes[kRows * kWindowBytes];
  hn::Store(hn::VecFromMask(d8, bad), d8, bytes);
  for (int i = 0; i < kRows * kWindowBytes; ++i) {
    if (bytes[i] != 0) graded[i / kWindowBytes] = 0;
  }
}

// Levels group · 4 to group · 4 + 3; with the first group also the levels
// left over, so that every window is loaded once.
template <int kRows, bool kFirst>
HWY_INLINE void ScoreGroup(const BlockPlan& plan, int group,
                           const uint8_t* HWY_RESTRICT rows,
                           int64_t* HWY_RESTRICT weighted,
                           uint8_t* HWY_RESTRICT graded) {
  const D8<kRows> d8;
  const auto table = PerRow(d8, plan.mean_part);
  const auto stride = static_cast<size_t>(plan.row_bytes);
  const size_t windows = plan.windows.size();
  const SlotShuffle* shuffle = plan.group_shuffle.data() + group * windows;
  const SlotOffset* offset = plan.group_offset.data() + group * windows;
  const SlotWeights* weights = plan.group_weights.data() + group * windows;
  const bool merges = kFirst && plan.merged_windows > 0;
  const size_t step =
      merges ? static_cast<size_t>(plan.merged_windows) : windows;
  auto sums = ZeroSums<kRows>();
  auto merged_sums = ZeroSums<kRows>();
  auto seen = hn::Zero(d8);
  for (size_t first = 0, m = 0; first < windows; first += step, ++m) {
    auto merged = hn::Zero(d8);
    for (size_t w = first; w < HWY_MIN(first + step, windows); ++w) {
      const BlockWindow& window = plan.windows[w];
      const auto codes = LoadWindow<kRows>(rows + window.offset, stride);
      if (kFirst) {
        seen = hn::Or(seen, hn::And(hn::Sub(codes, hn::Set(d8, kNot)),
                                    PerRow(d8, window.in_scope)));
      }
      AddWeighted<kRows>(
          table, hn::TableLookupBytesOr0(codes, PerRow(d8, shuffle[w].from)),
          offset[w], weights[w], sums);
      if (merges) {
        merged =
            hn::Or(merged, hn::TableLookupBytesOr0(
                               codes, PerRow(d8, plan.merged_shuffle[w].from)));
      }
    }
    if (merges) {
      AddWeighted<kRows>(table, merged, plan.merged_offset[m],
                         plan.merged_weights[m], merged_sums);
    }
  }
  const int levels = HWY_MIN(kSlots, plan.level_count - group * kSlots);
  StoreLevels<kRows>(sums, group * kSlots, levels, levels, plan.level_count,
                     weighted);
  if (merges) {
    const int left = kSlots / plan.merged_windows;
    StoreLevels<kRows>(merged_sums, plan.level_count - left, left, kSlots,
                       plan.level_count, weighted);
  }
  if (kFirst) StoreGraded<kRows>(seen, graded);
}

template <int kRows>
HWY_INLINE void ScoreRows(const BlockPlan& plan, const uint8_t* rows,
                          int64_t* weighted, uint8_t* graded) {
  ScoreGroup<kRows, true>(plan, 0, rows, weighted, graded);
  for (int g = 1; g < plan.groups; ++g) {
    ScoreGroup<kRows, false>(plan, g, rows, weighted, graded);
  }
}

// Asks for `bytes` bytes to be near soon.
HWY_INLINE void PrefetchBytes(const uint8_t* from, int64_t bytes) {
  constexpr int64_t kLine = 64;
  for (int64_t i = 0; i < bytes; i += kLine) hwy::Prefetch(from + i);
}

void ScoreBlockImpl(const BlockPlan& plan, const uint8_t* rows, int64_t count,
                    int64_t* weighted, uint8_t* graded) {
  int64_t row = 0;
  // Rows this far ahead are fetched while others are scored.
  constexpr int64_t kBytesAhead = 2048;
  const int64_t step_bytes = int64_t{kMostRows} * plan.row_bytes;
  const int64_t ahead = kBytesAhead - kBytesAhead % step_bytes + step_bytes;
  const int64_t fetched = count * plan.row_bytes - ahead - step_bytes;
  for (; row + kMostRows <= count; row += kMostRows) {
    if (row * plan.row_bytes <= fetched) {
      PrefetchBytes(rows + row * plan.row_bytes + ahead, step_bytes);
    }
    ScoreRows<kMostRows>(plan, rows + row * plan.row_bytes,
                         weighted + row * plan.level_count, graded + row);
  }
  for (; row < count; ++row) {
    ScoreRows<1>(plan, rows + row * plan.row_bytes,
                 weighted + row * plan.level_count, graded + row);
  }
}

bool AnyAboveImpl(const uint8_t* bytes, int64_t size, uint8_t limit) {
  const hn::ScalableTag<uint8_t> d;
  const auto lanes = static_cast<int64_t>(hn::Lanes(d));
  auto most = hn::Zero(d);
  int64_t i = 0;
  for (; i + lanes <= size; i += lanes) {
    most = hn::Max(most, hn::LoadU(d, bytes + i));
  }
  bool above = !hn::AllFalse(d, hn::Gt(most, hn::Set(d, limit)));
  for (; i < size; ++i) above |= bytes[i] > limit;
  return above;
}

}  // namespace HWY_NAMESPACE
}  // namespace cmmm
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace cmmm {

HWY_EXPORT(ScoreBlockImpl);
HWY_EXPORT(AnyAboveImpl);

void ScoreBlock(const BlockPlan& plan, const uint8_t* rows, int64_t count,
                int64_t* weighted, uint8_t* graded) {
  HWY_DYNAMIC_DISPATCH(ScoreBlockImpl)(plan, rows, count, weighted, graded);
}

bool AnyAbove(const uint8_t* bytes, int64_t size, uint8_t limit) {
  return HWY_DYNAMIC_DISPATCH(AnyAboveImpl)(bytes, size, limit);
}

}  // namespace cmmm

// Highway's library times the clock whenever a program is loaded, for six
// milliseconds, to be ready for benchmarks that nobody runs here. A function
// of the program takes the place of the library's.
uint64_t hwy::platform::TimerResolution() { return 1; }

#endif  // HWY_ONCE
