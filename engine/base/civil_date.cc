#include "engine/base/civil_date.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace cmmm {
namespace {

constexpr absl::string_view kForm = "0000-00-00";

bool HasForm(absl::string_view text) {
  return text.size() == kForm.size() &&
         std::equal(text.begin(), text.end(), kForm.begin(),
                    [](char c, char f) {
                      return f == '0' ? absl::ascii_isdigit(c) : c == f;
                    });
}

// REQUIRES: digits only.
int ToInt(absl::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

}  // namespace

std::optional<CivilDate> ParseCivilDate(absl::string_view text) {
  if (!HasForm(text)) return std::nullopt;
  const int year = ToInt(text.substr(0, 4));
  const int month = ToInt(text.substr(5, 2));
  const int day = ToInt(text.substr(8, 2));
  const CivilDate date(year, month, day);
  // A day that does not exist becomes another one.
  if (year == 0 || date.year() != year || date.month() != month ||
      date.day() != day) {
    return std::nullopt;
  }
  return date;
}

int64_t DaysBetween(CivilDate from, CivilDate to) { return to - from; }

}  // namespace cmmm
