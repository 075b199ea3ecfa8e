// Text as it is compared, whatever the keyboard, the program and the clipboard
// that it came through.
//
//   " 全部满足\u200E"   全部满足
//   "０．８"            0.8
//   "Fully　 satisfied" Fully satisfied
#ifndef CMMM_ENGINE_BASE_PLAIN_TEXT_H_
#define CMMM_ENGINE_BASE_PLAIN_TEXT_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace cmmm {

// Whether nobody sees the character: soft hyphens, zero-width spaces and
// joiners, marks of direction, selectors of variants, byte order marks.
bool IsInvisible(uint32_t code_point);

// `text` without what is blank or invisible at its ends, and nothing else
// changed: for what is kept as a person wrote it.
absl::string_view TrimBlanks(absl::string_view text);

// `text` without blanks around it, with inner blanks of any width as one space,
// full-width letters, digits and signs as ASCII, and without the characters
// that nobody sees. Bytes that are no UTF-8 stay as they are.
std::string PlainText(absl::string_view text);

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_PLAIN_TEXT_H_
