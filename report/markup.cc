#include "report/markup.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"

namespace cmmm::report {
namespace {

constexpr char kReplacement[] = "\xEF\xBF\xBD";

bool IsAllowed(absl::string_view character) {
  if (character == "\t" || character == "\n" || character == "\r") return true;
  // XML also leaves out U+FFFE and U+FFFF.
  return !IsControl(character) && character != "\xEF\xBF\xBE" &&
         character != "\xEF\xBF\xBF";
}

void AppendCharacter(absl::string_view character, std::string* out) {
  if (character == "&") {
    out->append("&amp;");
  } else if (character == "<") {
    out->append("&lt;");
  } else if (character == ">") {
    out->append("&gt;");
  } else if (character == "\"") {
    out->append("&quot;");
  } else if (IsAllowed(character)) {
    out->append(character.data(), character.size());
  } else {
    out->append(kReplacement);
  }
}

std::string Escaped(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const size_t length = Utf8Length(text);
    if (length == 0) {
      out.append(kReplacement);
      text.remove_prefix(1);
      continue;
    }
    AppendCharacter(text.substr(0, length), &out);
    text.remove_prefix(length);
  }
  return out;
}

// Elements that never have content, and those of our drawings.
bool ClosesItself(absl::string_view name) {
  static const auto* const kNames = new std::set<std::string>{
      "br", "hr", "meta", "circle", "line", "path", "polygon", "rect"};
  return kNames->count(std::string(name)) > 0;
}

}  // namespace

Markup::Markup(absl::string_view text) : html_(Escaped(text)) {}
Markup::Markup(const std::string& text) : html_(Escaped(text)) {}
Markup::Markup(const char* text) : html_(Escaped(text)) {}

Markup Element(absl::string_view name, const Attributes& attributes,
               const Markup& content) {
  const size_t dot = name.find('.');
  const absl::string_view tag = name.substr(0, dot);
  Markup element;
  std::string& html = element.html_;
  absl::StrAppend(&html, "<", tag);
  if (dot != absl::string_view::npos) {
    absl::StrAppend(&html, " class=\"", Escaped(name.substr(dot + 1)), "\"");
  }
  for (const auto& [key, value] : attributes) {
    absl::StrAppend(&html, " ", key, "=\"", Escaped(value), "\"");
  }
  if (ClosesItself(tag)) {
    html += "/>";
  } else {
    absl::StrAppend(&html, ">", content.html_, "</", tag, ">");
  }
  return element;
}

Markup Element(absl::string_view name, const Markup& content) {
  return Element(name, {}, content);
}

std::string Document(const Markup& root) {
  return absl::StrCat("<!DOCTYPE html>\n", root.html(), "\n");
}

}  // namespace cmmm::report
