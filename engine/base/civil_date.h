// Days of the calendar, without a clock and without a time zone.
//
//   std::optional<CivilDate> day = ParseCivilDate("2024-02-29");
//   DaysBetween(*day, *ParseCivilDate("2024-03-01"));  // 1
#ifndef CMMM_ENGINE_BASE_CIVIL_DATE_H_
#define CMMM_ENGINE_BASE_CIVIL_DATE_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace cmmm {

using CivilDate = absl::CivilDay;

// A day that exists, written `YYYY-MM-DD`, years 0001 to 9999; nothing for
// anything else (`2022-02-30`, `2022-2-3`, blanks).
std::optional<CivilDate> ParseCivilDate(absl::string_view text);

// Days from `from` to `to`; negative when `to` is earlier.
int64_t DaysBetween(CivilDate from, CivilDate to);

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_CIVIL_DATE_H_
