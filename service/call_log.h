// One structured line per call, as JSON, on standard error.
//
//   {"time":"2026-11-23T08:15:42.000123Z","method":"Score","code":"OK",
//    "reason":"","peer":"203.0.113.9","tenant":"hunan",
//    "request_id":"3f9a01c2…","trace_id":"4bf92f35…","span_id":"00f067aa…",
//    "user_agent":"grpc-python/1.51.1","assessments":1,"bytes_in":230,
//    "bytes_out":305,"us":21.4,"queue_us":0.0,"work_us":12.0,
//    "deadline_ms":4999}
//
// (on one line). `tenant`, the ids of a trace, `user_agent`, `work_us` and
// `deadline_ms` are left out where there is none. Nothing of an answer or of
// who was assessed is ever in it.
#ifndef CMMM_SERVICE_CALL_LOG_H_
#define CMMM_SERVICE_CALL_LOG_H_

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "absl/strings/string_view.h"
#include "service/caller.h"

namespace cmmm::service {

// Views: for the time of Write and Count.
struct CallRecord {
  absl::string_view method;  // `Score`; printable, without quotes
  absl::string_view code;    // `OK`, `INVALID_ARGUMENT`, ...
  absl::string_view reason;  // ErrorInfo.reason; empty when OK
  // Who called; must live until the line is written. Null: nobody knows.
  const Caller* caller = nullptr;
  int64_t assessments = 0;  // scored or refused one by one
  size_t bytes_in = 0;
  size_t bytes_out = 0;
  // From its arrival until its reply goes. Of that: waiting for a thread of
  // the pool, and working.
  std::chrono::nanoseconds elapsed{0};
  std::chrono::nanoseconds queued{0};
  std::optional<std::chrono::nanoseconds> worked;
  // How long somebody would have waited still; below 0: he had gone.
  std::optional<std::chrono::milliseconds> deadline_left;
};

// Thread-safe. Writing costs a call a few hundred nanoseconds: lines are
// gathered in memory and written several times a second by a thread of their
// own, whole lines at a time. A reader that is slow, hangs or has gone harms no
// call: what cannot be written is dropped, and a line `{"dropped_lines":N}`
// says how many as soon as one can be.
// 4 MiB of lines wait at most; what comes beyond that is dropped and counted.
class CallLog {
 public:
  // `enabled` false: Write does nothing.
  // The descriptor stays the caller's.
  explicit CallLog(bool enabled, int descriptor = 2);
  // Writes what is left, unless the reader hangs.
  ~CallLog();
  CallLog(const CallLog&) = delete;
  CallLog& operator=(const CallLog&) = delete;

  void Write(const CallRecord& record);

  // Lines that could not be written so far.
  int64_t dropped_lines() const { return all_dropped_; }

 private:
  // The thread: every 100 ms what was gathered, as long as the reader takes it.
  void WriteBatches();

  const int descriptor_;
  std::mutex mutex_;
  std::condition_variable stopping_;
  bool stop_ = false;          // guarded by mutex_
  std::string batch_;          // guarded by mutex_
  int64_t dropped_lines_ = 0;  // guarded by mutex_, not told yet
  std::atomic<int64_t> all_dropped_{0};
  std::thread writer_;
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_CALL_LOG_H_
