// What befell the server, as a line of the log beside those of calls:
// `{"event":"tls_certificate","not_after":"2027-12-31T23:59:59Z"}`.
#ifndef CMMM_CLI_SERVE_LOG_EVENT_H_
#define CMMM_CLI_SERVE_LOG_EVENT_H_

#include <ctime>
#include <string>
#include <utility>
#include <vector>

namespace cmmm::cli {

// On standard error, at once.
void LogEvent(const std::string& event,
              const std::vector<std::pair<std::string, std::string>>& about);

// `2027-12-31T23:59:59Z`.
std::string TimeText(std::time_t seconds);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_SERVE_LOG_EVENT_H_
