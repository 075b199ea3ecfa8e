// ScoringService.ScoreStream at its limits: sizes, slots, slow and vanished
// clients.
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/server/running_server.h"

namespace cmmm::test {
namespace {

v1::ScoreStreamRequest TinyBlock(int count, v1::View view) {
  v1::ScoreStreamRequest block = BlockOf(TinyRequest(1), "0");
  block.mutable_common()->set_view(view);
  for (int i = 1; i < count; ++i) {
    *block.add_assessments() = block.assessments(0);
  }
  return block;
}

// An open ScoreStream call that has been answered once, so that the server
// is known to have it.
class OpenStream {
 public:
  explicit OpenStream(v1::ScoringService::Stub& stub)
      : stream_(stub.ScoreStream(&context_)) {}
  ~OpenStream() { context_.TryCancel(); }

  bool Exchange(const v1::ScoreStreamRequest& block) {
    v1::ScoreStreamResponse answer;
    return stream_->Write(block) && stream_->Read(&answer) &&
           answer.results_size() == block.assessments_size();
  }
  void Cancel() { context_.TryCancel(); }
  grpc::Status Close() {
    stream_->WritesDone();
    return stream_->Finish();
  }

 private:
  CallContext context_;
  std::unique_ptr<
      grpc::ClientReaderWriter<v1::ScoreStreamRequest, v1::ScoreStreamResponse>>
      stream_;
};

// Opens streams until one is answered; false when none is in a minute.
bool BecomesFree(RunningServer& server) {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (std::chrono::steady_clock::now() < limit) {
    OpenStream stream(server.scoring());
    if (stream.Exchange(TinyBlock(1, v1::VIEW_LEVEL))) {
      return stream.Close().ok();
    }
    if (stream.Close().error_code() != grpc::StatusCode::RESOURCE_EXHAUSTED) {
      return false;
    }
  }
  return false;
}

server::ServerOptions WithStreams(int max_streams) {
  server::ServerOptions options;
  options.limits.max_streams = max_streams;
  return options;
}

TEST(ScoreStreamLimitsTest, OneStreamTooManyIsRefusedWithARetryHint) {
  RunningServer server(TinyCatalog(), WithStreams(2));
  const v1::ScoreStreamRequest block = TinyBlock(1, v1::VIEW_LEVEL);
  OpenStream first(server.scoring());
  OpenStream second(server.scoring());
  ASSERT_TRUE(first.Exchange(block));
  ASSERT_TRUE(second.Exchange(block));

  OpenStream third(server.scoring());
  EXPECT_FALSE(third.Exchange(block));
  const grpc::Status refused = third.Close();
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(InfoOf(refused).reason(), "SERVER_FULL");
  EXPECT_EQ(RetrySecondsOf(refused), 1);

  v1::ScoreResponse response;
  EXPECT_TRUE(server.Score(TinyRequest(4), &response).ok());
  EXPECT_TRUE(first.Exchange(block));
  EXPECT_TRUE(first.Close().ok());
  EXPECT_TRUE(BecomesFree(server));
  EXPECT_TRUE(second.Exchange(block));
}

TEST(ScoreStreamLimitsTest, SlotsCountOverAllConnections) {
  RunningServer server(TinyCatalog(), WithStreams(1));
  OpenStream open(server.scoring());
  ASSERT_TRUE(open.Exchange(TinyBlock(1, v1::VIEW_LEVEL)));
  const auto other = v1::ScoringService::NewStub(Connect(server.address()));
  const StreamOutcome outcome =
      ScoreBlocks(*other, {TinyBlock(1, v1::VIEW_LEVEL)});
  EXPECT_EQ(InfoOf(outcome.status).reason(), "SERVER_FULL");
}

TEST(ScoreStreamLimitsTest, CancellationBetweenBlocksFreesTheSlot) {
  RunningServer server(TinyCatalog(), WithStreams(1));
  OpenStream open(server.scoring());
  ASSERT_TRUE(open.Exchange(TinyBlock(1, v1::VIEW_LEVEL)));
  open.Cancel();
  EXPECT_EQ(open.Close().error_code(), grpc::StatusCode::CANCELLED);
  EXPECT_TRUE(BecomesFree(server));
}

TEST(ScoreStreamLimitsTest, CancellationWithinABlockFreesTheSlot) {
  RunningServer server(TinyCatalog(), WithStreams(1));
  CallContext context;
  const auto stream = server.scoring().ScoreStream(&context);
  ASSERT_TRUE(stream->Write(TinyBlock(4096, v1::VIEW_FULL)));
  context.TryCancel();
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  EXPECT_TRUE(BecomesFree(server));
}

TEST(ScoreStreamLimitsTest, AClientThatVanishesFreesTheSlot) {
  RunningServer server(TinyCatalog(), WithStreams(1));
  {
    const auto lost = v1::ScoringService::NewStub(Connect(server.address()));
    OpenStream open(*lost);
    ASSERT_TRUE(open.Exchange(TinyBlock(1, v1::VIEW_LEVEL)));
  }
  EXPECT_TRUE(BecomesFree(server));
}

TEST(ScoreStreamLimitsTest, ABlockAboveTheSizeLimitIsNeverDroppedSilently) {
  server::ServerOptions options;
  options.max_message_bytes = 1 << 12;
  RunningServer server(TinyCatalog(), options);
  v1::ScoreStreamRequest large = TinyBlock(1, v1::VIEW_LEVEL);
  large.mutable_assessments(0)->set_key(std::string(1 << 12, 'k'));
  const StreamOutcome outcome =
      ScoreBlocks(server.scoring(), {TinyBlock(1, v1::VIEW_LEVEL), large});
  EXPECT_EQ(outcome.answers.size(), 1u);
  EXPECT_EQ(outcome.status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED)
      << outcome.status.error_message();
}

TEST(ScoreStreamLimitsTest, ResultsThatDoNotFitSayTheyAreTooLarge) {
  server::ServerOptions options;
  options.max_message_bytes = 1 << 16;
  RunningServer server(TinyCatalog(), options);
  const v1::ScoreStreamRequest block = TinyBlock(100, v1::VIEW_FULL);
  const StreamOutcome outcome =
      ScoreBlocks(server.scoring(), {block, TinyBlock(1, v1::VIEW_FULL)});
  EXPECT_TRUE(outcome.status.ok()) << outcome.status.error_message();
  ASSERT_EQ(outcome.answers.size(), 2u);
  EXPECT_LE(outcome.answers[0].ByteSizeLong(), size_t{1} << 16);
  ASSERT_EQ(outcome.answers[0].results_size(), 100);
  int scored = 0;
  for (const v1::KeyedResult& result : outcome.answers[0].results()) {
    if (result.has_response()) {
      ++scored;
    } else {
      EXPECT_EQ(result.status().code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
      EXPECT_EQ(InfoOf(result.status()).reason(), "RESULT_TOO_LARGE");
    }
  }
  EXPECT_GT(scored, 0);
  EXPECT_LT(scored, 100);
  EXPECT_TRUE(outcome.answers[1].results(0).has_response());
}

TEST(ScoreStreamLimitsTest, WhenNotEvenTheStatusesFitTheStreamSaysSo) {
  server::ServerOptions options;
  options.max_message_bytes = 1 << 12;
  RunningServer server(TinyCatalog(), options);
  v1::ScoreStreamRequest block = TinyBlock(100, v1::VIEW_LEVEL);
  block.set_packed_model_digest(block.assessments(0).packed().model_digest());
  for (v1::KeyedAssessment& assessment : *block.mutable_assessments()) {
    assessment.mutable_packed()->clear_model_digest();
  }
  ASSERT_LT(block.ByteSizeLong(), size_t{1} << 12);
  const StreamOutcome outcome =
      ScoreBlocks(server.scoring(), {TinyBlock(1, v1::VIEW_LEVEL), block});
  EXPECT_EQ(outcome.answers.size(), 1u);
  EXPECT_EQ(outcome.status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED)
      << outcome.status.error_message();
}

TEST(ScoreStreamLimitsTest, AClientThatReadsAfter200BlocksGetsThemAll) {
  RunningServer server(TinyCatalog());
  CallContext context;
  const auto stream = server.scoring().ScoreStream(&context);
  // 200 of these fit into the server's first flow-control window, so that
  // writing them does not depend on reading any answer.
  v1::ScoreStreamRequest block = TinyBlock(1, v1::VIEW_LEVEL);
  ASSERT_LT(block.ByteSizeLong() * 200, size_t{1} << 15);
  for (int i = 0; i < 200; ++i) {
    block.mutable_assessments(0)->set_key(absl::StrCat(i));
    ASSERT_TRUE(stream->Write(block));
  }
  stream->WritesDone();
  v1::ScoreStreamResponse answer;
  for (int i = 0; i < 200; ++i) {
    ASSERT_TRUE(stream->Read(&answer));
    ASSERT_EQ(answer.results(0).key(), absl::StrCat(i));
  }
  EXPECT_FALSE(stream->Read(&answer));
  EXPECT_TRUE(stream->Finish().ok());
}

TEST(ScoreStreamLimitsTest, AWriterFarAheadOfTheReaderLosesNothing) {
  constexpr int kBlocks = 200;
  constexpr int kAhead = 3;  // below what the first window lets through
  RunningServer server(TinyCatalog());
  const v1::ScoreStreamRequest block = TinyBlock(64, v1::VIEW_FULL);
  CallContext context;
  const auto stream = server.scoring().ScoreStream(&context);
  std::mutex mutex;
  std::condition_variable changed;
  int written = 0;
  std::thread writer([&] {
    for (int i = 0; i < kBlocks; ++i) {
      if (!stream->Write(block)) break;
      const std::lock_guard<std::mutex> lock(mutex);
      ++written;
      changed.notify_one();
    }
    stream->WritesDone();
  });
  {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait_for(lock, kCallLimit, [&] { return written >= kAhead; });
  }
  int read = 0;
  v1::ScoreStreamResponse answer;
  while (stream->Read(&answer)) {
    EXPECT_EQ(answer.results_size(), 64);
    ++read;
  }
  writer.join();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(read, kBlocks);
}

}  // namespace
}  // namespace cmmm::test
