// Counts the bytes of a long text or a row of grades that are of some kind.
//
//   const size_t open = CountWhere(codes.size(),
//                                  [&](size_t i) { return codes[i] == kOpen;
//                                  });
#ifndef CMMM_ENGINE_BASE_COUNT_WHERE_H_
#define CMMM_ENGINE_BASE_COUNT_WHERE_H_

#include <cstddef>
#include <cstdint>

namespace cmmm {

// How many i of 0 to `size` - 1 there are for which `is(i)` holds, which must
// be a comparison of bytes, or a few of them joined by & and |. Counts by the
// thirty-two in a byte: compilers make vectors of that at every level of
// optimisation, and do not of a loop that stops early or counts in integers.
// `is` is called once for each i, in order, and must not change anything.
template <typename Is>
size_t CountWhere(size_t size, Is is) {
  constexpr size_t kAtOnce = 32;
  size_t count = 0;
  size_t i = 0;
  for (; i + kAtOnce <= size; i += kAtOnce) {
    uint8_t some = 0;
    for (size_t j = i; j < i + kAtOnce; ++j) {
      some = static_cast<uint8_t>(some + static_cast<uint8_t>(is(j)));
    }
    count += some;
  }
  for (; i < size; ++i) count += static_cast<uint8_t>(is(i));
  return count;
}

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_COUNT_WHERE_H_
