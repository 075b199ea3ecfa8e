#include "engine/model/check_text.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"
#include "engine/model/validate.h"

namespace cmmm {
namespace {

bool IsLineBreak(absl::string_view character) {
  return character == "\n" || character == "\r";
}

std::string CodeOf(absl::string_view character) {
  return absl::StrCat("U+", absl::Hex(CodePointOf(character), absl::kZeroPad4));
}

// `text` with what cannot be seen by its code: `two\u000alines`.
// REQUIRES: IsUtf8(text).
std::string WithCodes(absl::string_view text) {
  std::string shown;
  for (; !text.empty(); text.remove_prefix(Utf8Length(text))) {
    const absl::string_view character = text.substr(0, Utf8Length(text));
    if (IsControl(character)) {
      absl::StrAppend(&shown, "\\u",
                      absl::Hex(CodePointOf(character), absl::kZeroPad4));
    } else {
      absl::StrAppend(&shown, character);
    }
  }
  return shown;
}

}  // namespace

void TextChecker::Check(const std::string& path,
                        const v1::LocalizedText& text) {
  CheckLanguage(absl::StrCat(path, ".zh"), "text.zh_missing", text.zh());
  CheckLanguage(absl::StrCat(path, ".en"), "text.en_missing", text.en());
}

void TextChecker::CheckContent(const std::string& path,
                               const std::string& text) {
  if (text.size() > static_cast<size_t>(kMaxTextBytes)) {
    violations_->Add(
        path, "text.too_long", text,
        absl::StrCat("at most ", kMaxTextBytes, " bytes, got ", text.size()));
  }
  if (!IsUtf8(text)) {
    violations_->Add(path, "text.not_utf8", text, "not valid UTF-8");
    return;
  }
  size_t before = 0;
  for (absl::string_view rest = text; !rest.empty();
       rest.remove_prefix(Utf8Length(rest)), ++before) {
    const absl::string_view character = rest.substr(0, Utf8Length(rest));
    if (!IsControl(character)) continue;
    violations_->Add(path, "text.control_character", WithCodes(text),
                     IsLineBreak(character)
                         ? absl::StrCat("has a line break behind ", before,
                                        " characters, which is refused")
                         : absl::StrCat("has the control character ",
                                        CodeOf(character), " behind ", before,
                                        " characters, which is refused"));
    return;
  }
}

void TextChecker::CheckLanguage(const std::string& path,
                                const char* missing_rule,
                                const std::string& text) {
  if (text.find_first_not_of(' ') == std::string::npos) {
    violations_->Add(path, missing_rule, text, "the text is missing");
    return;
  }
  CheckContent(path, text);
}

}  // namespace cmmm
