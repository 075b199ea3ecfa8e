#include "tables/encoding.h"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"

namespace cmmm::tables {
namespace {

constexpr std::array<const char*, 6> kNames = {
    "auto", "utf-8", "utf-16le", "utf-16be", "gb18030", "big5"};
// One character of so many may be rare in GB18030 without a doubt.
constexpr size_t kRareShare = 7;
constexpr size_t kSample = 256;  // bytes looked at for UTF-16 without a mark
constexpr size_t kLongestCharacter = 4;

// Whether every second byte of the front, from `first` on, is zero and no
// other is: ASCII, as column names are, in UTF-16.
bool HasZerosFrom(absl::string_view window, size_t first) {
  const absl::string_view front =
      window.substr(0, window.find('\n') == absl::string_view::npos
                           ? kSample
                           : std::min(kSample, window.find('\n')));
  if (front.size() < 4) return false;
  size_t zeros = 0;
  for (size_t i = 0; i < front.size(); ++i) {
    if (front[i] != 0) continue;
    if (i % 2 != first) return false;
    ++zeros;
  }
  return zeros * 4 >= front.size();
}

absl::string_view FirstLine(absl::string_view text) {
  return text.substr(0, text.find('\n'));
}

// The first line of `window` as GB18030; empty when it is none.
std::optional<std::string> AsGb18030(absl::string_view window) {
  Converter converter(Encoding::kGb18030);
  std::string text;
  size_t bad = 0;
  const auto used = converter.Convert(window, &text, &bad);
  if (!used.has_value() || window.size() - *used >= kLongestCharacter) {
    return std::nullopt;
  }
  return text;
}

}  // namespace

std::optional<Encoding> ParseEncoding(absl::string_view name) {
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (name == kNames[i]) return static_cast<Encoding>(i);
  }
  return std::nullopt;
}

const char* EncodingName(Encoding encoding) {
  return kNames[static_cast<size_t>(encoding)];
}

Encoding DetectEncoding(absl::string_view window, const KnownHeader& known) {
  for (const Encoding marked :
       {Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be}) {
    if (ByteOrderMarkLength(window, marked) > 0) return marked;
  }
  if (HasZerosFrom(window, 1)) return Encoding::kUtf16Le;
  if (HasZerosFrom(window, 0)) return Encoding::kUtf16Be;
  const bool utf8 = FirstInvalidUtf8(window, true) == absl::string_view::npos;
  if (utf8 && (IsAscii(window) || known(FirstLine(window)))) {
    return Encoding::kUtf8;
  }
  const std::optional<std::string> gb18030 = AsGb18030(window);
  if (gb18030.has_value() && (!utf8 || known(FirstLine(*gb18030)))) {
    return Encoding::kGb18030;
  }
  return utf8 ? Encoding::kUtf8 : Encoding::kAuto;
}

bool IsDoubtfulGb18030(absl::string_view window) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(window[i]); };
  size_t characters = 0;
  size_t rare = 0;
  for (size_t i = 0; i + 1 < window.size(); ++i) {
    if (byte(i) < 0x80) continue;
    if (byte(i + 1) >= '0' && byte(i + 1) <= '9') {  // four bytes
      ++characters;
      ++rare;
      i += 3;
      continue;
    }
    ++characters;
    const bool is_gb2312 =
        byte(i) >= 0xA1 && byte(i) <= 0xF7 && byte(i + 1) >= 0xA1;
    rare += is_gb2312 ? 0 : 1;
    ++i;
  }
  return rare * kRareShare > characters;
}

size_t ByteOrderMarkLength(absl::string_view window, Encoding encoding) {
  const auto starts = [&](absl::string_view mark) {
    return window.substr(0, mark.size()) == mark ? mark.size() : 0;
  };
  if (encoding == Encoding::kUtf8) return starts("\xEF\xBB\xBF");
  if (encoding == Encoding::kUtf16Le) return starts("\xFF\xFE");
  if (encoding == Encoding::kUtf16Be) return starts("\xFE\xFF");
  return 0;
}

size_t FirstInvalidUtf8(absl::string_view text, bool may_go_on) {
  size_t at = 0;
  while (at < text.size()) {
    const size_t length = Utf8Length(text.substr(at));
    if (length == 0) break;
    at += length;
  }
  if (at == text.size()) return absl::string_view::npos;
  const absl::string_view rest = text.substr(at);
  if (may_go_on && rest.size() < kLongestCharacter) {
    // Cut off when bytes can follow that make it a character.
    for (const char* tail : {"\x80", "\x80\x80", "\x80\x80\x80", "\x90\x80\x80",
                             "\xA0\x80", "\xBF", "\xBF\x80"}) {
      if (Utf8Length(absl::StrCat(rest, tail)) > rest.size()) {
        return absl::string_view::npos;
      }
    }
  }
  return at;
}

std::string HexBytes(absl::string_view text) {
  std::string hex;
  for (const char byte : text.substr(0, kLongestCharacter)) {
    absl::StrAppend(&hex, hex.empty() ? "" : " ",
                    absl::Hex(static_cast<uint8_t>(byte), absl::kZeroPad2));
  }
  return hex;
}

Converter::Converter(Encoding from)
    : handle_(iconv_open("UTF-8", EncodingName(from))) {}

Converter::~Converter() { iconv_close(handle_); }

std::optional<size_t> Converter::Convert(absl::string_view bytes,
                                         std::string* text, size_t* bad) {
  constexpr size_t kPiece = 64 << 10;
  std::string piece(kPiece, '\0');
  char* in = const_cast<char*>(bytes.data());  // NOLINT: iconv's type
  size_t in_left = bytes.size();
  while (in_left > 0) {
    char* out = piece.data();
    size_t out_left = piece.size();
    const size_t result = iconv(handle_, &in, &in_left, &out, &out_left);
    const int error = errno;
    text->append(piece.data(), piece.size() - out_left);
    if (result != static_cast<size_t>(-1) || error == E2BIG) continue;
    if (error == EINVAL) break;  // cut off at the end
    *bad = bytes.size() - in_left;
    return std::nullopt;
  }
  return bytes.size() - in_left;
}

}  // namespace cmmm::tables
