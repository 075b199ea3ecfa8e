#include "texts/plain_text.h"

#include <cstdint>

#include "absl/strings/ascii.h"
#include "engine/base/utf8.h"

namespace cmmm::texts {
namespace {

// The code point of a well-formed character of at most three bytes; 0 for one
// of four.
uint32_t CodePoint(absl::string_view c) {
  const auto byte = [&](size_t i) {
    return static_cast<uint32_t>(static_cast<unsigned char>(c[i]));
  };
  switch (c.size()) {
    case 1:
      return byte(0);
    case 2:
      return (byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu);
    case 3:
      return (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 |
             (byte(2) & 0x3Fu);
    default:
      return 0;
  }
}

bool IsInvisible(uint32_t point) {
  return point == 0xAD || (point >= 0x200B && point <= 0x200F) ||
         (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF;
}

bool IsBlankPoint(uint32_t point) {
  return (point < 0x80 && absl::ascii_isspace(static_cast<uint8_t>(point))) ||
         point == 0xA0 || (point >= 0x2000 && point <= 0x200A) ||
         point == 0x202F || point == 0x205F || point == 0x3000;
}

}  // namespace

std::string PlainText(absl::string_view text) {
  std::string out;
  bool blank = false;  // there was one since the last character
  while (!text.empty()) {
    const size_t length = Utf8Length(text);
    const absl::string_view character = text.substr(0, length < 1 ? 1 : length);
    text.remove_prefix(character.size());
    const uint32_t point = length == 0 ? 0 : CodePoint(character);
    if (IsInvisible(point)) continue;
    if (IsBlankPoint(point)) {
      blank = true;
      continue;
    }
    if (blank && !out.empty()) out.push_back(' ');
    blank = false;
    if (point >= 0xFF01 && point <= 0xFF5E) {
      out.push_back(static_cast<char>(point - 0xFF01 + '!'));
    } else {
      out.append(character.data(), character.size());
    }
  }
  return out;
}

}  // namespace cmmm::texts
