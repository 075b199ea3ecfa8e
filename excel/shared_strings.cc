#include "excel/shared_strings.h"

#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace cmmm::excel {
namespace {

// The code unit of an escape `_xHHHH_` at the front; -1 without.
int EscapeAtFront(absl::string_view text) {
  uint32_t unit = 0;
  if (text.size() < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') {
    return -1;
  }
  for (const char digit : text.substr(2, 4)) {
    if (!absl::ascii_isxdigit(digit)) return -1;
  }
  if (!absl::SimpleHexAtoi(text.substr(2, 4), &unit)) return -1;
  return static_cast<int>(unit);
}

}  // namespace

std::string DecodeEscapes(absl::string_view text) {
  if (!absl::StrContains(text, "_x")) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const int unit = EscapeAtFront(text);
    // Characters beyond ASCII are never escaped; half of a pair has no UTF-8.
    if (unit >= 0 && unit < 0x80) {
      out.push_back(static_cast<char>(unit));
      text.remove_prefix(7);
    } else {
      out.push_back(text.front());
      text.remove_prefix(1);
    }
  }
  return out;
}

bool AppendRichText(size_t most, XmlReader* xml, std::string* text) {
  const int depth = xml->depth();
  int phonetic = 0;  // depth of the <rPh> it is in; 0: in none
  while (xml->NextWithin(depth)) {
    if (xml->depth() <= phonetic) phonetic = 0;
    if (phonetic != 0) continue;
    if (xml->name() == "rPh") {
      phonetic = xml->depth();
    } else if (xml->name() == "t" && !xml->AppendText(most, text)) {
      return false;
    }
  }
  return true;
}

MaybeViolation SharedStrings::Read(ZipArchive* archive, absl::string_view part,
                                   const XlsxLimits& limits) {
  XmlReader xml(archive, part);
  std::string text;
  while (xml.NextWithin(0)) {
    if (xml.name() != "si") continue;
    text.clear();
    if (!AppendRichText(kMaxCellBytes, &xml, &text)) {
      xml.Fail(MakeViolation(
          part, "workbook.text_too_long",
          absl::StrCat("a text has more than ", kMaxCellBytes, " bytes")));
    }
    absl::StrAppend(&all_, DecodeEscapes(text));
    ends_.push_back(all_.size());
    if (ends_.size() > limits.strings || all_.size() > limits.string_bytes) {
      xml.Fail(
          MakeViolation(part, "workbook.too_much",
                        absl::StrCat("more than ", limits.strings, " texts or ",
                                     limits.string_bytes, " bytes of text")));
    }
  }
  return xml.fault();
}

absl::string_view SharedStrings::operator[](size_t index) const {
  const size_t begin = index == 0 ? 0 : ends_[index - 1];
  return absl::string_view(all_).substr(begin, ends_[index] - begin);
}

}  // namespace cmmm::excel
