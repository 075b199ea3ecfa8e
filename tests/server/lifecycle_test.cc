// `cmmm serve` as a process: start, refuse to start, drain, stop.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/server/raw_call.h"
#include "tests/server/running_server.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr char kTinyModels[] = "tests/conformance/models/tiny";

// Calls until one is refused because the server drains; how that one ended.
grpc::Status FirstRefusal(v1::ScoringService::Stub& stub) {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  grpc::Status status;
  while (status.ok() && std::chrono::steady_clock::now() < limit) {
    CallContext context;
    v1::ScoreResponse response;
    status = stub.Score(&context, TinyRequest(4), &response);
  }
  return status;
}

TEST(LifecycleTest, ListensOnLoopbackUnlessToldOtherwise) {
  EXPECT_THAT(server::ServerOptions().listen, StartsWith("127.0.0.1:"));
  EXPECT_THAT(RunCmmm({"serve", "--help"}).out,
              HasSubstr(server::ServerOptions().listen));
  const ServerProcess process;
  EXPECT_THAT(process.address(), StartsWith("127.0.0.1:"));
}

TEST(LifecycleTest, SigtermEndsAnIdleServerWithZero) {
  ServerProcess process;
  ASSERT_FALSE(process.address().empty());
  EXPECT_EQ(process.Stop(), 0);
}

TEST(LifecycleTest, SigintEndsAnIdleServerWithZero) {
  ServerProcess process;
  ASSERT_FALSE(process.address().empty());
  ASSERT_TRUE(process.Signal(SIGINT));
  EXPECT_EQ(process.Stop(), 0);
}

TEST(LifecycleTest, AnOpenStreamFinishesItsBlocksWhileNewCallsAreRefused) {
  ServerProcess process({"--models", kTinyModels, "--grace", "100"});
  {
    const auto stub = v1::ScoringService::NewStub(Connect(process.address()));
    const v1::ScoreStreamRequest block = BlockOf(TinyRequest(4), "a");
    CallContext context;
    const auto stream = stub->ScoreStream(&context);
    v1::ScoreStreamResponse answer;
    ASSERT_TRUE(stream->Write(block) && stream->Read(&answer));

    ASSERT_TRUE(process.Signal(SIGTERM));
    EXPECT_EQ(FirstRefusal(*stub).error_code(), grpc::StatusCode::UNAVAILABLE);
    for (int i = 0; i < 3; ++i) {
      ASSERT_TRUE(stream->Write(block) && stream->Read(&answer));
      EXPECT_TRUE(answer.results(0).has_response());
    }
    stream->WritesDone();
    EXPECT_TRUE(stream->Finish().ok());
  }
  EXPECT_EQ(process.Stop(), 0);
}

TEST(LifecycleTest, WhileAStreamIsOpenDrainingAnswersEveryNewCall) {
  ServerProcess process({"--models", kTinyModels, "--grace", "100"});
  const auto old_channel = Connect(process.address());
  const auto old_stub = v1::ScoringService::NewStub(old_channel);
  CallContext context;
  const auto stream = old_stub->ScoreStream(&context);
  v1::ScoreStreamResponse answer;
  ASSERT_TRUE(stream->Write(BlockOf(TinyRequest(4), "a")));
  ASSERT_TRUE(stream->Read(&answer));

  ASSERT_TRUE(process.Signal(SIGTERM));
  const grpc::Status first = FirstRefusal(*old_stub);
  EXPECT_EQ(InfoOf(first).reason(), "DRAINING");
  EXPECT_EQ(RetrySecondsOf(first), 1);
  for (const auto& channel : {old_channel, Connect(process.address())}) {
    const auto stub = v1::ScoringService::NewStub(channel);
    const grpc::Status unary = FirstRefusal(*stub);
    EXPECT_EQ(unary.error_code(), grpc::StatusCode::UNAVAILABLE);
    EXPECT_EQ(InfoOf(unary).reason(), "DRAINING");
    const grpc::Status streamed =
        ScoreBlocks(*stub, {BlockOf(TinyRequest(4), "b")}).status;
    EXPECT_EQ(streamed.error_code(), grpc::StatusCode::UNAVAILABLE);
    EXPECT_EQ(InfoOf(streamed).reason(), "DRAINING");
    CallContext listing;
    v1::ListModelsResponse page;
    EXPECT_EQ(v1::ModelService::NewStub(channel)
                  ->ListModels(&listing, {}, &page)
                  .error_code(),
              grpc::StatusCode::UNAVAILABLE);
    // HealthCheckResponse { status: NOT_SERVING }.
    EXPECT_EQ(CallRaw(channel, "/grpc.health.v1.Health/Check", "").bytes,
              "\x08\x02");
  }
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
}

TEST(LifecycleTest, AStreamStillOpenAfterTheGraceIsCutOff) {
  ServerProcess process({"--models", kTinyModels, "--grace", "0"});
  const auto stub = v1::ScoringService::NewStub(Connect(process.address()));
  CallContext context;
  const auto stream = stub->ScoreStream(&context);
  v1::ScoreStreamResponse answer;
  ASSERT_TRUE(stream->Write(BlockOf(TinyRequest(4), "a")));
  ASSERT_TRUE(stream->Read(&answer));
  EXPECT_EQ(process.Stop(), 0);
  EXPECT_FALSE(stream->Read(&answer));
  EXPECT_FALSE(stream->Finish().ok());
}

TEST(LifecycleTest, APortInUseIsExit69) {
  RunningServer first(TinyCatalog());
  const ProcessResult second = RunCmmm({"serve", "--listen", first.address()});
  EXPECT_EQ(second.exit_code, 69);
  EXPECT_THAT(second.err,
              HasSubstr(absl::StrCat("cannot listen on ", first.address())));
}

TEST(LifecycleTest, BadModelsAreExit78WithTheFindings) {
  // A dataset is no model.
  const ProcessResult wrong =
      RunCmmm({"serve", "--listen", "127.0.0.1:0", "--models",
               "datasets/garment-workshop-level-0.textproto"});
  EXPECT_EQ(wrong.exit_code, 78);
  EXPECT_THAT(wrong.err, HasSubstr("the models cannot be loaded"));
  EXPECT_THAT(wrong.err, HasSubstr("model.syntax"));
  const ProcessResult missing = RunCmmm(
      {"serve", "--listen", "127.0.0.1:0", "--models", "no/such/folder"});
  EXPECT_EQ(missing.exit_code, 78);
  EXPECT_THAT(missing.err, HasSubstr("no/such/folder"));
}

TEST(LifecycleTest, OptionsOutOfRangeAreExit64) {
  for (const char* option :
       {"--max-message-bytes=1", "--max-streams=0", "--grace=-1",
        "--max-calls-per-connection=0", "--frobnicate"}) {
    EXPECT_EQ(RunCmmm({"serve", option}).exit_code, 64) << option;
  }
}

TEST(LifecycleTest, AnAddressThatIsNoneIsExit64) {
  for (const char* listen : {"127.0.0.1", "127.0.0.1:99999", "127.0.0.1:x",
                             "::1:80", "unix:", "1.2.3:80", "nonsense"}) {
    const ProcessResult result = RunCmmm({"serve", "--listen", listen});
    EXPECT_EQ(result.exit_code, 64) << listen;
    EXPECT_THAT(result.err, HasSubstr(listen));
  }
  EXPECT_EQ(RunCmmm({"serve", "--trusted-proxy", "10.0.0.0/33"}).exit_code, 64);
}

TEST(LifecycleTest, ASocketThatAnswersIsNotTakenAway) {
  server::ServerOptions options;
  options.listen = "unix:" + TempPath(".sock");
  options.log_calls = false;
  const auto server = server::Server::Start(&TinyCatalog(), options);
  ASSERT_NE(server, nullptr);
  const ProcessResult second = RunCmmm({"serve", "--listen", options.listen});
  EXPECT_EQ(second.exit_code, 69);
  const auto stub = v1::ScoringService::NewStub(Connect(options.listen));
  CallContext context;
  v1::ScoreResponse response;
  EXPECT_TRUE(stub->Score(&context, TinyRequest(4), &response).ok());
  server->Drain(std::chrono::seconds(0));
}

TEST(LifecycleTest, TheLimitsOnTheCommandLineHold) {
  ServerProcess process({"--models", kTinyModels, "--max-message-bytes", "1024",
                         "--max-streams", "1"});
  const auto stub = v1::ScoringService::NewStub(Connect(process.address()));
  v1::ScoreRequest large = TinyRequest(4);
  large.mutable_profile()->add_excluded_domain_ids(std::string(1024, 'x'));
  CallContext unary;
  v1::ScoreResponse response;
  EXPECT_EQ(stub->Score(&unary, large, &response).error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);

  v1::ScoreStreamRequest block = BlockOf(TinyRequest(4), "a");
  block.mutable_common()->set_view(v1::VIEW_LEVEL);
  CallContext context;
  const auto stream = stub->ScoreStream(&context);
  v1::ScoreStreamResponse answer;
  ASSERT_TRUE(stream->Write(block) && stream->Read(&answer));
  EXPECT_EQ(InfoOf(ScoreBlocks(*stub, {block}).status).reason(), "SERVER_FULL");
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
}

}  // namespace
}  // namespace cmmm::test
