// Which calls a server still takes: ScoreStream calls up to a number, and
// none at all once it drains.
#ifndef CMMM_SERVER_ADMISSION_H_
#define CMMM_SERVER_ADMISSION_H_

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>

#include "engine/base/refusal.h"

namespace cmmm::server {

// Thread-safe. gRPC itself cancels calls that arrive while it shuts down, and
// a client cannot tell that from its own cancelling; so calls are refused
// here, with UNAVAILABLE, until the streams have ended.
class Admission {
 public:
  explicit Admission(int max_streams) : max_streams_(max_streams) {}

  // Why a unary call is refused, if so.
  std::optional<Refusal> RefuseCall() const;

  // Why a new stream is refused, if so. Else it has a slot until LeaveStream.
  std::optional<Refusal> EnterStream();
  void LeaveStream();

  // Refuses every new call from now on. Returns when no stream is left, or at
  // `deadline`.
  void Drain(std::chrono::system_clock::time_point deadline);

 private:
  const int max_streams_;
  std::atomic<bool> draining_{false};
  std::mutex mutex_;
  std::condition_variable stream_left_;
  int open_streams_ = 0;  // guarded by mutex_
};

}  // namespace cmmm::server

#endif  // CMMM_SERVER_ADMISSION_H_
