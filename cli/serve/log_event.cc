#include "cli/serve/log_event.h"

#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/base/violations.h"

namespace cmmm::cli {
namespace {

constexpr size_t kMaxTextBytes = 400;

}  // namespace

void LogEvent(const std::string& event,
              const std::vector<std::pair<std::string, std::string>>& about) {
  std::string line = absl::StrCat(R"({"event":")", event, "\"");
  for (const auto& [name, value] : about) {
    absl::StrAppend(&line, ",\"", name, "\":\"",
                    absl::StrReplaceAll(Printable(value, kMaxTextBytes),
                                        {{"\\", "\\\\"}, {"\"", "\\\""}}),
                    "\"");
  }
  std::cerr << line << "}" << std::endl;
}

std::string TimeText(std::time_t seconds) {
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[40];
  return {text, std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

}  // namespace cmmm::cli
