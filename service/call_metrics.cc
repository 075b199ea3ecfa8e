#include "service/call_metrics.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "service/methods.h"

namespace cmmm::service {
namespace {

// The entry of `key`, made when it is new.
template <typename Map>
typename Map::mapped_type& EntryOf(absl::string_view key, Map* map) {
  const auto at = map->find(key);
  return at != map->end() ? at->second : (*map)[std::string(key)];
}

}  // namespace

CallMetrics::CallMetrics() {
  for (const Method& row : Methods()) {
    const auto* service = row.descriptor->service();
    for (int i = 0; i < service->method_count(); ++i) {
      methods_[service->method(i)->name()].codes = {{"OK", 0}, {"INTERNAL", 0}};
    }
  }
  for (const char* reason : {"CALLER_LIMIT", "SERVER_FULL"}) {
    reasons_[reason] = 0;
  }
}

void CallMetrics::Count(const CallRecord& record) {
  const double seconds = std::chrono::duration<double>(record.elapsed).count();
  const size_t bucket = static_cast<size_t>(
      std::lower_bound(kBounds.begin(), kBounds.end(), seconds) -
      kBounds.begin());
  const std::lock_guard<std::mutex> lock(mutex_);
  OfMethod& method = EntryOf(record.method, &methods_);
  ++EntryOf(record.code, &method.codes);
  ++method.times[bucket];
  method.seconds += seconds;
  method.assessments += record.assessments;
  method.bytes_in += static_cast<int64_t>(record.bytes_in);
  method.bytes_out += static_cast<int64_t>(record.bytes_out);
  if (!record.reason.empty()) ++EntryOf(record.reason, &reasons_);
}

void CallMetrics::WriteTo(MetricsText* text) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  text->Begin("cmmm_calls_total", MetricType::kCounter,
              "Calls that ended, by method and code.");
  for (const auto& [name, method] : methods_) {
    for (const auto& [code, count] : method.codes) {
      text->Sample({{"method", name}, {"code", code}},
                   static_cast<double>(count));
    }
  }
  text->Begin("cmmm_refused_total", MetricType::kCounter,
              "Calls that were refused, by reason.");
  for (const auto& [reason, count] : reasons_) {
    text->Sample({{"reason", reason}}, static_cast<double>(count));
  }
  text->Begin("cmmm_call_seconds", MetricType::kHistogram,
              "Time of a call in this server.");
  for (const auto& [name, method] : methods_) {
    int64_t below = 0;
    for (size_t i = 0; i < method.times.size(); ++i) {
      below += method.times[i];
      const std::string bound =
          i < kBounds.size() ? absl::StrFormat("%g", kBounds[i]) : "+Inf";
      text->Sample({{"method", name}, {"le", bound}},
                   static_cast<double>(below), "_bucket");
    }
    text->Sample({{"method", name}}, method.seconds, "_sum");
    text->Sample({{"method", name}}, static_cast<double>(below), "_count");
  }
  const auto each = [&](const char* metric, const char* help,
                        int64_t OfMethod::*field) {
    text->Begin(metric, MetricType::kCounter, help);
    for (const auto& [name, method] : methods_) {
      text->Sample({{"method", name}}, static_cast<double>(method.*field));
    }
  };
  each("cmmm_assessments_total", "Assessments in calls that were answered.",
       &OfMethod::assessments);
  each("cmmm_received_bytes_total", "Bytes of requests.", &OfMethod::bytes_in);
  each("cmmm_sent_bytes_total", "Bytes of responses.", &OfMethod::bytes_out);
}

}  // namespace cmmm::service
