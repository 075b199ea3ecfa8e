// Figures in the text form that Prometheus reads.
//
//   MetricsText text;
//   text.Begin("cmmm_calls_total", MetricType::kCounter, "Calls by method and
//   code."); text.Sample({{"method", "Score"}, {"code", "OK"}}, 12);
//
//   # HELP cmmm_calls_total Calls by method and code.
//   # TYPE cmmm_calls_total counter
//   cmmm_calls_total{method="Score",code="OK"} 12
//
// Made by hand in forty lines: Debian's client library is a shared one only,
// and takes a lock and a search for every figure of a call
// (docs/decisions/0042-metrics-as-text.md).
#ifndef CMMM_SERVICE_METRICS_TEXT_H_
#define CMMM_SERVICE_METRICS_TEXT_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace cmmm::service {

// Counters only grow; gauges are as they are now.
enum class MetricType { kCounter, kGauge, kHistogram };

using MetricLabels = std::vector<std::pair<std::string, std::string>>;

// Collects metrics, one after the other. Not thread-safe.
// The form is version 0.0.4 of Prometheus' text exposition format.
class MetricsText {
 public:
  // Begins a metric: its samples follow. `help` is one line.
  void Begin(absl::string_view name, MetricType type, absl::string_view help);

  // One value of the metric begun last; `suffix` (`_sum`) follows its name.
  // Whole numbers without a point, others with 12 digits; labels are escaped.
  void Sample(const MetricLabels& labels, double value,
              absl::string_view suffix = "");

  // A metric of one value, whole.
  void Single(absl::string_view name, MetricType type, absl::string_view help,
              double value);

  const std::string& text() const { return text_; }

 private:
  std::string name_;
  std::string text_;
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_METRICS_TEXT_H_
