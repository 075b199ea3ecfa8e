#include "tables/separator.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/base/plain_text.h"
#include "engine/base/utf8.h"
#include "tables/encoding.h"
#include "tables/table_layout.h"

namespace cmmm::tables {
namespace {

struct Separator {
  absl::string_view bytes;
  absl::string_view name;
};

constexpr std::array<Separator, 8> kSeparators = {{{"\t", "a tab"},
                                                   {";", ";"},
                                                   {",", ","},
                                                   {"|", "|"},
                                                   {"\x01", "the byte 1"},
                                                   {"，", "，"},
                                                   {"；", "；"},
                                                   {"^", "^"}}};

// Whether a column of enterprise ids is there once the record is cut so.
bool HasIds(absl::string_view header, absl::string_view separator) {
  const std::vector<absl::string_view> cells =
      absl::StrSplit(header, separator);
  return cells.size() > 1 &&
         std::any_of(cells.begin(), cells.end(), [](absl::string_view cell) {
           absl::ConsumePrefix(&cell, "\"");
           absl::ConsumeSuffix(&cell, "\"");
           return IsEnterpriseIdTitle(cell);
         });
}

void AddSeparator(absl::string_view name, absl::string_view bytes,
                  char delimiter, Violations* problems) {
  *problems = Violations();
  // The value stands in messages of every language.
  const bool is_sign = name == bytes;
  problems->Add(
      "", "header.separator",
      is_sign ? std::string(name) : absl::StrCat("0x", HexBytes(bytes)),
      absl::StrCat("the cells seem to be apart by ", name, " (0x",
                   HexBytes(bytes), "), where ",
                   delimiter == '\t' ? "TSV has tabs" : "CSV has commas",
                   bytes == "\t" ? "; name the file .tsv"
                                 : "; save it as CSV with commas"));
}

}  // namespace

bool ExplainSeparator(absl::string_view header, char delimiter,
                      Violations* problems) {
  const size_t line_end = header.find('\r');
  if (line_end != absl::string_view::npos) {
    *problems = Violations();
    problems->Add("", "header.line_ends", "CR",
                  "lines end in a carriage return alone (0x0D), where tables "
                  "have LF or CRLF; save it as CSV (UTF-8)");
    return true;
  }
  const std::string plain =
      absl::AsciiStrToLower(PlainText(WithoutByteOrderMarks(header)));
  if (absl::StartsWith(plain, "sep=") && plain.size() <= 5) {
    *problems = Violations();
    problems->Add("", "header.separator", plain.substr(4),
                  absl::StrCat("the first line is Excel's `", plain,
                               "` and no header; save it as CSV with commas, "
                               "without that line"));
    return true;
  }
  for (const Separator& separator : kSeparators) {
    if (separator.bytes == absl::string_view(&delimiter, 1)) continue;
    if (!HasIds(header, separator.bytes)) continue;
    AddSeparator(separator.name, separator.bytes, delimiter, problems);
    return true;
  }
  return false;
}

}  // namespace cmmm::tables
