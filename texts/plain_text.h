// Text as it is compared, whatever the keyboard, the program and the clipboard
// that it came through.
//
//   " 全部满足\u200E"   全部满足
//   "０．８"            0.8
//   "Fully　 satisfied" Fully satisfied
#ifndef CMMM_TEXTS_PLAIN_TEXT_H_
#define CMMM_TEXTS_PLAIN_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace cmmm::texts {

// `text` without blanks around it, with inner blanks of any width as one space,
// full-width letters, digits and signs as ASCII, and without the characters
// that nobody sees: soft hyphens, zero-width spaces and joiners, marks of
// direction, byte order marks. Bytes that are no UTF-8 stay as they are.
std::string PlainText(absl::string_view text);

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_PLAIN_TEXT_H_
