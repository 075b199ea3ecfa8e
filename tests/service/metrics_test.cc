// Figures as text, and what calls leave in them.
#include "service/server_metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "service/call_metrics.h"
#include "service/metrics_text.h"
#include "service/process_metrics.h"

namespace cmmm::test {
namespace {

using service::CallMetrics;
using service::CallRecord;
using service::MetricsText;
using service::MetricType;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;

TEST(MetricsTextTest, IsWrittenAsPrometheusReadsIt) {
  MetricsText text;
  text.Begin("a_total", MetricType::kCounter, "Of a.");
  text.Sample({{"x", "plain"}, {"y", "a \"quote\"\\\n"}}, 3);
  text.Sample({}, 0.25);
  text.Single("b", MetricType::kGauge, "Of b.", 1e9);
  EXPECT_EQ(text.text(),
            "# HELP a_total Of a.\n# TYPE a_total counter\n"
            "a_total{x=\"plain\",y=\"a \\\"quote\\\"\\\\\\n\"} 3\n"
            "a_total 0.25\n"
            "# HELP b Of b.\n# TYPE b gauge\nb 1000000000\n");
}

CallRecord Call(const char* code, const char* reason,
                std::chrono::microseconds time) {
  CallRecord record;
  record.method = "Score";
  record.code = code;
  record.reason = reason;
  record.assessments = 1;
  record.bytes_in = 10;
  record.bytes_out = 20;
  record.elapsed = time;
  return record;
}

TEST(CallMetricsTest, CountsByMethodCodeReasonAndTime) {
  CallMetrics metrics;
  metrics.Count(Call("OK", "", std::chrono::microseconds(25)));
  metrics.Count(Call("OK", "", std::chrono::microseconds(26)));
  metrics.Count(
      Call("RESOURCE_EXHAUSTED", "SERVER_FULL", std::chrono::seconds(60)));
  MetricsText text;
  metrics.WriteTo(&text);
  for (const char* line :
       {"cmmm_calls_total{method=\"Score\",code=\"OK\"} 2\n",
        "cmmm_calls_total{method=\"Score\",code=\"RESOURCE_EXHAUSTED\"} 1\n",
        "cmmm_refused_total{reason=\"SERVER_FULL\"} 1\n",
        "cmmm_call_seconds_bucket{method=\"Score\",le=\"2.5e-05\"} 1\n",
        "cmmm_call_seconds_bucket{method=\"Score\",le=\"5e-05\"} 2\n",
        "cmmm_call_seconds_bucket{method=\"Score\",le=\"10\"} 2\n",
        "cmmm_call_seconds_bucket{method=\"Score\",le=\"+Inf\"} 3\n",
        "cmmm_call_seconds_count{method=\"Score\"} 3\n",
        "cmmm_assessments_total{method=\"Score\"} 3\n",
        "cmmm_received_bytes_total{method=\"Score\"} 30\n",
        "cmmm_sent_bytes_total{method=\"Score\"} 60\n"}) {
    EXPECT_THAT(text.text(), HasSubstr(line));
  }
}

TEST(CallMetricsTest, WhatAlertsLookAtIsThereFromTheStart) {
  const CallMetrics metrics;
  MetricsText text;
  metrics.WriteTo(&text);
  for (const char* line :
       {"cmmm_calls_total{method=\"Score\",code=\"INTERNAL\"} 0\n",
        "cmmm_calls_total{method=\"ScoreStream\",code=\"INTERNAL\"} 0\n",
        "cmmm_refused_total{reason=\"SERVER_FULL\"} 0\n",
        "cmmm_refused_total{reason=\"CALLER_LIMIT\"} 0\n"}) {
    EXPECT_THAT(text.text(), HasSubstr(line));
  }
}

TEST(ProcessMetricsTest, KnowsThisProcess) {
  MetricsText text;
  service::WriteProcessMetrics(&text);
  for (const char* name :
       {"process_cpu_seconds_total", "process_resident_memory_bytes",
        "process_open_fds", "process_max_fds", "process_start_time_seconds"}) {
    EXPECT_THAT(text.text(),
                ContainsRegex(std::string("\n") + name + " [0-9.]+\n"));
  }
}

}  // namespace
}  // namespace cmmm::test
