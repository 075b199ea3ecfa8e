// What became of calls, counted: by method, code and reason, how long they
// took, how many bytes they moved. A call is counted where it is logged, from
// the same record.
//
//   CallMetrics metrics;
//   metrics.Count(record);         // at the end of each call
//   metrics.WriteTo(&text);        // when somebody asks
//
// Counting costs a call less than a microsecond: one lock, no memory once each
// method and code has been seen.
#ifndef CMMM_SERVICE_CALL_METRICS_H_
#define CMMM_SERVICE_CALL_METRICS_H_

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "service/call_log.h"
#include "service/metrics_text.h"

namespace cmmm::service {

// Thread-safe.
class CallMetrics {
 public:
  // What alerts look at is there from the start, as 0: Prometheus sees no
  // increase in a figure that appears with its first event.
  CallMetrics();

  // The method's name and the code are labels: so the method of a call that
  // there is not is `?`, and the number of labels is bounded.
  void Count(const CallRecord& record);

  // cmmm_calls_total{method,code}, cmmm_refused_total{reason},
  // cmmm_call_seconds{method} (a histogram), cmmm_assessments_total{method},
  // cmmm_received_bytes_total{method}, cmmm_sent_bytes_total{method}.
  // Times are of the whole call in this server, in seconds.
  void WriteTo(MetricsText* text) const;

  // Upper bounds of the histogram, in seconds; above the last all is one.
  static constexpr std::array<double, 16> kBounds = {
      25e-6, 50e-6, 100e-6, 250e-6, 500e-6, 1e-3, 2.5e-3, 5e-3,
      10e-3, 25e-3, 50e-3,  100e-3, 250e-3, 1,    2.5,    10};

 private:
  // `times` by kBounds, the last one for all above; not summed up yet.
  struct OfMethod {
    std::map<std::string, int64_t, std::less<>> codes;
    std::array<int64_t, kBounds.size() + 1> times{};
    double seconds = 0;
    int64_t assessments = 0;
    int64_t bytes_in = 0;
    int64_t bytes_out = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::string, OfMethod, std::less<>> methods_;  // guarded by mutex_
  std::map<std::string, int64_t, std::less<>> reasons_;   // guarded by mutex_
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_CALL_METRICS_H_
