// One structured line per call, as JSON, on standard error.
#ifndef CMMM_SERVER_CALL_LOG_H_
#define CMMM_SERVER_CALL_LOG_H_

#include <chrono>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"

namespace spdlog {
class logger;
}  // namespace spdlog

namespace cmmm {

struct CallRecord {
  absl::string_view method;  // `Score`
  absl::string_view code;    // `OK`, `INVALID_ARGUMENT`, ...
  absl::string_view reason;  // ErrorInfo.reason; empty when OK
  int64_t assessments = 0;   // scored or refused one by one
  size_t bytes_in = 0;
  size_t bytes_out = 0;
  std::chrono::nanoseconds elapsed{0};
};

// Thread-safe. Writing never blocks a call: lines go through a bounded queue
// to one writer thread, and when it overflows the oldest ones are dropped.
class CallLog {
 public:
  // `enabled` false: Write does nothing.
  explicit CallLog(bool enabled);
  ~CallLog();

  void Write(const CallRecord& record);

 private:
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace cmmm

#endif  // CMMM_SERVER_CALL_LOG_H_
