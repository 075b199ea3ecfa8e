// What befell the server, as a line of the log beside those of calls (on one
// line):
//
//   {"time":"2026-11-23T08:15:42.000123Z","event":"tls_certificate",
//    "not_after":"2027-12-31T23:59:59Z"}
#ifndef CMMM_SERVICE_LOG_EVENT_H_
#define CMMM_SERVICE_LOG_EVENT_H_

#include <ctime>
#include <string>
#include <utility>
#include <vector>

namespace cmmm::service {

// On standard error, at once. Long texts are cut.
void LogEvent(const std::string& event,
              const std::vector<std::pair<std::string, std::string>>& about);

// Appends `"time":"2026-11-23T08:15:42.000123Z"`: now, UTC.
void AppendLogTime(std::string* out);

// `2027-12-31T23:59:59Z`.
std::string TimeText(std::time_t seconds);

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_LOG_EVENT_H_
