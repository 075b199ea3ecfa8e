// Reading UTF-8 one character at a time.
#ifndef CMMM_ENGINE_BASE_UTF8_H_
#define CMMM_ENGINE_BASE_UTF8_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace cmmm {

// Bytes of the character at the front of `text`, 1 to 4; 0 when the front is
// not well-formed UTF-8 (overlong forms and surrogates are not).
// REQUIRES: `text` is not empty.
size_t Utf8Length(absl::string_view text);

// Whether every byte is below 0x80.
bool IsAscii(absl::string_view text);

// Whether the whole text is well formed.
bool IsUtf8(absl::string_view text);

// Characters in the text; a byte that is no UTF-8 counts as one.
size_t Utf8Characters(absl::string_view text);

// Whether `character`, the well-formed character at the front of a text, is a
// control character: U+0000 to U+001F or U+007F to U+009F.
bool IsControl(absl::string_view character);

// `text` without the byte order marks in front of it, which Notepad and others
// write; joined files have several.
absl::string_view WithoutByteOrderMarks(absl::string_view text);

// The code point of `character`, one that is well formed.
uint32_t CodePointOf(absl::string_view character);

// Columns a terminal uses: 2 for East Asian wide characters, else 1. Bytes
// that are no UTF-8 count 1.
int DisplayWidth(absl::string_view text);

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_UTF8_H_
