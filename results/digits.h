// Decimal digits of whole numbers, eight at a time.
#ifndef CMMM_RESULTS_DIGITS_H_
#define CMMM_RESULTS_DIGITS_H_

#include <bit>
#include <cstdint>
#include <cstring>

namespace cmmm::results {

// Below this a number has at most eight digits.
inline constexpr uint64_t kEightDigits = 100'000'000;
// PutNumber writes up to here behind what it gives as the end.
inline constexpr size_t kDigitsBehind = 7;

// The digits of two numbers of four, "0000" to "9999" each, as the eight bytes
// lie in memory. REQUIRES: first < 10000 and second < 10000.
inline uint64_t TwiceFourDigits(uint64_t first, uint64_t second) {
  static_assert(std::endian::native == std::endian::little);
  // Halved twice, side by side: four numbers of two digits, eight of one.
  // 10486 / 2^20 and 103 / 2^10 divide by 100 and 10 here.
  const uint64_t fours = first | second << 32;
  const uint64_t hundreds = fours * 10486 >> 20 & 0x0000007F0000007F;
  const uint64_t twos = hundreds | (fours - 100 * hundreds) << 16;
  const uint64_t tens = twos * 103 >> 10 & 0x000F000F000F000F;
  const uint64_t ones = tens | (twos - 10 * tens) << 8;
  return ones | 0x3030303030303030;
}

// "00000000" to "99999999", in the same way. REQUIRES: value < kEightDigits.
inline uint64_t EightDigits(uint64_t value) {
  return TwiceFourDigits(value / 10000, value % 10000);
}

// Writes `value` at `at` and gives where it ends. There is room for twenty
// digits and kDigitsBehind more.
inline char* PutNumber(uint64_t value, char* at) {
  if (value < 10) {
    *at = static_cast<char>('0' + value);
    return at + 1;
  }
  if (value >= kEightDigits) {
    at = PutNumber(value / kEightDigits, at);
    const uint64_t digits = EightDigits(value % kEightDigits);
    std::memcpy(at, &digits, sizeof(digits));
    return at + sizeof(digits);
  }
  const uint64_t digits = EightDigits(value);
  const int zeros = std::countr_zero(digits & 0x0F0F0F0F0F0F0F0F) / 8;
  const uint64_t shown = digits >> 8 * zeros;
  std::memcpy(at, &shown, sizeof(shown));
  return at + sizeof(shown) - zeros;
}

}  // namespace cmmm::results

#endif  // CMMM_RESULTS_DIGITS_H_
