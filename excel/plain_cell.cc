#include "excel/plain_cell.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "engine/base/utf8.h"

namespace cmmm::excel {
namespace {

// Letters, digits and what else numbers have, as many as there are.
absl::string_view TakeWord(absl::string_view* rest) {
  size_t length = 0;
  while (length < rest->size()) {
    const char c = (*rest)[length];
    const bool in_word = absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
                         c == '.' || c == '-' || c == '+';
    if (!in_word) break;
    ++length;
  }
  const absl::string_view word = rest->substr(0, length);
  rest->remove_prefix(length);
  return word;
}

// `="WORD"`, each attribute once.
bool TakeValue(absl::string_view* rest, absl::string_view* value) {
  if (!value->empty() || !absl::ConsumePrefix(rest, "=\"")) return false;
  *value = TakeWord(rest);
  return !value->empty() && absl::ConsumePrefix(rest, "\"");
}

// As far as the next tag. XML has rules for control characters, `&`, `]]>`,
// U+FFFE and U+FFFF.
bool TakeText(absl::string_view* rest, absl::string_view* text) {
  const size_t length = rest->find('<');
  if (length == absl::string_view::npos) return false;
  *text = rest->substr(0, length);
  for (const char c : *text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == '&' || c == ']') {
      return false;
    }
  }
  rest->remove_prefix(length);
  return IsUtf8(*text) && !absl::StrContains(*text, "\xEF\xBF");
}

bool TakeAttributes(absl::string_view* rest, PlainCell* cell) {
  while (absl::ConsumePrefix(rest, " ")) {
    if (rest->empty()) return false;
    const char name = rest->front();
    rest->remove_prefix(1);
    absl::string_view* const value = name == 'r'   ? &cell->name
                                     : name == 's' ? &cell->style
                                     : name == 't' ? &cell->type
                                                   : nullptr;
    if (value == nullptr || !TakeValue(rest, value)) return false;
  }
  return true;
}

bool TakeContent(absl::string_view* rest, PlainCell* cell) {
  if (absl::ConsumePrefix(rest, "/>")) return true;
  if (absl::ConsumePrefix(rest, "><v>")) {
    cell->has_value = true;
    cell->value = TakeWord(rest);
    return absl::ConsumePrefix(rest, "</v></c>");
  }
  cell->has_text = true;
  return absl::ConsumePrefix(rest, "><is><t>") &&
         TakeText(rest, &cell->value) &&
         absl::ConsumePrefix(rest, "</t></is></c>");
}

}  // namespace

bool ReadPlainCell(absl::string_view xml, PlainCell* cell) {
  *cell = PlainCell();
  absl::string_view rest = xml;
  if (!absl::ConsumePrefix(&rest, "<c") || !TakeAttributes(&rest, cell) ||
      !TakeContent(&rest, cell)) {
    return false;
  }
  cell->size = xml.size() - rest.size();
  return true;
}

}  // namespace cmmm::excel
