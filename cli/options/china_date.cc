#include "cli/options/china_date.h"

#include <string>

namespace cmmm::cli {

std::string ChinaDate(absl::Time time) {
  return absl::FormatTime("%E4Y-%m-%d", time, absl::FixedTimeZone(8 * 60 * 60));
}

}  // namespace cmmm::cli
