#include "service/call_log.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <ctime>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/json_string.h"

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

// `,"us":21.4`, in microseconds.
void AppendTime(absl::string_view name, std::chrono::nanoseconds time,
                std::string* out) {
  absl::StrAppend(out, ",\"", name, "\":", time.count() / 1000, ".",
                  time.count() % 1000 / 100);
}

// `,"tenant":"hunan"`; nothing when it is empty.
void AppendText(absl::string_view name, absl::string_view text,
                std::string* out) {
  if (text.empty()) return;
  absl::StrAppend(out, ",\"", name, "\":");
  AppendJsonString(text, out);
}

void AppendCaller(const Caller& caller, std::string* out) {
  AppendText("peer", caller.peer.name, out);
  AppendText("tenant", caller.tenant, out);
  AppendText("request_id", caller.head.request_id, out);
  AppendText("trace_id", caller.head.trace_id, out);
  AppendText("span_id", caller.head.span_id, out);
  AppendText("user_agent", caller.head.user_agent, out);
}

void AppendLine(const CallRecord& record, std::string* out) {
  std::timespec now{};
  std::timespec_get(&now, TIME_UTC);
  absl::StrAppend(out, "{\"time\":\"", SecondText(now.tv_sec), ".",
                  absl::Dec(now.tv_nsec / 1000, absl::kZeroPad6),
                  "Z\",\"method\":\"", record.method, "\",\"code\":\"",
                  record.code, "\",\"reason\":\"", record.reason, "\"");
  if (record.caller != nullptr) AppendCaller(*record.caller, out);
  absl::StrAppend(out, ",\"assessments\":", record.assessments,
                  ",\"bytes_in\":", record.bytes_in,
                  ",\"bytes_out\":", record.bytes_out);
  AppendTime("us", record.elapsed, out);
  AppendTime("queue_us", record.queued, out);
  if (record.worked.has_value()) AppendTime("work_us", *record.worked, out);
  if (record.deadline_left.has_value()) {
    absl::StrAppend(out, ",\"deadline_ms\":", record.deadline_left->count());
  }
  absl::StrAppend(out, "}\n");
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
// `is_torn`: half a line was the last that could be written, as on a disk that
// became full; what comes next begins on a line of its own.
int64_t WriteLines(int descriptor, absl::string_view text, bool* is_torn) {
  if (*is_torn && HasRoom(descriptor)) {
    *is_torn = write(descriptor, "\n", 1) != 1;
  }
  bool is_within = false;
  while (!*is_torn && !text.empty() && HasRoom(descriptor)) {
    const ssize_t written = write(descriptor, text.data(), WholeLines(text));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;
    is_within = text[static_cast<size_t>(written) - 1] != '\n';
    text.remove_prefix(static_cast<size_t>(written));
  }
  *is_torn |= is_within;
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
  bool is_torn = false;
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    stopping_.wait_for(lock, kBatchTime, [this] { return stop_; });
    const bool last = stop_;
    batch.swap(batch_);
    int64_t lost = std::exchange(dropped_lines_, 0);
    lock.unlock();
    if (lost > 0 && WriteLines(descriptor_,
                               absl::StrCat("{\"dropped_lines\":", lost, "}\n"),
                               &is_torn) == 0) {
      lost = 0;
    }
    const int64_t unwritten = WriteLines(descriptor_, batch, &is_torn);
    all_dropped_ += unwritten;
    lost += unwritten;
    batch.clear();
    if (last) return;
    lock.lock();
    dropped_lines_ += lost;
  }
}

}  // namespace cmmm::service
