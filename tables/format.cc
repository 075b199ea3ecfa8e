#include "tables/format.h"

#include <algorithm>
#include <array>

#include <string>

#include "absl/strings/ascii.h"

namespace cmmm::tables {
namespace {

// In lower case, without its dot.
std::string ExtensionOf(absl::string_view path) {
  const size_t dot = path.rfind('.');
  return absl::AsciiStrToLower(
      dot == absl::string_view::npos ? "" : path.substr(dot + 1));
}

}  // namespace

bool IsWorkbookPath(absl::string_view path) {
  const std::string extension = ExtensionOf(path);
  return extension == "xlsx" || extension == "xlsm";
}

bool MayBeWorkbook(absl::string_view path) {
  const std::string extension = ExtensionOf(path);
  constexpr std::array<absl::string_view, 10> kNames = {
      "xlsx", "xlsm", "xltx", "xltm", "xls", "xlt", "xlsb", "et", "ett", "ods"};
  return std::find(kNames.begin(), kNames.end(), extension) != kNames.end();
}

bool FormatOfPath(absl::string_view path, Format* format) {
  const std::string extension = ExtensionOf(path);
  if (extension == "csv") {
    *format = Format::kCsv;
  } else if (extension == "tsv" || extension == "tab") {
    *format = Format::kTsv;
  } else if (extension == "jsonl" || extension == "ndjson") {
    *format = Format::kJsonl;
  } else {
    return false;
  }
  return true;
}

char DelimiterOf(Format format) { return format == Format::kTsv ? '\t' : ','; }

}  // namespace cmmm::tables
