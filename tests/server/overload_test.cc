// The real server under more than it can do: quick calls are answered, costly
// ones refused or stopped, and no caller harms another.
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "cmmm/v1/analysis_service.grpc.pb.h"
#include "tests/server/raw_call.h"
#include "tests/server/running_server.h"
#include "tests/support/heavy_plan.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

// A call of PlanUpgrade that runs beside the test.
class PlanCall {
 public:
  PlanCall(v1::AnalysisService::Stub& stub,
           const v1::PlanUpgradeRequest& request,
           std::chrono::milliseconds limit = kCallLimit) {
    context_.set_deadline(std::chrono::system_clock::now() + limit);
    call_ = stub.AsyncPlanUpgrade(&context_, request, &queue_);
    call_->Finish(&response_, &status_, nullptr);
  }
  ~PlanCall() {
    if (!done_) {
      context_.TryCancel();
      Wait();
    }
    queue_.Shutdown();
  }

  const grpc::Status& Wait() {
    void* tag = nullptr;
    bool ok = false;
    if (!done_) queue_.Next(&tag, &ok);
    done_ = true;
    return status_;
  }

 private:
  grpc::CompletionQueue queue_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientAsyncResponseReader<v1::PlanUpgradeResponse>>
      call_;
  v1::PlanUpgradeResponse response_;
  grpc::Status status_;
  bool done_ = false;
};

// A plan whose search takes as long as any may.
v1::PlanUpgradeRequest LongPlan() {
  return HeavyPlanRequest(RealCatalog(), 100);
}

v1::ScoreRequest RealRequest() {
  return PackedRequest(RealCatalog(), "discrete",
                       std::string(RealDefinition().requirements_size(), '\4'));
}

TEST(OverloadTest, QuickCallsAndHealthAnswerWhileTheSearchersAreBusy) {
  ServerProcess process;
  const auto busy = Connect(process.address());
  const auto plans = v1::AnalysisService::NewStub(busy);
  std::vector<std::unique_ptr<PlanCall>> calls;
  for (int i = 0; i < 16; ++i) {
    calls.push_back(std::make_unique<PlanCall>(*plans, LongPlan()));
  }
  const auto quick = Connect(process.address());
  const auto scoring = v1::ScoringService::NewStub(quick);
  for (int i = 0; i < 5; ++i) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::seconds(1));
    v1::ScoreResponse response;
    const grpc::Status status =
        scoring->Score(&context, RealRequest(), &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(CallRaw(quick, "/grpc.health.v1.Health/Check", "").bytes,
              "\x08\x01");
  }
}

TEST(OverloadTest, AFullPoolRefusesAtOnceAndSaysWhenToTryAgain) {
  ServerProcess process({"--work-threads", "1", "--max-queue", "1"});
  const auto stub = v1::AnalysisService::NewStub(Connect(process.address()));
  std::vector<std::unique_ptr<PlanCall>> calls;
  for (int i = 0; i < 10; ++i) {
    calls.push_back(std::make_unique<PlanCall>(*stub, LongPlan()));
  }
  int refused = 0;
  for (const auto& call : calls) {
    const grpc::Status& status = call->Wait();
    if (status.ok() || InfoOf(status).reason() != "SERVER_FULL") continue;
    ++refused;
    EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    EXPECT_EQ(InfoOf(status).metadata().at("limit"), "max-queue");
    EXPECT_EQ(RetrySecondsOf(status), 1);
  }
  EXPECT_GE(refused, 8);
}

// Connected, so that a call is on its way at once.
std::shared_ptr<grpc::Channel> ConnectNow(const ServerProcess& process) {
  const auto channel = Connect(process.address());
  EXPECT_TRUE(CallRaw(channel, "/grpc.health.v1.Health/Check", "").status.ok());
  return channel;
}

TEST(OverloadTest, ADeadlineEndsTheSearch) {
  ServerProcess process({"--work-threads", "1"});
  const auto channel = ConnectNow(process);
  const auto stub = v1::AnalysisService::NewStub(channel);
  for (int i = 0; i < 20; ++i) {
    PlanCall call(*stub, LongPlan(), std::chrono::milliseconds(30));
    EXPECT_EQ(call.Wait().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  }
}

TEST(OverloadTest, WhatIsCancelledIsNotWorkedOn) {
  ServerProcess process({"--work-threads", "1"});
  {
    const auto stub = v1::AnalysisService::NewStub(ConnectNow(process));
    std::vector<std::unique_ptr<PlanCall>> calls;
    for (int i = 0; i < 20; ++i) {
      calls.push_back(std::make_unique<PlanCall>(*stub, LongPlan()));
    }
  }
  EXPECT_EQ(process.Stop(), 0);
  const std::string log = process.Log();
  int answered = 0;
  for (size_t at = 0; (at = log.find("PLAN_TOO", at)) != log.npos; ++at) {
    ++answered;
  }
  EXPECT_LE(answered, 2) << log;
}

TEST(OverloadTest, TheTimeOfOneCallIsBoundedToo) {
  ServerProcess process({"--max-work-ms", "10"});
  const auto stub = v1::AnalysisService::NewStub(Connect(process.address()));
  PlanCall call(*stub, LongPlan());
  const grpc::Status& status = call.Wait();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(InfoOf(status).reason(), "WORK_TOO_LONG");
}

TEST(OverloadTest, PlansInWorkDoNotHoldUpAStop) {
  ServerProcess process({"--grace", "0"});
  const auto stub = v1::AnalysisService::NewStub(Connect(process.address()));
  std::vector<std::unique_ptr<PlanCall>> calls;
  for (int i = 0; i < 16; ++i) {
    calls.push_back(std::make_unique<PlanCall>(*stub, LongPlan()));
  }
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(process.Stop(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(OverloadTest, CompressedMessagesAreNotUnpacked) {
  RunningServer server(TinyCatalog());
  CallContext context;
  context.set_compression_algorithm(GRPC_COMPRESS_GZIP);
  v1::ScoreRequest request = TinyRequest(4);
  request.mutable_profile()->add_excluded_domain_ids(std::string(1 << 20, 'x'));
  v1::ScoreResponse response;
  const grpc::Status status =
      server.scoring().Score(&context, request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNIMPLEMENTED)
      << status.error_message();
}

// A stream as a proxy passes it on for `caller`; empty: the proxy's own.
class ForwardedStream {
 public:
  ForwardedStream(v1::ScoringService::Stub& stub, const std::string& caller) {
    if (!caller.empty()) context_.AddMetadata("x-forwarded-for", caller);
    stream_ = stub.ScoreStream(&context_);
  }
  ~ForwardedStream() {
    context_.TryCancel();
    if (!ended_) End();
  }

  bool IsOpen() {
    v1::ScoreStreamResponse answer;
    return stream_->Write(BlockOf(TinyRequest(4), "a")) &&
           stream_->Read(&answer);
  }
  std::string Refusal() {
    const grpc::Status status = End();
    EXPECT_EQ(RetrySecondsOf(status), 1);
    return InfoOf(status).reason();
  }

 private:
  grpc::Status End() {
    ended_ = true;
    stream_->WritesDone();  // one that was let in ends, too
    return stream_->Finish();
  }

  grpc::ClientContext context_;
  bool ended_ = false;
  std::unique_ptr<
      grpc::ClientReaderWriter<v1::ScoreStreamRequest, v1::ScoreStreamResponse>>
      stream_;
};

server::ServerOptions OneStreamEach() {
  server::ServerOptions options;
  options.limits.max_streams_per_peer = 1;
  return options;
}

TEST(OverloadTest, BehindAProxyEveryCallerHasItsOwnLimit) {
  server::ServerOptions options = OneStreamEach();
  ASSERT_TRUE(options.proxies.Add("127.0.0.1"));
  RunningServer server(TinyCatalog(), options);
  ForwardedStream ann(server.scoring(), "192.0.2.1");
  EXPECT_TRUE(ann.IsOpen());
  ForwardedStream liar(server.scoring(), "192.0.2.9, 192.0.2.1");
  ForwardedStream bob(server.scoring(), "192.0.2.2");
  ForwardedStream proxy(server.scoring(), "");
  ForwardedStream proxy_again(server.scoring(), "");
  EXPECT_FALSE(liar.IsOpen());
  EXPECT_EQ(liar.Refusal(), "CALLER_LIMIT");
  EXPECT_TRUE(bob.IsOpen());
  EXPECT_TRUE(proxy.IsOpen());
  EXPECT_TRUE(proxy_again.IsOpen());
}

TEST(OverloadTest, WithoutAProxyNobodySaysForWhomHeCalls) {
  RunningServer server(TinyCatalog(), OneStreamEach());
  ForwardedStream one(server.scoring(), "192.0.2.1");
  EXPECT_TRUE(one.IsOpen());
  ForwardedStream other(server.scoring(), "192.0.2.2");
  EXPECT_FALSE(other.IsOpen());
  EXPECT_EQ(other.Refusal(), "CALLER_LIMIT");
}

TEST(OverloadTest, CallsPerSecondAreLimitedButHealthIsNot) {
  ServerProcess process({"--models", "tests/conformance/models/tiny",
                         "--calls-per-second-per-peer", "5"});
  const auto channel = Connect(process.address());
  const std::string request = TinyRequest(4).SerializeAsString();
  int refused = 0;
  for (int i = 0; i < 30; ++i) {
    const RawReply reply = CallRaw(channel, kScore, request);
    if (reply.status.ok()) continue;
    ++refused;
    EXPECT_EQ(InfoOf(reply.status).reason(), "CALLER_LIMIT");
    EXPECT_EQ(RetrySecondsOf(reply.status), 1);
  }
  EXPECT_GE(refused, 1);
  for (int i = 0; i < 30; ++i) {
    EXPECT_TRUE(
        CallRaw(channel, "/grpc.health.v1.Health/Check", "").status.ok());
  }
}

// Of a reply with initial metadata a client believes that the answer has begun.
TEST(OverloadTest, ARefusalIsRetriedByTheClientsPolicy) {
  server::ServerOptions options;
  options.limits.rate.peer_calls_per_second = 1;
  RunningServer server(TinyCatalog(), options);
  grpc::ChannelArguments arguments;
  arguments.SetServiceConfigJSON(
      R"({"methodConfig": [{"name": [{}], "retryPolicy": {
          "maxAttempts": 5, "initialBackoff": "1.5s", "maxBackoff": "3s",
          "backoffMultiplier": 1,
          "retryableStatusCodes": ["RESOURCE_EXHAUSTED"]}}]})");
  const auto channel = grpc::CreateCustomChannel(
      server.address(), grpc::InsecureChannelCredentials(), arguments);
  const std::string request = TinyRequest(4).SerializeAsString();
  for (int i = 0; i < 3; ++i) {
    const grpc::Status status = CallRaw(channel, kScore, request).status;
    EXPECT_TRUE(status.ok()) << status.error_message();
  }
}

}  // namespace
}  // namespace cmmm::test
