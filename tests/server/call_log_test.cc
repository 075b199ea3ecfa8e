// One JSON line per call on standard error.
#include <gmock/gmock.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/server/raw_call.h"
#include "tests/server/running_server.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::UnorderedElementsAre;

using Line = google::protobuf::Struct;

// The real binary with the tiny model, and one connection to it.
class LoggedServer {
 public:
  explicit LoggedServer(const std::vector<std::string>& extra = {}) {
    std::vector<std::string> options = {"--models",
                                        "tests/conformance/models/tiny"};
    options.insert(options.end(), extra.begin(), extra.end());
    process_ = std::make_unique<ServerProcess>(options);
    channel_ = Connect(process_->address());
  }

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

  // What it logged until it ended. Disconnects first: a connected client that
  // does nothing puts off the end for seconds.
  std::string Log() {
    channel_.reset();
    EXPECT_EQ(process_->Stop(), 0);
    return process_->Log();
  }

 private:
  std::unique_ptr<ServerProcess> process_;
  std::shared_ptr<grpc::Channel> channel_;
};

std::vector<Line> LinesOf(const std::string& log) {
  std::vector<Line> lines;
  for (const absl::string_view text :
       absl::StrSplit(log, '\n', absl::SkipEmpty())) {
    Line line;
    EXPECT_TRUE(
        google::protobuf::util::JsonStringToMessage(std::string(text), &line)
            .ok())
        << text;
    lines.push_back(line);
  }
  return lines;
}

const std::string& TextOf(const Line& line, const std::string& field) {
  return line.fields().at(field).string_value();
}

double NumberOf(const Line& line, const std::string& field) {
  return line.fields().at(field).number_value();
}

std::vector<std::string> SummaryOf(const std::vector<Line>& lines) {
  std::vector<std::string> summary;
  for (const Line& line : lines) {
    summary.push_back(absl::StrCat(TextOf(line, "method"), " ",
                                   TextOf(line, "code"), " ",
                                   TextOf(line, "reason")));
  }
  return summary;
}

TEST(CallLogTest, AScoredCallIsOneLineWithItsSizesAndTime) {
  LoggedServer server;
  const v1::ScoreRequest request = TinyRequest(4);
  const RawReply reply =
      CallRaw(server.channel(), kScore, request.SerializeAsString());
  ASSERT_TRUE(reply.status.ok());
  const std::vector<Line> lines = LinesOf(server.Log());
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_THAT(SummaryOf(lines), ElementsAre("Score OK "));
  EXPECT_EQ(NumberOf(lines[0], "assessments"), 1);
  EXPECT_EQ(NumberOf(lines[0], "bytes_in"), request.ByteSizeLong());
  EXPECT_EQ(NumberOf(lines[0], "bytes_out"), reply.bytes.size());
  EXPECT_GT(NumberOf(lines[0], "us"), 0);
  EXPECT_THAT(TextOf(lines[0], "time"),
              MatchesRegex("20..-..-..T.*(Z|[+-]..:..)"));
}

TEST(CallLogTest, ARefusedCallHasCodeAndReason) {
  LoggedServer server;
  v1::ScoreRequest request = TinyRequest(9);
  CallRaw(server.channel(), kScore, request.SerializeAsString());
  // Quotes, line ends and control characters stay out of the log.
  request.mutable_model()->set_id("\"}\n{\"method\":\"\x01\\");
  CallRaw(server.channel(), kScore, request.SerializeAsString());
  CallRaw(server.channel(), kScore, "\xff");
  CallRaw(server.channel(), "/cmmm.v1.ModelService/ListModels", "");
  CallRaw(server.channel(), "/cmmm.v1.ModelService/GetModel",
          "\x0a\x03\x0a\x01x");
  EXPECT_THAT(
      SummaryOf(LinesOf(server.Log())),
      ElementsAre("Score INVALID_ARGUMENT INVALID_ASSESSMENT",
                  "Score NOT_FOUND MODEL_NOT_FOUND",
                  "Score INVALID_ARGUMENT MALFORMED_REQUEST", "ListModels OK ",
                  "GetModel NOT_FOUND MODEL_NOT_FOUND"));
}

TEST(CallLogTest, AStreamIsOneLineThatCountsItsAssessments) {
  LoggedServer server;
  v1::ScoreStreamRequest block = BlockOf(TinyRequest(4), "a");
  *block.add_assessments() = block.assessments(0);
  ASSERT_TRUE(ScoreBlocks(*v1::ScoringService::NewStub(server.channel()),
                          {block, block, block})
                  .status.ok());
  const std::vector<Line> lines = LinesOf(server.Log());
  EXPECT_THAT(SummaryOf(lines), ElementsAre("ScoreStream OK "));
  EXPECT_EQ(NumberOf(lines.at(0), "assessments"), 6);
  EXPECT_EQ(NumberOf(lines.at(0), "bytes_in"), 3 * block.ByteSizeLong());
}

TEST(CallLogTest, AStreamThatEndsBadlySaysHow) {
  LoggedServer server({"--max-streams", "1"});
  const std::string block = BlockOf(TinyRequest(4), "a").SerializeAsString();
  {
    RawStream open(server.channel(), kScoreStream);
    ASSERT_TRUE(open.Write(block) && open.Read().has_value());
    RawStream refused(server.channel(), kScoreStream);
    refused.Write(block);
    EXPECT_EQ(refused.Finish().error_code(),
              grpc::StatusCode::RESOURCE_EXHAUSTED);
    ASSERT_TRUE(open.Write("\xff"));
    EXPECT_EQ(open.Finish().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  }
  EXPECT_THAT(
      SummaryOf(LinesOf(server.Log())),
      UnorderedElementsAre("ScoreStream RESOURCE_EXHAUSTED SERVER_FULL",
                           "ScoreStream INVALID_ARGUMENT MALFORMED_REQUEST"));
}

TEST(CallLogTest, AStreamThatTheClientCancelsIsCancelled) {
  LoggedServer server;
  {
    RawStream open(server.channel(), kScoreStream);
    ASSERT_TRUE(open.Write(BlockOf(TinyRequest(4), "a").SerializeAsString()));
    ASSERT_TRUE(open.Read().has_value());
    open.Cancel();
    EXPECT_EQ(open.Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  EXPECT_THAT(SummaryOf(LinesOf(server.Log())),
              ElementsAre("ScoreStream CANCELLED "));
}

TEST(CallLogTest, ACallWithoutAMethodOrAMessageLeavesALine) {
  LoggedServer server({"--max-message-bytes", "1024"});
  const RawReply large =
      CallRaw(server.channel(), kScore, std::string(2000, 'x'));
  EXPECT_EQ(large.status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(InfoOf(large.status).reason(), "MESSAGE_TOO_LARGE");
  const RawReply unknown =
      CallRaw(server.channel(), "/cmmm.v1.ScoringService/Nope", "");
  EXPECT_EQ(unknown.status.error_code(), grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_EQ(InfoOf(unknown.status).reason(), "UNKNOWN_METHOD");
  EXPECT_THAT(SummaryOf(LinesOf(server.Log())),
              UnorderedElementsAre("Score RESOURCE_EXHAUSTED MESSAGE_TOO_LARGE",
                                   "? UNIMPLEMENTED UNKNOWN_METHOD"));
}

TEST(CallLogTest, NoCallLogIsSilence) {
  LoggedServer server({"--no-call-log"});
  EXPECT_TRUE(
      CallRaw(server.channel(), kScore, TinyRequest(4).SerializeAsString())
          .status.ok());
  EXPECT_FALSE(CallRaw(server.channel(), kScore, "\xff").status.ok());
  EXPECT_THAT(server.Log(), IsEmpty());
}

}  // namespace
}  // namespace cmmm::test
