#include "service/metrics_text.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

namespace cmmm::service {
namespace {

absl::string_view NameOf(MetricType type) {
  switch (type) {
    case MetricType::kCounter:
      return "counter";
    case MetricType::kGauge:
      return "gauge";
    case MetricType::kHistogram:
      return "histogram";
  }
  return "untyped";
}

std::string Escape(absl::string_view value) {
  return absl::StrReplaceAll(value,
                             {{"\\", "\\\\"}, {"\"", "\\\""}, {"\n", "\\n"}});
}

// Whole numbers stay whole.
std::string ShowValue(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15) {
    return absl::StrCat(static_cast<int64_t>(value));
  }
  return absl::StrFormat("%.12g", value);
}

}  // namespace

void MetricsText::Begin(absl::string_view name, MetricType type,
                        absl::string_view help) {
  name_ = std::string(name);
  absl::StrAppend(&text_, "# HELP ", name, " ", help, "\n# TYPE ", name, " ",
                  NameOf(type), "\n");
}

void MetricsText::Sample(const MetricLabels& labels, double value,
                         absl::string_view suffix) {
  absl::StrAppend(&text_, name_, suffix);
  const char* before = "{";
  for (const auto& [label, of] : labels) {
    absl::StrAppend(&text_, before, label, "=\"", Escape(of), "\"");
    before = ",";
  }
  absl::StrAppend(&text_, labels.empty() ? "" : "}", " ", ShowValue(value),
                  "\n");
}

void MetricsText::Single(absl::string_view name, MetricType type,
                         absl::string_view help, double value) {
  Begin(name, type, help);
  Sample({}, value);
}

}  // namespace cmmm::service
