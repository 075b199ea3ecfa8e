#include "excel/number_format.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"

namespace cmmm::excel {
namespace {

// Where the format's next unit ends: a quoted text, a bracket, an escaped
// character, or one character.
size_t FormatUnit(absl::string_view code) {
  const char front = code.front();
  if (front == '"') return std::min(code.find('"', 1), code.size() - 1) + 1;
  if (front == '[') return std::min(code.find(']'), code.size() - 1) + 1;
  if (front == '\\' || front == '_' || front == '*') {
    return std::min<size_t>(2, code.size());
  }
  return 1;
}

bool IsElapsed(absl::string_view unit) {
  return unit.size() > 2 &&
         absl::AsciiStrToLower(unit.substr(1, unit.size() - 2))
                 .find_first_not_of("hms") == std::string::npos;
}

std::string DayText(int64_t days, bool from_1904) {
  if (days == 0 && !from_1904) return "1900-01-00";
  // The other calendar holds a 29 February 1900, which never was.
  const absl::CivilDay zero = from_1904   ? absl::CivilDay(1904, 1, 1)
                              : days < 60 ? absl::CivilDay(1899, 12, 31)
                                          : absl::CivilDay(1899, 12, 30);
  return absl::FormatCivilTime(zero + days);
}

// Without seconds where there are none.
std::string TimeText(int64_t seconds) {
  std::string text =
      absl::StrFormat("%d:%02d", seconds / 3600, seconds / 60 % 60);
  if (seconds % 60 != 0) absl::StrAppendFormat(&text, ":%02d", seconds % 60);
  return text;
}

}  // namespace

NumberFormat FormatOfCode(absl::string_view code) {
  std::string rest;
  while (!code.empty()) {
    const size_t length = FormatUnit(code);
    const absl::string_view unit = code.substr(0, length);
    if (unit.front() == '[' && IsElapsed(unit)) return NumberFormat::kElapsed;
    if (length == 1) rest.push_back(absl::ascii_tolower(unit.front()));
    code.remove_prefix(length);
  }
  if (absl::StrContains(rest, "%")) return NumberFormat::kPercent;
  if (absl::StrContains(rest, "general")) return NumberFormat::kNumber;
  if (rest.find_first_of("yd") != std::string::npos) return NumberFormat::kDay;
  // Alone, an m is a month; beside hours or seconds it is minutes.
  if (rest.find_first_of("hs") != std::string::npos) return NumberFormat::kTime;
  return absl::StrContains(rest, "m") ? NumberFormat::kDay
                                      : NumberFormat::kNumber;
}

NumberFormat FormatOfId(int id) {
  if (id == 46) return NumberFormat::kElapsed;
  if (id == 9 || id == 10) return NumberFormat::kPercent;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 ||
      id == 47 || id == 55 || id == 56) {
    return NumberFormat::kTime;
  }
  const bool is_day = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
                      (id >= 50 && id <= 58);
  return is_day ? NumberFormat::kDay : NumberFormat::kNumber;
}

std::string ShownText(double serial, NumberFormat format, bool from_1904) {
  constexpr double kDaysTo9999 = 2'958'466;
  constexpr int64_t kSecondsOfDay = 86'400;
  if (!(serial >= 0 && serial < kDaysTo9999)) return "";
  if (format == NumberFormat::kDay) {
    return DayText(static_cast<int64_t>(std::floor(serial)), from_1904);
  }
  const int64_t seconds = std::llround(serial * kSecondsOfDay);
  return TimeText(format == NumberFormat::kElapsed ? seconds
                                                   : seconds % kSecondsOfDay);
}

}  // namespace cmmm::excel
