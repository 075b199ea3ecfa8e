// Compiled once per instruction set (Highway's foreach_target).
#include "tables/plain_record.h"

#include <algorithm>
#include <bit>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tables/plain_record.cc"
#include "hwy/foreach_target.h"  // IWYU pragma: keep
// Must come after foreach_target.h.
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace cmmm::tables {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

static_assert(std::endian::native == std::endian::little);

// So many bytes are looked at together, a bit each.
constexpr size_t kWindow = 64;

struct Window {
  uint64_t delimiters = 0;
  uint64_t unusual = 0;  // quotes and what is below a space, as line ends
};

HWY_INLINE Window LookAt(const char* from, uint8_t delimiter) {
  const hn::CappedTag<uint8_t, kWindow> d;
  Window window;
  for (size_t i = 0; i < kWindow; i += hn::Lanes(d)) {
    const auto bytes = hn::LoadU(d, reinterpret_cast<const uint8_t*>(from) + i);
    const auto at = [i](uint64_t* bits) {
      return reinterpret_cast<uint8_t*>(bits) + i / 8;
    };
    const auto delimits = hn::Eq(bytes, hn::Set(d, delimiter));
    const auto unusual = hn::Or(hn::Lt(bytes, hn::Set(d, uint8_t{' '})),
                                hn::Eq(bytes, hn::Set(d, uint8_t{'"'})));
    hn::StoreMaskBits(d, delimits, at(&window.delimiters));
    hn::StoreMaskBits(d, hn::AndNot(delimits, unusual), at(&window.unusual));
  }
  return window;
}

// Cuts the first `count` cells out of `text`, each with a delimiter behind it.
// False: there is something unusual before the last of the delimiters, or not
// a whole window for it.
bool CutCells(absl::string_view text, uint8_t delimiter, size_t count,
              absl::string_view* cells) {
  size_t cell = 0;
  size_t begin = 0;
  for (size_t at = 0; at + kWindow <= text.size(); at += kWindow) {
    const Window window = LookAt(text.data() + at, delimiter);
    for (uint64_t bits = window.delimiters; bits != 0; bits &= bits - 1) {
      const size_t end = at + static_cast<size_t>(std::countr_zero(bits));
      cells[cell] = absl::string_view(text.data() + begin, end - begin);
      begin = end + 1;
      if (++cell < count) continue;
      const uint64_t before = (bits & -bits) - 1;
      return (window.unusual & before) == 0;
    }
    if (window.unusual != 0) return false;
  }
  return false;
}

// Reads `count` cells of a digit each, a delimiter in front of each. False: a
// byte is not as expected, a digit is above `largest`, or there are fewer cells
// than a vector has lanes.
bool ReadDigits(const char* cells, size_t count, uint8_t delimiter,
                uint8_t largest, uint8_t* codes) {
  const hn::ScalableTag<uint16_t> d;  // a lane: delimiter, and digit above it
  const hn::Repartition<uint8_t, decltype(d)> bytes;
  const hn::Rebind<int16_t, decltype(d)> signed_lanes;
  const hn::Rebind<uint8_t, decltype(d)> half;
  const size_t lanes = hn::Lanes(d);
  if (count < lanes) return false;
  const auto expected = hn::Set(d, static_cast<uint16_t>(delimiter | '0' << 8));
  auto seen = hn::Zero(d);
  auto most = hn::Zero(d);
  const auto read = [&](size_t at) {
    const auto* const from = reinterpret_cast<const uint8_t*>(cells) + 2 * at;
    const auto pairs =
        hn::Xor(hn::BitCast(d, hn::LoadU(bytes, from)), expected);
    seen = hn::Or(seen, pairs);
    most = hn::Max(most, pairs);
    const auto digits = hn::BitCast(signed_lanes, hn::ShiftRight<8>(pairs));
    hn::StoreU(hn::DemoteTo(half, digits), half, codes + at);
  };
  for (size_t at = 0; at + lanes < count; at += lanes) read(at);
  read(count - lanes);  // the last ones, of which some are read already
  // What is no digit differs from '0' by more than 9.
  const auto above =
      hn::SaturatedSub(most, hn::Set(d, static_cast<uint16_t>(largest << 8)));
  const auto not_delimited = hn::And(seen, hn::Set(d, uint16_t{0xFF}));
  return hn::AllTrue(d, hn::Eq(hn::Or(above, not_delimited), hn::Zero(d)));
}

}  // namespace HWY_NAMESPACE
}  // namespace cmmm::tables
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace cmmm::tables {
namespace {

HWY_EXPORT(CutCells);
HWY_EXPORT(ReadDigits);

// The largest m such that exactly '0' to '0' + m mean the codes 0 to m; -1
// when bytes mean something else.
int LargestDigit(const texts::GradeWords::ByteCodes& codes) {
  int count = 0;
  for (size_t byte = '0'; byte <= '9' && codes[byte] == count; ++byte) ++count;
  return count - 1;
}

// Whether `rest`, behind a record, begins with the end of a line.
bool EndsLine(absl::string_view rest) {
  return rest.substr(0, 1) == "\n" || rest.substr(0, 2) == "\r\n";
}

}  // namespace

PlainRecord::PlainRecord(int texts, int grades, char delimiter,
                         const texts::GradeWords::ByteCodes& codes)
    : texts_(static_cast<size_t>(texts)),
      codes_(static_cast<size_t>(grades)),
      delimiter_(delimiter),
      code_of_(codes),
      largest_digit_(LargestDigit(codes)) {}

size_t PlainRecord::Read(absl::string_view text) {
  if (texts_.empty() || codes_.empty() || delimiter_ == 0) return 0;
  const auto delimiter = static_cast<uint8_t>(delimiter_);
  if (!HWY_DYNAMIC_DISPATCH(CutCells)(text, delimiter, texts_.size(),
                                      texts_.data())) {
    return 0;
  }
  const char* const grades = texts_.back().data() + texts_.back().size();
  const size_t size =
      static_cast<size_t>(grades - text.data()) + 2 * codes_.size();
  if (text.size() <= size || !EndsLine(text.substr(size))) return 0;
  const bool digits = largest_digit_ >= 0 &&
                      HWY_DYNAMIC_DISPATCH(ReadDigits)(
                          grades, codes_.size(), delimiter,
                          static_cast<uint8_t>(largest_digit_), codes_.data());
  return digits || ReadBytes(grades) ? size : 0;
}

bool PlainRecord::ReadBytes(const char* grades) {
  uint8_t wrong = 0;
  for (size_t i = 0; i < codes_.size(); ++i) {
    const auto grade = static_cast<uint8_t>(grades[2 * i + 1]);
    wrong |= static_cast<uint8_t>(grades[2 * i] ^ delimiter_);
    wrong |= grade < ' ' ? 1 : 0;  // a blank, or the end of a line
    codes_[i] = code_of_[grade];
    wrong |= codes_[i] & 0x80;  // kNoGrade
  }
  return wrong == 0;
}

}  // namespace cmmm::tables
#endif  // HWY_ONCE
