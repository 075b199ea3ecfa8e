#include "http/web_frames.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "http/connect_error.h"

namespace cmmm::test {
namespace {

using http::ConnectRequest;
using http::IsGrpcWeb;
using http::ReadConnectRequest;
using http::ReadGrpcTimeout;
using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kHello("\0\0\0\0\5hello", 10);

http::Request Web(std::string body, std::vector<http::Header> more = {}) {
  http::Request request;
  request.method = "POST";
  request.headers = std::move(more);
  request.headers.push_back({"Content-Type", "application/grpc-web+proto"});
  request.body = std::move(body);
  return request;
}

// `INVALID_ARGUMENT BAD_CONNECT_REQUEST`; empty: it is read.
std::string WrongWith(http::Request request) {
  const auto read = ReadConnectRequest(&request);
  if (read.ok()) return "";
  return absl::StatusCodeToString(read.refusal().code) + " " +
         read.refusal().reason;
}

TEST(GrpcWebTest, ReadsTheMessageOfAFrame) {
  http::Request plain = Web(kHello, {{"grpc-timeout", "2S"}});
  EXPECT_TRUE(IsGrpcWeb(plain));
  const auto read = ReadConnectRequest(&plain);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value().message, "hello");
  EXPECT_EQ(read.value().timeout, milliseconds(2000));
  EXPECT_FALSE(read.value().is_json);
  EXPECT_FALSE(read.value().is_gzip);
  std::string compressed = kHello;
  compressed[0] = 1;
  http::Request packed = Web(compressed, {{"grpc-encoding", "gzip"}});
  const auto unpacked = ReadConnectRequest(&packed);
  ASSERT_TRUE(unpacked.ok());
  EXPECT_TRUE(unpacked.value().is_gzip);
}

TEST(GrpcWebTest, AnotherBodyIsRefused) {
  EXPECT_EQ(WrongWith(Web(kHello)), "");
  const std::string bad = "INVALID_ARGUMENT BAD_CONNECT_REQUEST";
  const std::string count = "UNIMPLEMENTED BAD_CONNECT_REQUEST";
  EXPECT_EQ(WrongWith(Web("")), count);
  EXPECT_EQ(WrongWith(Web(kHello + kHello)), count);
  EXPECT_EQ(WrongWith(Web(kHello.substr(0, 4))), bad);
  EXPECT_EQ(WrongWith(Web(kHello.substr(0, 9))), bad);
  EXPECT_EQ(WrongWith(Web(std::string("\0\xff\xff\xff\xffhello", 10))), bad);
  for (const char flags : {'\1', '\2', '\x80'}) {
    std::string flagged = kHello;
    flagged[0] = flags;
    EXPECT_EQ(WrongWith(Web(flagged)), bad) << int{flags};
  }
  EXPECT_EQ(WrongWith(Web(kHello, {{"grpc-encoding", "br"}})),
            "UNIMPLEMENTED UNKNOWN_ENCODING");
  EXPECT_EQ(WrongWith(Web(kHello, {{"grpc-timeout", "soon"}})), bad);
}

TEST(GrpcWebTest, ReadsTimeouts) {
  EXPECT_EQ(ReadGrpcTimeout("1H"), milliseconds(3'600'000));
  EXPECT_EQ(ReadGrpcTimeout("99999999M"), milliseconds(5'999'999'940'000));
  EXPECT_EQ(ReadGrpcTimeout("100m"), milliseconds(100));
  EXPECT_EQ(ReadGrpcTimeout("2500u"), milliseconds(2));
  EXPECT_EQ(ReadGrpcTimeout("5000000n"), milliseconds(5));
  for (const char* text : {"", "5", "m", "5x", "-5m", "123456789m", "5 m"}) {
    EXPECT_EQ(ReadGrpcTimeout(text), std::nullopt) << text;
  }
}

TEST(GrpcWebTest, PutsAnAnswerIntoFrames) {
  http::Reply reply;
  reply.With("Content-Type", "application/proto").With("Trailer-X-A", "1");
  reply.body = "hello";
  WriteGrpcWeb(Web(kHello), &reply);
  EXPECT_THAT(reply.body, StartsWith(kHello));
  const std::string lines = "grpc-status: 0\r\nx-a: 1\r\n";
  EXPECT_EQ(
      reply.body.substr(kHello.size()),
      std::string("\x80\0\0\0", 4) + static_cast<char>(lines.size()) + lines);
  ASSERT_EQ(reply.headers.size(), 1U);
  EXPECT_EQ(reply.headers[0].value, "application/grpc-web+proto");
}

TEST(GrpcWebTest, PutsARefusalBehindNothing) {
  http::Reply reply = http::ErrorReply(Refuse(
      absl::StatusCode::kNotFound, "MODEL_NOT_FOUND", "100 % \"没有\"\r\n"));
  WriteGrpcWeb(Web(kHello), &reply);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body[0], '\x80');
  EXPECT_THAT(reply.body, HasSubstr("grpc-status: 5\r\n"));
  EXPECT_THAT(reply.body, HasSubstr("grpc-message: 100 %25 \"%E6%B2%A1"
                                    "%E6%9C%89\"%0D%0A\r\n"));
  EXPECT_THAT(reply.body, HasSubstr("\r\ngrpc-status-details-bin: "));
}

}  // namespace
}  // namespace cmmm::test
