// `cmmm serve` as a process: start, refuse to start, drain, stop.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/self_probe.h"
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

// Whether a client whose retry policy is that of docs/operations.md would try
// another server now.
bool TriesElsewhere(const grpc::Status& status) {
  return status.error_code() == grpc::StatusCode::UNAVAILABLE ||
         status.error_code() == grpc::StatusCode::CANCELLED;
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
    EXPECT_TRUE(TriesElsewhere(FirstRefusal(*stub)));
    for (int i = 0; i < 3; ++i) {
      ASSERT_TRUE(stream->Write(block) && stream->Read(&answer));
      EXPECT_TRUE(answer.results(0).has_response());
    }
    stream->WritesDone();
    EXPECT_TRUE(stream->Finish().ok());
  }
  EXPECT_EQ(process.Stop(), 0);
}

TEST(LifecycleTest, WhileAStreamIsOpenNobodyElseIsServed) {
  ServerProcess process({"--models", kTinyModels, "--grace", "100"});
  const auto channel = Connect(process.address());
  const auto stub = v1::ScoringService::NewStub(channel);
  CallContext context;
  const auto stream = stub->ScoreStream(&context);
  v1::ScoreStreamResponse answer;
  ASSERT_TRUE(stream->Write(BlockOf(TinyRequest(4), "a")));
  ASSERT_TRUE(stream->Read(&answer));
  const auto quiet = Connect(process.address());
  ASSERT_TRUE(
      quiet->WaitForConnected(std::chrono::system_clock::now() + kCallLimit));

  ASSERT_TRUE(process.Signal(SIGTERM));
  // The connection of the stream is told to go, by GOAWAY: its next call looks
  // for another. The other connection is closed.
  EXPECT_TRUE(TriesElsewhere(FirstRefusal(*stub)));
  EXPECT_TRUE(quiet->WaitForStateChange(
      GRPC_CHANNEL_READY, std::chrono::system_clock::now() + kCallLimit));
  // The port is closed.
  const auto late = v1::ScoringService::NewStub(Connect(process.address()));
  EXPECT_EQ(FirstRefusal(*late).error_code(), grpc::StatusCode::UNAVAILABLE);
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(process.Stop(), 0);
}

TEST(LifecycleTest, WithoutStreamsNoCallIsCancelledByAStop) {
  for (int i = 0; i < 5; ++i) {
    ServerProcess process({"--models", kTinyModels});
    const auto stub = v1::ScoringService::NewStub(Connect(process.address()));
    std::vector<std::thread> callers;
    std::atomic<int> wrong{0};
    std::atomic<int> begun{0};
    for (int k = 0; k < 4; ++k) {
      callers.emplace_back([&] {
        ++begun;
        const grpc::Status end = FirstRefusal(*stub);
        if (end.error_code() != grpc::StatusCode::UNAVAILABLE) ++wrong;
      });
    }
    while (begun < 4) std::this_thread::yield();
    EXPECT_EQ(process.Stop(), 0);
    for (std::thread& caller : callers) caller.join();
    EXPECT_EQ(wrong, 0);
  }
}

TEST(LifecycleTest, ASecondSignalEndsWhatTheGraceWouldStillAllow) {
  ServerProcess process({"--models", kTinyModels, "--grace", "3600"});
  const auto stub = v1::ScoringService::NewStub(Connect(process.address()));
  CallContext context;
  const auto stream = stub->ScoreStream(&context);
  v1::ScoreStreamResponse answer;
  ASSERT_TRUE(stream->Write(BlockOf(TinyRequest(4), "a")));
  ASSERT_TRUE(stream->Read(&answer));
  ASSERT_TRUE(process.Signal(SIGTERM));
  EXPECT_TRUE(TriesElsewhere(FirstRefusal(*stub)));
  EXPECT_EQ(process.Stop(), 0);
  EXPECT_FALSE(stream->Read(&answer));
  EXPECT_FALSE(stream->Finish().ok());
}

TEST(LifecycleTest, DuringTheDrainDelayAllIsServedButHealthSaysNo) {
  ServerProcess process(
      {"--models", kTinyModels, "--drain-delay", "3600", "--grace", "3600"});
  const auto channel = Connect(process.address());
  const auto stub = v1::ScoringService::NewStub(channel);
  RawStream watch(channel, "/grpc.health.v1.Health/Watch");
  ASSERT_TRUE(watch.Write("") && watch.WritesDone());
  EXPECT_EQ(watch.Read().value_or("ended"), "\x08\x01");  // SERVING
  ASSERT_TRUE(process.Signal(SIGTERM));
  EXPECT_EQ(watch.Read().value_or("ended"), "\x08\x02");  // NOT_SERVING
  CallContext context;
  v1::ScoreResponse response;
  EXPECT_TRUE(stub->Score(&context, TinyRequest(4), &response).ok());
  watch.Cancel();
  // The second signal ends the delay.
  EXPECT_EQ(process.Stop(), 0);
}

TEST(LifecycleTest, AServerAnswersItsOwnProbeEvenWhenItIsFull) {
  server::ServerOptions options;
  options.connections.max_connections = 1;
  RunningServer server(TinyCatalog(), options);
  ASSERT_TRUE(server.channel()->WaitForConnected(
      std::chrono::system_clock::now() + kCallLimit));
  service::SelfProbe probe(
      {"0.0.0.0", server.server().port(), ""},
      {std::chrono::milliseconds(50), 1000},
      [&](int port) { server.server().ExpectOwn(port); }, [] {});
  while (probe.answered() < 3) std::this_thread::yield();
}

TEST(LifecycleTest, AServerThatCannotReachItselfEndsWith75) {
  ServerProcess process({"--models", kTinyModels, "--self-probe", "1"});
  // Its socket file, where its callers look for it, is taken away.
  const std::string path = TempPath(".sock");
  ServerProcess lost({"--models", kTinyModels, "--self-probe", "1", "--listen",
                      "unix:" + path});
  ASSERT_EQ(unlink(path.c_str()), 0);
  EXPECT_EQ(lost.Wait(), 75);
  EXPECT_EQ(process.Stop(), 0);  // three probes long
}

TEST(LifecycleTest, BeingFullOfConnectionsIsNotForEver) {
  ServerProcess process({"--models", kTinyModels, "--max-connections", "4"});
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  for (int i = 0; i < 4; ++i) {
    channels.push_back(Connect(process.address()));
    ASSERT_TRUE(channels.back()->WaitForConnected(
        std::chrono::system_clock::now() + kCallLimit));
  }
  CallContext context;
  v1::ScoreResponse response;
  const auto fifth = v1::ScoringService::NewStub(Connect(process.address()));
  EXPECT_EQ(fifth->Score(&context, TinyRequest(4), &response).error_code(),
            grpc::StatusCode::UNAVAILABLE);
  channels.clear();
  CallContext again;
  again.set_wait_for_ready(true);
  EXPECT_TRUE(fifth->Score(&again, TinyRequest(4), &response).ok());
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

// At every door, in the language of the reader.
TEST(LifecycleTest, WhyAnAddressCannotBeBoundIsSaidInChinese) {
  RunningServer first(TinyCatalog());
  const std::string taken = first.address();
  for (const std::vector<std::string>& doors :
       std::vector<std::vector<std::string>>{
           {"--listen", taken},
           {"--listen", "127.0.0.1:0", "--http", taken},
           {"--listen", "127.0.0.1:0", "--metrics", taken}}) {
    std::vector<std::string> call = {"serve", "--models", kTinyModels, "--lang",
                                     "zh"};
    call.insert(call.end(), doors.begin(), doors.end());
    const ProcessResult result = RunCmmm(call);
    EXPECT_EQ(result.exit_code, 69);
    EXPECT_THAT(result.err,
                HasSubstr(absl::StrCat("无法监听 ", taken, "：地址已被占用")));
    EXPECT_THAT(result.err, testing::Not(HasSubstr("in use")));
  }
  const ProcessResult nobody =
      RunCmmm({"serve", "--models", kTinyModels, "--open-access",
               "--insecure-listen", "--listen", "127.0.0.1:0", "--http",
               "no-such-host.invalid:0", "--lang", "zh"});
  EXPECT_EQ(nobody.exit_code, 69);
  EXPECT_THAT(nobody.err,
              HasSubstr("无法监听 no-such-host.invalid:0：没有这一地址"));
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
  Failure why;
  const service::LiveCatalog models(TinyCatalog());
  const auto server = server::Server::Start(&models, options, &why);
  ASSERT_NE(server, nullptr) << why.message;
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
