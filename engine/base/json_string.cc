#include "engine/base/json_string.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"

namespace cmmm {
namespace {

// How many bytes at the front of `text` are ASCII that stands for itself.
size_t PlainLength(absl::string_view text) {
  const auto is_special = [](unsigned char c) {
    return c < 0x20 || c >= 0x80 || c == '"' || c == '\\';
  };
  return std::find_if(text.begin(), text.end(), is_special) - text.begin();
}

}  // namespace

void AppendJsonString(absl::string_view text, std::string* out) {
  out->push_back('"');
  while (!text.empty()) {
    if (const size_t plain = PlainLength(text); plain > 0) {
      out->append(text.data(), plain);
      text.remove_prefix(plain);
      continue;
    }
    const size_t length = Utf8Length(text);
    const char c = text[0];
    if (length == 0) {
      out->append("\\ufffd");
    } else if (c == '"' || c == '\\') {
      out->push_back('\\');
      out->push_back(c);
    } else if (length == 1 && static_cast<unsigned char>(c) < 0x20) {
      absl::StrAppend(out, "\\u", absl::Hex(c, absl::kZeroPad4));
    } else {
      out->append(text.data(), length);
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out->push_back('"');
}

std::string JsonString(absl::string_view text) {
  std::string out;
  AppendJsonString(text, &out);
  return out;
}

}  // namespace cmmm
