// One structured line per call, as JSON, on standard error.
#ifndef CMMM_SERVER_CALL_LOG_H_
#define CMMM_SERVER_CALL_LOG_H_

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "absl/strings/string_view.h"

namespace spdlog {
class logger;
}  // namespace spdlog

namespace cmmm::server {

struct CallRecord {
  absl::string_view method;  // `Score`
  absl::string_view code;    // `OK`, `INVALID_ARGUMENT`, ...
  absl::string_view reason;  // ErrorInfo.reason; empty when OK
  int64_t assessments = 0;   // scored or refused one by one
  size_t bytes_in = 0;
  size_t bytes_out = 0;
  std::chrono::nanoseconds elapsed{0};
};

// Thread-safe. Writing costs a call a few hundred nanoseconds: lines are
// gathered in memory and written several times a second by a thread of their
// own. When that cannot keep up, whole lines are dropped and a line
// `{"dropped_lines":N}` says how many.
class CallLog {
 public:
  // `enabled` false: Write does nothing.
  explicit CallLog(bool enabled);
  // Writes what is left.
  ~CallLog();

  void Write(const CallRecord& record);

 private:
  void WriteBatches();

  std::shared_ptr<spdlog::logger> logger_;
  std::mutex mutex_;
  std::condition_variable stopping_;
  bool stop_ = false;          // guarded by mutex_
  std::string batch_;          // guarded by mutex_
  int64_t dropped_lines_ = 0;  // guarded by mutex_
  std::thread writer_;
};

}  // namespace cmmm::server

#endif  // CMMM_SERVER_CALL_LOG_H_
