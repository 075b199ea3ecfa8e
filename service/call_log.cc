#include "service/call_log.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/json_string.h"
#include "service/line_writer.h"
#include "service/log_event.h"

namespace cmmm::service {
namespace {

constexpr std::chrono::milliseconds kBatchTime{100};
constexpr size_t kMaxBatchBytes = size_t{4} << 20;

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
  out->push_back('{');
  AppendLogTime(out);
  absl::StrAppend(out, ",\"method\":\"", record.method, "\",\"code\":\"",
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
  LineWriter writer(descriptor_);
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    stopping_.wait_for(lock, kBatchTime, [this] { return stop_; });
    const bool last = stop_;
    batch.swap(batch_);
    int64_t lost = std::exchange(dropped_lines_, 0);
    lock.unlock();
    if (lost > 0 &&
        writer.Write(absl::StrCat("{\"dropped_lines\":", lost, "}\n")) == 0) {
      lost = 0;
    }
    const int64_t unwritten = writer.Write(batch);
    all_dropped_ += unwritten;
    lost += unwritten;
    batch.clear();
    if (last) return;
    lock.lock();
    dropped_lines_ += lost;
  }
}

}  // namespace cmmm::service
