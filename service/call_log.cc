#include "service/call_log.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <ctime>
#include <utility>

#include "absl/strings/str_cat.h"

namespace cmmm::service {
namespace {

constexpr std::chrono::milliseconds kBatchTime{100};
constexpr size_t kMaxBatchBytes = size_t{4} << 20;

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

void AppendLine(const CallRecord& record, std::string* out) {
  std::timespec now{};
  std::timespec_get(&now, TIME_UTC);
  const int64_t nanoseconds = record.elapsed.count();
  absl::StrAppend(out, "{\"time\":\"", SecondText(now.tv_sec), ".",
                  absl::Dec(now.tv_nsec / 1000, absl::kZeroPad6),
                  "Z\",\"method\":\"", record.method, "\",\"code\":\"",
                  record.code, "\",\"reason\":\"", record.reason);
  absl::StrAppend(
      out, "\",\"assessments\":", record.assessments,
      ",\"bytes_in\":", record.bytes_in, ",\"bytes_out\":", record.bytes_out,
      ",\"us\":", nanoseconds / 1000, ".", nanoseconds % 1000 / 100, "}\n");
}

// Whether some can be written at once. A pipe that has room has it for
// PIPE_BUF bytes.
bool HasRoom(int descriptor) {
  pollfd poll_for{descriptor, POLLOUT, 0};
  const int wait = static_cast<int>(kBatchTime.count());
  return poll(&poll_for, 1, wait) == 1 && (poll_for.revents & POLLOUT) != 0;
}

// The first lines of `text` that fit into PIPE_BUF bytes; a longer one alone.
size_t WholeLines(absl::string_view text) {
  if (text.size() <= PIPE_BUF) return text.size();
  size_t end = text.rfind('\n', PIPE_BUF - 1);
  if (end == absl::string_view::npos) end = text.find('\n');
  return end + 1;
}

// Writes lines until one cannot be written; returns how many are left over.
int64_t WriteLines(int descriptor, absl::string_view text) {
  while (!text.empty() && HasRoom(descriptor)) {
    const ssize_t written = write(descriptor, text.data(), WholeLines(text));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;
    text.remove_prefix(static_cast<size_t>(written));
  }
  return std::count(text.begin(), text.end(), '\n');
}

}  // namespace

CallLog::CallLog(bool enabled, int descriptor) : descriptor_(descriptor) {
  if (enabled) writer_ = std::thread([this] { WriteBatches(); });
}

CallLog::~CallLog() {
  if (!writer_.joinable()) return;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
  }
  stopping_.notify_one();
  writer_.join();
}

void CallLog::Write(const CallRecord& record) {
  if (!writer_.joinable()) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (batch_.size() >= kMaxBatchBytes) {
    ++dropped_lines_;
    ++all_dropped_;
    return;
  }
  AppendLine(record, &batch_);
}

void CallLog::WriteBatches() {
  std::string batch;  // two buffers, swapped
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    stopping_.wait_for(lock, kBatchTime, [this] { return stop_; });
    const bool last = stop_;
    batch.swap(batch_);
    int64_t lost = std::exchange(dropped_lines_, 0);
    lock.unlock();
    if (lost > 0 &&
        WriteLines(descriptor_,
                   absl::StrCat("{\"dropped_lines\":", lost, "}\n")) == 0) {
      lost = 0;
    }
    const int64_t unwritten = WriteLines(descriptor_, batch);
    all_dropped_ += unwritten;
    lost += unwritten;
    batch.clear();
    if (last) return;
    lock.lock();
    dropped_lines_ += lost;
  }
}

}  // namespace cmmm::service
