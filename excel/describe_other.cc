#include "excel/describe_other.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "excel/refuse_workbook.h"

namespace cmmm::excel {
namespace {

struct Kind {
  absl::string_view begin;  // its first bytes
  absl::string_view name;
  absl::string_view words;
};

constexpr std::array<Kind, 8> kKinds = {{
    {"%PDF", "PDF", "a PDF document"},
    {"{\\rtf", "RTF", "a text document (RTF)"},
    {"\x89PNG", "PNG", "a picture"},
    {"\xFF\xD8\xFF", "JPEG", "a picture"},
    {"GIF8", "GIF", "a picture"},
    {"Rar!", "RAR", "a RAR archive"},
    {"7z\xBC\xAF", "7z", "a 7z archive"},
    {"\x1F\x8B", "gzip", "a gzip archive"},
}};

constexpr size_t kLooked = 4096;

Violation OtherThanXlsx(absl::string_view name, absl::string_view words) {
  Violation violation = MakeViolation(
      "", "workbook.not_xlsx",
      absl::StrCat("this is no workbook but ", words,
                   "; open it with Excel or WPS and save it as .xlsx"));
  violation.value = std::string(name);
  return violation;
}

// The stream of Excel 2 to 5 without a container: a BOF record.
bool IsOldStream(absl::string_view bytes) {
  return bytes.size() > 4 && bytes[0] == '\x09' &&
         absl::StrContains(absl::string_view("\x00\x02\x04\x08", 4), bytes[1]);
}

// Text has none of the control characters that files of programs have.
bool IsText(absl::string_view bytes) {
  return std::none_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' &&
           c != '\r' && c != '\f';
  });
}

}  // namespace

Violation DescribeOther(absl::string_view bytes) {
  const absl::string_view all = bytes;
  bytes = bytes.substr(0, kLooked);
  absl::string_view text = absl::StripLeadingAsciiWhitespace(
      absl::StripPrefix(bytes, "\xEF\xBB\xBF"));
  if (text.empty()) return OtherThanXlsx("0 B", "an empty file");
  for (const Kind& kind : kKinds) {
    if (absl::StartsWith(bytes, kind.begin)) {
      return OtherThanXlsx(kind.name, kind.words);
    }
  }
  if (IsOldStream(bytes)) {
    return MakeViolation("", "workbook.old_xls",
                         "this is the format of Excel 2 to 5 (.xls); save it "
                         "as .xlsx");
  }
  // UTF-16 has zeros between the letters.
  std::string letters(text);
  letters.erase(std::remove(letters.begin(), letters.end(), '\0'),
                letters.end());
  letters = absl::AsciiStrToLower(letters);
  for (const char* tag : {"<html", "<table", "<!doctype html", "<meta"}) {
    if (absl::StrContains(letters, tag)) {
      return OtherThanXlsx("HTML", "a web page (HTML)");
    }
  }
  if (absl::StrContains(letters, "urn:schemas-microsoft-com:office:spread")) {
    return OtherThanXlsx("XML", "an XML spreadsheet of Excel 2003");
  }
  if (absl::StartsWith(all, "\xFF\xFE") || absl::StartsWith(all, "\xFE\xFF") ||
      IsText(bytes)) {
    return OtherThanXlsx("CSV/TXT", "a text, such as CSV");
  }
  return OtherThanXlsx("", "something else");
}

}  // namespace cmmm::excel
