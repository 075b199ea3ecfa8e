#include "server/call_log.h"

#include <ctime>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "spdlog/pattern_formatter.h"
#include "spdlog/sinks/stdout_sinks.h"
#include "spdlog/spdlog.h"

namespace cmmm::server {
namespace {

constexpr std::chrono::milliseconds kBatchTime{100};
constexpr size_t kMaxBatchBytes = size_t{4} << 20;

std::string_view Std(absl::string_view text) {
  return {text.data(), text.size()};
}

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

}  // namespace

CallLog::CallLog(bool enabled) {
  if (!enabled) return;
  logger_ = std::make_shared<spdlog::logger>(
      "calls", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger_->set_formatter(std::make_unique<spdlog::pattern_formatter>(
      "%v", spdlog::pattern_time_type::utc, ""));
  writer_ = std::thread([this] { WriteBatches(); });
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
  if (logger_ == nullptr) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (batch_.size() >= kMaxBatchBytes) {
    ++dropped_lines_;
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
    if (const int64_t dropped = std::exchange(dropped_lines_, 0)) {
      absl::StrAppend(&batch, "{\"dropped_lines\":", dropped, "}\n");
    }
    lock.unlock();
    if (!batch.empty()) logger_->info(Std(batch));
    logger_->flush();
    batch.clear();
    if (last) return;
    lock.lock();
  }
}

}  // namespace cmmm::server
