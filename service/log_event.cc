#include "service/log_event.h"

#include <iostream>

#include "absl/strings/str_cat.h"
#include "engine/base/json_string.h"
#include "engine/base/violations.h"

namespace cmmm::service {
namespace {

constexpr size_t kMaxEventTextBytes = 400;

// `2026-11-23T08:15:42`, UTC, worked out once a second.
const std::string& SecondText(std::time_t now) {
  thread_local std::time_t second = 0;
  thread_local std::string text;
  if (now != second) {
    char buffer[32];
    std::tm utc{};
    gmtime_r(&now, &utc);
    text.assign(buffer, std::strftime(buffer, sizeof(buffer),
                                      "%Y-%m-%dT%H:%M:%S", &utc));
    second = now;
  }
  return text;
}

}  // namespace

void AppendLogTime(std::string* out) {
  std::timespec now{};
  std::timespec_get(&now, TIME_UTC);
  absl::StrAppend(out, "\"time\":\"", SecondText(now.tv_sec), ".",
                  absl::Dec(now.tv_nsec / 1000, absl::kZeroPad6), "Z\"");
}

void LogEvent(const std::string& event,
              const std::vector<std::pair<std::string, std::string>>& about) {
  std::string line = "{";
  AppendLogTime(&line);
  absl::StrAppend(&line, ",\"event\":\"", event, "\"");
  for (const auto& [name, value] : about) {
    absl::StrAppend(&line, ",\"", name, "\":");
    AppendJsonString(Printable(value, kMaxEventTextBytes), &line);
  }
  // In one piece: others write there, too.
  line += "}\n";
  std::cerr << line << std::flush;
}

std::string TimeText(std::time_t seconds) { return SecondText(seconds) + "Z"; }

}  // namespace cmmm::service
