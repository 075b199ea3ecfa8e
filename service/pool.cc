#include "service/pool.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace cmmm::service {
namespace {

// What a pool's thread is niced by: on a busy machine a quick call gets three
// times the processor that a search gets.
constexpr int kNice = 5;
// Of how many pieces of work the mean is, roughly.
constexpr int kMeanOf = 8;

int ThreadsOf(const PoolOptions& options) {
  if (options.threads > 0) return options.threads;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace

Pool::Pool(const PoolOptions& options) : options_(options) {
  threads_.resize(ThreadsOf(options));
  for (std::thread& thread : threads_) {
    thread = std::thread([this] { RunWork(); });
  }
}

Pool::~Pool() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool Pool::IsFull() const {
  const auto queued = static_cast<int>(queue_.size());
  if (queued < idle_) return false;
  if (queued >= options_.max_queue) return true;
  return queued * mean_time_ > threads() * options_.longest_wait;
}

bool Pool::TryPush(Work work) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (IsFull()) {
      ++refused_;
      return false;
    }
    queue_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

Pool::Counts Pool::counts() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return {threads() - idle_, static_cast<int>(queue_.size()), refused_};
}

void Pool::RunWork() {
  // On Linux a thread has its own; without the right to it, all stay equal.
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNice);
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    ++idle_;
    changed_.wait(lock, [this] { return ending_ || !queue_.empty(); });
    --idle_;
    if (queue_.empty()) return;
    const Work work = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    const auto start = std::chrono::steady_clock::now();
    work();
    const auto taken = std::chrono::steady_clock::now() - start;
    lock.lock();
    mean_time_ += (taken - mean_time_) / kMeanOf;
  }
}

}  // namespace cmmm::service
