// The two standard services beside ours, by hand-made bytes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>
#include <thread>

#include "tests/server/raw_call.h"
#include "tests/server/running_server.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;

constexpr char kCheck[] = "/grpc.health.v1.Health/Check";
constexpr char kWatch[] = "/grpc.health.v1.Health/Watch";
constexpr char kReflect[] =
    "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
// HealthCheckResponse { status: SERVING } and { status: NOT_SERVING }.
constexpr char kServing[] = "\x08\x01";
constexpr char kNotServing[] = "\x08\x02";

TEST(HealthTest, AServerThatListensIsServing) {
  RunningServer server(TinyCatalog());
  const RawReply reply = CallRaw(server.channel(), kCheck, "");
  EXPECT_TRUE(reply.status.ok()) << reply.status.error_message();
  EXPECT_EQ(reply.bytes, kServing);
}

TEST(HealthTest, EachServiceIsServingByItsName) {
  RunningServer server(TinyCatalog());
  for (const std::string& service : {std::string("cmmm.v1.ScoringService"),
                                     std::string("cmmm.v1.ModelService")}) {
    const std::string request =
        "\x0a" + std::string(1, static_cast<char>(service.size())) + service;
    EXPECT_EQ(CallRaw(server.channel(), kCheck, request).bytes, kServing)
        << service;
  }
}

TEST(HealthTest, AnUnknownServiceIsNotFound) {
  RunningServer server(TinyCatalog());
  EXPECT_EQ(
      CallRaw(server.channel(), kCheck, "\x0a\x04nope").status.error_code(),
      grpc::StatusCode::NOT_FOUND);
}

TEST(HealthTest, AWatcherHearsThatTheServerDrains) {
  RunningServer server(TinyCatalog());
  RawStream watch(server.channel(), kWatch);
  ASSERT_TRUE(watch.Write(""));
  ASSERT_TRUE(watch.WritesDone());
  EXPECT_EQ(watch.Read().value_or("ended"), kServing);
  std::thread drain([&] { server.server().Drain(std::chrono::minutes(1)); });
  EXPECT_EQ(watch.Read().value_or("ended"), kNotServing);
  watch.Cancel();
  drain.join();
}

TEST(ReflectionTest, ListsBothServices) {
  RunningServer server(TinyCatalog());
  RawStream stream(server.channel(), kReflect);
  ASSERT_TRUE(stream.Write(std::string("\x3a\x00", 2)));  // list_services: ""
  const std::string services = stream.Read().value_or("");
  EXPECT_THAT(services, HasSubstr("cmmm.v1.ScoringService"));
  EXPECT_THAT(services, HasSubstr("cmmm.v1.ModelService"));
  ASSERT_TRUE(stream.WritesDone());
  EXPECT_TRUE(stream.Finish().ok());
}

TEST(ReflectionTest, GivesTheFilesOfAService) {
  RunningServer server(TinyCatalog());
  RawStream stream(server.channel(), kReflect);
  const std::string symbol = "cmmm.v1.ScoringService";
  // file_containing_symbol: symbol
  ASSERT_TRUE(stream.Write(
      "\x22" + std::string(1, static_cast<char>(symbol.size())) + symbol));
  const std::string files = stream.Read().value_or("");
  EXPECT_THAT(files, HasSubstr("cmmm/v1/scoring_service.proto"));
  EXPECT_THAT(files, HasSubstr("ScoreStreamRequest"));
}

}  // namespace
}  // namespace cmmm::test
