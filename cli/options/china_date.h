// The calendar of China, UTC+8 all year.
#ifndef CMMM_CLI_OPTIONS_CHINA_DATE_H_
#define CMMM_CLI_OPTIONS_CHINA_DATE_H_

#include <string>

#include "absl/time/time.h"

namespace cmmm::cli {

// The day in China at `time`, `YYYY-MM-DD`.
std::string ChinaDate(absl::Time time);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_OPTIONS_CHINA_DATE_H_
