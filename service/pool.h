// Threads of their own for the costly methods, behind a short queue.
//
// A method that searches for a second must not do so in a thread that answers
// the quick ones. It runs here instead, and when more is asked for than these
// threads can do, that is said at once: a caller who is refused now can try
// elsewhere, one who waits in a long queue gets an answer that comes too late.
//
//   Pool pool({.threads = 2});
//   if (!pool.TryPush([call] { call->Work(); })) return Refuse(…);
//
// The queue is bounded twice: by its length, and by the time that its last
// entry would wait, as the work done lately lets expect:
//
//   queued · mean time of a piece of work / threads <= longest_wait
#ifndef CMMM_SERVICE_POOL_H_
#define CMMM_SERVICE_POOL_H_

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace cmmm::service {

// service/settings.h has their names and ranges.
struct PoolOptions {
  // 0: as many as there are processors.
  int threads = 0;
  // Pieces of work that wait, most.
  int max_queue = 64;
  // How long the last of them may be expected to wait; the first always may.
  std::chrono::milliseconds longest_wait{100};
};

// Thread-safe. Its threads yield to those of the quick methods.
// They are niced by 5, so that on a busy machine quick calls come first.
class Pool {
 public:
  // One piece of work; must not throw. It runs once, also when the pool ends.
  using Work = std::function<void()>;

  explicit Pool(const PoolOptions& options);
  // Runs what is queued, then ends the threads.
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // Queues `work`, oldest first. False, and it is dropped: the pool is full.
  // Never waits. A thread that is idle takes it at once.
  bool TryPush(Work work);

  // For the metrics cmmm_pool_….
  struct Counts {
    int busy = 0;  // threads at work
    int queued = 0;
    int64_t refused = 0;  // since the start
  };
  Counts counts() const;

  int threads() const { return static_cast<int>(threads_.size()); }

 private:
  // A thread's life: one piece after another, until the pool ends and the queue
  // is empty.
  void RunWork();
  bool IsFull() const;  // with mutex_ held

  const PoolOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool ending_ = false;                    // guarded by mutex_
  int idle_ = 0;                           // guarded by mutex_
  int64_t refused_ = 0;                    // guarded by mutex_
  std::chrono::nanoseconds mean_time_{0};  // guarded by mutex_, of late
  std::deque<Work> queue_;                 // guarded by mutex_
  std::vector<std::thread> threads_;
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_POOL_H_
