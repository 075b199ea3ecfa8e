#include "engine/model/check_text.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"
#include "engine/model/validate.h"

namespace cmmm {

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
  for (absl::string_view rest = text; !rest.empty();
       rest.remove_prefix(Utf8Length(rest))) {
    if (IsControl(rest.substr(0, Utf8Length(rest)))) {
      violations_->Add(path, "text.control_character", text,
                       "line breaks and control characters are refused");
      return;
    }
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
