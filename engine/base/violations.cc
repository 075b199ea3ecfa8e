#include "engine/base/violations.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"

namespace cmmm {
namespace {

constexpr size_t kMaxValueBytes = 80;

}  // namespace

std::string ToString(const Violation& violation) {
  return absl::StrCat(violation.field_path,
                      violation.field_path.empty() ? "" : ": ",
                      violation.rule_id, ": ", violation.message);
}

std::string Printable(absl::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t length = Utf8Length(text);
    if (out.size() + (length == 0 ? 1 : length) > kMaxValueBytes) {
      return absl::StrCat(out, "…");
    }
    const bool control =
        length == 1 &&
        (static_cast<unsigned char>(text[0]) < 0x20 || text[0] == 0x7f);
    if (length == 0 || control) {
      out.push_back('?');
      text.remove_prefix(1);
    } else {
      absl::StrAppend(&out, text.substr(0, length));
      text.remove_prefix(length);
    }
  }
  return out;
}

void Violations::Add(std::string field_path, absl::string_view rule_id,
                     absl::string_view value, std::string message) {
  ++total_;
  if (listed_.size() >= kMaxListed) return;
  listed_.push_back({std::move(field_path), std::string(rule_id),
                     Printable(value), std::move(message)});
}

}  // namespace cmmm
