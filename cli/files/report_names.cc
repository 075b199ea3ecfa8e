#include "cli/files/report_names.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace cmmm::cli {
namespace {

constexpr size_t kMostNameBytes = 200;

// CON, COM1.txt and the like are devices on Windows, whatever follows a dot.
bool IsReserved(absl::string_view name) {
  const std::string stem =
      absl::AsciiStrToUpper(name.substr(0, name.find('.')));
  for (const char* device : {"CON", "PRN", "AUX", "NUL"}) {
    if (stem == device) return true;
  }
  return stem.size() == 4 && absl::ascii_isdigit(stem[3]) &&
         (stem.substr(0, 3) == "COM" || stem.substr(0, 3) == "LPT");
}

std::string HarmlessName(const std::string& id) {
  std::string name;
  for (const char c : id) {
    const auto byte = static_cast<unsigned char>(c);
    const bool begins_character = (byte & 0xC0) != 0x80;
    if (begins_character && name.size() >= kMostNameBytes) break;
    const bool plain = byte >= 0x80 || absl::ascii_isalnum(byte) || c == '-' ||
                       (c == '.' && !name.empty());
    name.push_back(plain ? c : '_');
  }
  if (name.empty()) name.push_back('_');
  return name;
}

}  // namespace

std::string ReportNames::Take(const std::string& id) {
  return TakeStem(HarmlessName(id));
}

std::string ReportNames::TakeStem(const std::string& stem) {
  std::string name = stem;
  if (IsReserved(name)) {
    const size_t dot = std::min(name.find('.'), name.size());
    name = absl::StrCat(name.substr(0, dot), "_", name.substr(dot));
  }
  std::string distinct = name;
  for (int number = 2; !taken_.insert(absl::AsciiStrToLower(distinct)).second;
       ++number) {
    distinct = absl::StrCat(name, "-", number);
  }
  return absl::StrCat(distinct, ".html");
}

}  // namespace cmmm::cli
