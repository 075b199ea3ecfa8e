// The figures of a running server, after calls of each kind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "engine/model/compiled_model.h"
#include "tests/server/raw_call.h"
#include "tests/server/running_server.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;

// The value of a sample, `name{labels}`; -1 when there is none.
double ValueOf(const std::string& metrics, const std::string& sample) {
  for (const absl::string_view line : absl::StrSplit(metrics, '\n')) {
    double value = 0;
    if (absl::StartsWith(line, sample + " ") &&
        absl::SimpleAtod(line.substr(sample.size() + 1), &value)) {
      return value;
    }
  }
  return -1;
}

TEST(ServerMetricsTest, WhatHappenedIsCounted) {
  RunningServer server(TinyCatalog());
  v1::ScoreResponse response;
  ASSERT_TRUE(server.Score(TinyRequest(4), &response).ok());
  ASSERT_FALSE(server.Score(TinyRequest(9), &response).ok());
  CallRaw(server.channel(), "/cmmm.v1.ScoringService/None", "");
  EXPECT_TRUE(ScoreBlocks(server.scoring(), {BlockOf(TinyRequest(4), "a")})
                  .status.ok());
  const std::string metrics = server.server().Metrics();
  EXPECT_EQ(ValueOf(metrics, R"(cmmm_calls_total{method="Score",code="OK"})"),
            1);
  EXPECT_EQ(
      ValueOf(metrics,
              R"(cmmm_calls_total{method="Score",code="INVALID_ARGUMENT"})"),
      1);
  EXPECT_EQ(
      ValueOf(metrics, R"(cmmm_calls_total{method="?",code="UNIMPLEMENTED"})"),
      1);
  EXPECT_EQ(ValueOf(metrics, R"(cmmm_refused_total{reason="UNKNOWN_METHOD"})"),
            1);
  EXPECT_EQ(ValueOf(metrics, "cmmm_serving"), 1);
  EXPECT_EQ(ValueOf(metrics, R"(cmmm_connections_open{door="grpc"})"), 1);
  EXPECT_EQ(ValueOf(metrics, R"(cmmm_connections_accepted_total{door="grpc"})"),
            1);
  EXPECT_EQ(ValueOf(metrics, R"(cmmm_limit{limit="max-calls"})"), 4096);
  EXPECT_GE(ValueOf(metrics, "cmmm_pool_threads"), 1);
  EXPECT_THAT(metrics, HasSubstr(TinyCatalog().entries()[0].compiled->digest));
  server.server().ReportNotServing();
  EXPECT_EQ(ValueOf(server.server().Metrics(), "cmmm_serving"), 0);
}

TEST(ServerMetricsTest, ReloadsAreCounted) {
  RunningServer server(TinyCatalog());
  server.models_in_service().Replace(TinyCatalog());
  server.models_in_service().CountRefused();
  const std::string metrics = server.server().Metrics();
  EXPECT_EQ(ValueOf(metrics, R"(cmmm_reloads_total{result="replaced"})"), 1);
  EXPECT_EQ(ValueOf(metrics, R"(cmmm_reloads_total{result="refused"})"), 1);
}

}  // namespace
}  // namespace cmmm::test
