#include "engine/base/utf8.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/strip.h"
#include "engine/base/count_where.h"

namespace cmmm {
namespace {

bool IsContinuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// Wide and full-width blocks that occur in Chinese text.
bool IsWide(uint32_t code) {
  return (code >= 0x1100 && code <= 0x115F) ||
         (code >= 0x2E80 && code <= 0xA4CF) ||
         (code >= 0xAC00 && code <= 0xD7A3) ||
         (code >= 0xF900 && code <= 0xFAFF) ||
         (code >= 0xFE30 && code <= 0xFE6F) ||
         (code >= 0xFF00 && code <= 0xFF60) ||
         (code >= 0xFFE0 && code <= 0xFFE6) ||
         (code >= 0x20000 && code <= 0x3FFFD);
}

}  // namespace

uint32_t CodePointOf(absl::string_view character) {
  const auto byte = [&](size_t i) {
    return static_cast<unsigned char>(character[i]);
  };
  if (character.size() == 1) return byte(0);
  uint32_t code = byte(0) & (0xFF >> (character.size() + 1));
  for (size_t i = 1; i < character.size(); ++i) {
    code = (code << 6) | (byte(i) & 0x3F);
  }
  return code;
}

absl::string_view WithoutByteOrderMarks(absl::string_view text) {
  while (absl::ConsumePrefix(&text, "\xEF\xBB\xBF")) {
  }
  return text;
}

size_t Utf8Length(absl::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return 1;
  size_t length = 0;
  if (first >= 0xC2 && first <= 0xDF) length = 2;
  if (first >= 0xE0 && first <= 0xEF) length = 3;
  if (first >= 0xF0 && first <= 0xF4) length = 4;
  if (length == 0 || text.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if (!IsContinuation(static_cast<unsigned char>(text[i]))) return 0;
  }
  const uint32_t code = CodePointOf(text.substr(0, length));
  if (length == 3 && (code < 0x800 || (code >= 0xD800 && code <= 0xDFFF))) {
    return 0;
  }
  if (length == 4 && (code < 0x10000 || code > 0x10FFFF)) return 0;
  return length;
}

bool IsAscii(absl::string_view text) {
  const char* const bytes = text.data();
  const auto is_high = [bytes](size_t i) {
    return static_cast<uint8_t>(bytes[i]) >= 0x80;
  };
  return CountWhere(text.size(), is_high) == 0;
}

bool IsUtf8(absl::string_view text) {
  while (!text.empty()) {
    const size_t length = Utf8Length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

size_t Utf8Characters(absl::string_view text) {
  size_t characters = 0;
  while (!text.empty()) {
    text.remove_prefix(std::max<size_t>(1, Utf8Length(text)));
    ++characters;
  }
  return characters;
}

bool IsControl(absl::string_view character) {
  const uint32_t code = CodePointOf(character);
  return code < 0x20 || (code >= 0x7F && code <= 0x9F);
}

int DisplayWidth(absl::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const size_t length = Utf8Length(text);
    if (length == 0) {
      ++width;
      text.remove_prefix(1);
      continue;
    }
    width += IsWide(CodePointOf(text.substr(0, length))) ? 2 : 1;
    text.remove_prefix(length);
  }
  return width;
}

}  // namespace cmmm
