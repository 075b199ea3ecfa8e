// The calendar of China, UTC+8 all year.
#ifndef CMMM_CLI_OPTIONS_CHINA_DATE_H_
#define CMMM_CLI_OPTIONS_CHINA_DATE_H_

#include <string>

#include "absl/time/time.h"
#include "engine/base/failure.h"

namespace cmmm::cli {

// The day in China at `time`, `YYYY-MM-DD`: 2026-05-31 16:00 UTC is 2026-06-01.
// Whatever the time zone of the machine.
std::string ChinaDate(absl::Time time);

// What --date means: a day, `today` (in China) or `none`, which gives no day.
// Anything else is kUsage.
// `date` is empty for `none`. A day is one that exists, written YYYY-MM-DD.
MaybeFailure ReadDate(const std::string& option, std::string* date);

// The value of --date without one.
inline constexpr char kToday[] = "today";

}  // namespace cmmm::cli

#endif  // CMMM_CLI_OPTIONS_CHINA_DATE_H_
