#include "engine/base/violations.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/plain_text.h"
#include "engine/base/utf8.h"

namespace cmmm {

std::string ToString(const Violation& violation) {
  return absl::StrCat(violation.field_path,
                      violation.field_path.empty() ? "" : ": ",
                      violation.rule_id, ": ", violation.message);
}

std::string Printable(absl::string_view text, size_t most) {
  std::string out;
  while (!text.empty()) {
    const size_t length = Utf8Length(text);
    if (out.size() + (length == 0 ? 1 : length) > most) {
      return absl::StrCat(out, "…");
    }
    if (length == 0 || IsControl(text.substr(0, length))) {
      out.push_back('?');
      text.remove_prefix(length == 0 ? 1 : length);
    } else if (const uint32_t code = CodePointOf(text.substr(0, length));
               IsInvisible(code)) {
      absl::StrAppend(&out, "\\u", absl::Hex(code, absl::kZeroPad4));
      text.remove_prefix(length);
    } else {
      absl::StrAppend(&out, text.substr(0, length));
      text.remove_prefix(length);
    }
  }
  return out;
}

void Violations::Add(std::string field_path, absl::string_view rule_id,
                     absl::string_view value, std::string message, int index) {
  ++total_;
  if (listed_.size() >= kMaxListed) return;
  listed_.push_back({std::move(field_path), std::string(rule_id),
                     Printable(value), std::move(message), index});
}

void Violations::AddWithList(std::string field_path, absl::string_view rule_id,
                             absl::string_view value, absl::string_view message,
                             const Text& there_are) {
  Add(Violation{std::move(field_path), std::string(rule_id), Printable(value),
                absl::StrCat(message, kThereAre, there_are.en), -1,
                there_are.zh});
}

void Violations::Add(Violation violation) {
  ++total_;
  if (listed_.size() >= kMaxListed) return;
  listed_.push_back(std::move(violation));
}

}  // namespace cmmm
