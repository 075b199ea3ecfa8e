#include "cli/options/china_date.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "engine/base/civil_date.h"

namespace cmmm::cli {

std::string ChinaDate(absl::Time time) {
  return absl::FormatTime("%E4Y-%m-%d", time, absl::FixedTimeZone(8 * 60 * 60));
}

MaybeFailure ReadDate(const std::string& option, std::string* date) {
  *date = option == kToday ? ChinaDate(absl::Now()) : option;
  if (*date == "none") date->clear();
  if (option == "none" || ParseCivilDate(*date).has_value()) {
    return std::nullopt;
  }
  return Failure{FailureKind::kUsage,
                 absl::StrCat("--date `", Printable(option),
                              "`: must be a day, YYYY-MM-DD, or today or none"),
                 absl::StrCat("--date “", Printable(option),
                              "”：须为日期（YYYY-MM-DD）、today 或 none")};
}

}  // namespace cmmm::cli
