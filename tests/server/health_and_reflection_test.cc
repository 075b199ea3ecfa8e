// The two standard services beside ours, by hand-made bytes.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/descriptor_database.h>
#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "grpc/reflection/v1/reflection.pb.h"
#include "tests/server/raw_call.h"
#include "tests/server/running_server.h"

namespace cmmm::test {
namespace {

constexpr char kCheck[] = "/grpc.health.v1.Health/Check";
constexpr char kWatch[] = "/grpc.health.v1.Health/Watch";
constexpr char kReflect[] =
    "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
constexpr char kReflectAlpha[] =
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

using grpc::reflection::v1::ServerReflectionRequest;
using grpc::reflection::v1::ServerReflectionResponse;

// The answers to these questions, by one call.
std::vector<ServerReflectionResponse> Ask(
    const RunningServer& server, const char* method,
    const std::vector<ServerReflectionRequest>& requests) {
  RawStream stream(server.channel(), method);
  std::vector<ServerReflectionResponse> answers(requests.size());
  for (size_t i = 0; i < requests.size(); ++i) {
    EXPECT_TRUE(stream.Write(requests[i].SerializeAsString()));
    EXPECT_TRUE(answers[i].ParseFromString(stream.Read().value_or("?")));
  }
  EXPECT_TRUE(stream.WritesDone());
  EXPECT_TRUE(stream.Finish().ok());
  return answers;
}

ServerReflectionRequest ListServices() {
  ServerReflectionRequest request;
  request.set_list_services("");
  return request;
}

ServerReflectionRequest FileOf(const std::string& symbol) {
  ServerReflectionRequest request;
  request.set_file_containing_symbol(symbol);
  return request;
}

TEST(ReflectionTest, EveryServiceListedCanBeDescribedByBothNames) {
  RunningServer server(TinyCatalog());
  for (const char* method : {kReflect, kReflectAlpha}) {
    std::vector<std::string> names;
    const auto listed = Ask(server, method, {ListServices()})[0];
    for (const auto& service : listed.list_services_response().service()) {
      names.push_back(service.name());
    }
    EXPECT_THAT(names, ::testing::ElementsAre(
                           "cmmm.v1.AnalysisService", "cmmm.v1.DocumentService",
                           "cmmm.v1.ModelService", "cmmm.v1.ScoringService",
                           "grpc.health.v1.Health",
                           "grpc.reflection.v1.ServerReflection",
                           "grpc.reflection.v1alpha.ServerReflection"));
    for (const std::string& name : names) {
      const auto answer = Ask(server, method, {FileOf(name)})[0];
      EXPECT_GE(answer.file_descriptor_response().file_descriptor_proto_size(),
                1)
          << name;
      EXPECT_EQ(answer.original_request().file_containing_symbol(), name);
    }
  }
}

TEST(ReflectionTest, AServiceComesWithAllThatItsFileImports) {
  RunningServer server(TinyCatalog());
  const auto answer =
      Ask(server, kReflect, {FileOf("cmmm.v1.ScoringService.Score")})[0];
  google::protobuf::SimpleDescriptorDatabase files;
  for (const std::string& bytes :
       answer.file_descriptor_response().file_descriptor_proto()) {
    google::protobuf::FileDescriptorProto file;
    ASSERT_TRUE(file.ParseFromString(bytes));
    EXPECT_TRUE(files.Add(file)) << file.name() << " twice";
  }
  google::protobuf::DescriptorPool pool(&files);
  ASSERT_NE(pool.FindServiceByName("cmmm.v1.ScoringService"), nullptr);
  EXPECT_NE(pool.FindMessageTypeByName("cmmm.v1.ScoreStreamRequest"), nullptr);
}

TEST(ReflectionTest, WhatIsNotKnownIsAnErrorThatDoesNotEndTheCall) {
  RunningServer server(TinyCatalog());
  ServerReflectionRequest no_file;
  no_file.set_file_by_filename("no/such.proto");
  ServerReflectionRequest no_type;
  no_type.set_all_extension_numbers_of_type("no.Such");
  const auto answers =
      Ask(server, kReflect,
          {FileOf("no.Such"), no_file, no_type, {}, ListServices()});
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(answers[i].error_response().error_code(),
              grpc::StatusCode::NOT_FOUND);
  }
  EXPECT_EQ(answers[3].error_response().error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_TRUE(answers[4].has_list_services_response());
}

}  // namespace
}  // namespace cmmm::test
