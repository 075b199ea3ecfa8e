#include "engine/base/plain_text.h"

#include <cstdint>

#include "absl/strings/ascii.h"
#include "engine/base/utf8.h"

namespace cmmm {
namespace {

bool IsBlankPoint(uint32_t point) {
  return (point < 0x80 && absl::ascii_isspace(static_cast<uint8_t>(point))) ||
         point == 0x85 || point == 0xA0 || point == 0x1680 ||
         (point >= 0x2000 && point <= 0x200A) || point == 0x2028 ||
         point == 0x2029 || point == 0x202F || point == 0x205F ||
         point == 0x3000;
}

}  // namespace

bool IsInvisible(uint32_t point) {
  return point == 0xAD || point == 0x34F || point == 0x61C || point == 0x180E ||
         (point >= 0x200B && point <= 0x200F) ||
         (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2060 && point <= 0x206F) ||
         (point >= 0xFE00 && point <= 0xFE0F) || point == 0xFEFF ||
         (point >= 0xE0000 && point <= 0xE01EF);
}

absl::string_view TrimBlanks(absl::string_view text) {
  // Most texts have nothing at their ends that could go.
  const auto is_ascii_sign = [](char c) { return c > 0x20 && c < 0x7F; };
  if (!text.empty() && is_ascii_sign(text.front()) &&
      is_ascii_sign(text.back())) {
    return text;
  }
  const auto is_nothing = [](absl::string_view character) {
    const uint32_t point = CodePointOf(character);
    return IsBlankPoint(point) || IsInvisible(point);
  };
  size_t end = 0;  // behind the last character that is seen
  bool began = false;
  for (size_t at = 0; at < text.size();) {
    const size_t length = Utf8Length(text.substr(at));
    const size_t next = at + (length == 0 ? 1 : length);
    if (length == 0 || !is_nothing(text.substr(at, length))) {
      began = true;
      end = next;
    } else if (!began) {
      text.remove_prefix(next);
      at = 0;
      continue;
    }
    at = next;
  }
  return text.substr(0, end);
}

std::string PlainText(absl::string_view text) {
  std::string out;
  bool blank = false;  // there was one since the last character
  while (!text.empty()) {
    const size_t length = Utf8Length(text);
    const absl::string_view character = text.substr(0, length < 1 ? 1 : length);
    text.remove_prefix(character.size());
    const uint32_t point = length == 0 ? 0 : CodePointOf(character);
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

}  // namespace cmmm
