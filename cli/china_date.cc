#include "cli/china_date.h"

#include <string>

namespace cmmm {

std::string ChinaDate(absl::Time time) {
  return absl::FormatTime("%E4Y-%m-%d", time, absl::FixedTimeZone(8 * 60 * 60));
}

}  // namespace cmmm
