#include "service/process_metrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

namespace cmmm::service {
namespace {

// Where the fields of /proc/self/stat stand, after the name in brackets.
constexpr size_t kUserTicks = 11;
constexpr size_t kSystemTicks = 12;
constexpr size_t kStartTicks = 19;

std::string ReadProcFile(const char* path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<double> StatFields() {
  const std::string stat = ReadProcFile("/proc/self/stat");
  const size_t name_end = stat.rfind(')');
  if (name_end == std::string::npos || name_end + 4 > stat.size()) return {};
  std::vector<double> fields = {0};  // the state is a letter
  std::istringstream rest(stat.substr(name_end + 4));
  for (double field = 0; rest >> field;) fields.push_back(field);
  return fields;
}

double SecondsOf(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) +
         static_cast<double>(now.tv_nsec) / 1e9;
}

// When the machine started, in seconds since 1970.
double BootTime() {
  return SecondsOf(CLOCK_REALTIME) - SecondsOf(CLOCK_BOOTTIME);
}

}  // namespace

void WriteProcessMetrics(MetricsText* text) {
  const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  const std::vector<double> fields = StatFields();
  if (fields.size() > kStartTicks) {
    text->Single("process_cpu_seconds_total", MetricType::kCounter,
                 "Processor time, of user and system.",
                 (fields[kUserTicks] + fields[kSystemTicks]) / ticks);
    text->Single("process_start_time_seconds", MetricType::kGauge,
                 "Start of the process, in seconds since 1970.",
                 BootTime() + fields[kStartTicks] / ticks);
  }
  std::istringstream pages(ReadProcFile("/proc/self/statm"));
  double size = 0;
  double resident = 0;
  if (pages >> size >> resident) {
    text->Single("process_resident_memory_bytes", MetricType::kGauge,
                 "Memory in use.",
                 resident * static_cast<double>(sysconf(_SC_PAGESIZE)));
  }
  std::error_code error;
  double open = 0;
  for (std::filesystem::directory_iterator at("/proc/self/fd", error), end;
       !error && at != end; at.increment(error)) {
    ++open;
  }
  text->Single("process_open_fds", MetricType::kGauge, "Open descriptors.",
               open);
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    text->Single("process_max_fds", MetricType::kGauge,
                 "Descriptors that may be open.",
                 static_cast<double>(limit.rlim_cur));
  }
}

}  // namespace cmmm::service
