#include "server/call_log.h"

#include <memory>

#include "spdlog/async.h"
#include "spdlog/sinks/stdout_sinks.h"

namespace cmmm {
namespace {

constexpr size_t kQueuedLines = 8192;

std::string_view Std(absl::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

CallLog::CallLog(bool enabled) {
  if (!enabled) return;
  spdlog::init_thread_pool(kQueuedLines, 1);
  logger_ = std::make_shared<spdlog::async_logger>(
      "calls", std::make_shared<spdlog::sinks::stderr_sink_mt>(),
      spdlog::thread_pool(), spdlog::async_overflow_policy::overrun_oldest);
  logger_->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%f%z",%v})");
}

CallLog::~CallLog() {
  if (logger_ != nullptr) logger_->flush();
}

void CallLog::Write(const CallRecord& record) {
  if (logger_ == nullptr) return;
  logger_->info(R"("method":"{}","code":"{}","reason":"{}","assessments":{},)"
                R"("bytes_in":{},"bytes_out":{},"us":{:.1f})",
                Std(record.method), Std(record.code), Std(record.reason),
                record.assessments, record.bytes_in, record.bytes_out,
                static_cast<double>(record.elapsed.count()) / 1000.0);
}

}  // namespace cmmm
