// The one place that escapes text for JSON.
#ifndef CMMM_ENGINE_BASE_JSON_STRING_H_
#define CMMM_ENGINE_BASE_JSON_STRING_H_

#include <string>

#include "absl/strings/string_view.h"

namespace cmmm {

// Appends `text` as a JSON string (RFC 8259): in quotes, with `"`, `\` and
// control characters escaped, everything else as it is. Bytes that are no UTF-8
// become U+FFFD.
void AppendJsonString(absl::string_view text, std::string* out);

// The same as a string of its own.
std::string JsonString(absl::string_view text);

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_JSON_STRING_H_
