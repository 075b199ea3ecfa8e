#include "http/connect_request.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace cmmm::test {
namespace {

using http::ReadConnectRequest;
using http::Request;

Request Get(const std::string& query) {
  Request request;
  request.method = "GET";
  request.query = query;
  return request;
}

Request Post(std::vector<http::Header> headers) {
  Request request;
  request.method = "POST";
  request.headers = std::move(headers);
  request.body = "{}";
  return request;
}

// The reason of the refusal; empty: it is read.
std::string ReasonOf(Request request) {
  const auto read = ReadConnectRequest(&request);
  return read.ok() ? "" : read.refusal().reason;
}

TEST(ConnectRequestTest, ReadsAMessageInAQuery) {
  for (const char* query :
       {"connect=v1&encoding=json&message=%7B%22a%22%3A%201%7D",
        "encoding=json&message=%7b%22a%22:+1%7d&base64=0",
        "base64=1&message=eyJhIjogMX0&encoding=json",
        "base64=1&message=eyJhIjogMX0%3D&encoding=json&connect=v1"}) {
    Request request = Get(query);
    const auto read = ReadConnectRequest(&request);
    ASSERT_TRUE(read.ok()) << query;
    EXPECT_EQ(read.value().message, R"({"a": 1})") << query;
    EXPECT_TRUE(read.value().is_json);
    EXPECT_FALSE(read.value().is_gzip);
  }
  Request binary =
      Get("encoding=proto&base64=1&message=CgA-_w&compression=gzip");
  const auto read = ReadConnectRequest(&binary);
  ASSERT_TRUE(read.ok());
  EXPECT_FALSE(read.value().is_json);
  EXPECT_TRUE(read.value().is_gzip);
  EXPECT_EQ(read.value().message, std::string("\n\0>\xff", 4));
}

TEST(ConnectRequestTest, AnotherQueryIsRefused) {
  for (const char* query :
       {"", "encoding=json", "message=%7B%7D", "encoding=xml&message=",
        "connect=v2&encoding=json&message=", "encoding=json&message=%7",
        "encoding=json&message=%zz", "encoding=json&message=a&message=b",
        "encoding=json&message=a&base64=1", "encoding=json&message=&base64=2",
        "encoding=json&encoding=proto&message="}) {
    EXPECT_EQ(ReasonOf(Get(query)), "BAD_CONNECT_REQUEST") << query;
  }
  EXPECT_EQ(ReasonOf(Get("encoding=json&message=&compression=br")),
            "UNKNOWN_ENCODING");
}

TEST(ConnectRequestTest, HeadersSayTheRest) {
  Request request = Post({{"content-type", "application/proto"},
                          {"Content-Encoding", "gzip"},
                          {"connect-timeout-ms", "2500"},
                          {"Connect-Protocol-Version", "1"}});
  const auto read = ReadConnectRequest(&request);
  ASSERT_TRUE(read.ok());
  EXPECT_FALSE(read.value().is_json);
  EXPECT_TRUE(read.value().is_gzip);
  EXPECT_EQ(read.value().timeout, std::chrono::milliseconds(2500));
  EXPECT_EQ(read.value().message, "{}");
}

TEST(ConnectRequestTest, WrongHeadersAreRefused) {
  for (const char* timeout :
       {"-1", "1.5", "10s", "12345678901", " 1", "0x10"}) {
    EXPECT_EQ(ReasonOf(Post({{"Connect-Timeout-Ms", timeout}})),
              "BAD_CONNECT_REQUEST")
        << timeout;
  }
  EXPECT_EQ(ReasonOf(Post({{"Connect-Timeout-Ms", "9999999999"}})), "");
  EXPECT_EQ(ReasonOf(Post({{"Connect-Protocol-Version", "2"}})),
            "BAD_CONNECT_REQUEST");
  EXPECT_EQ(ReasonOf(Post({{"Content-Encoding", "deflate"}})),
            "UNKNOWN_ENCODING");
  EXPECT_EQ(ReasonOf(Post({{"Content-Encoding", "identity"}})), "");
}

TEST(ConnectRequestTest, KnowsItsContentTypes) {
  EXPECT_EQ(http::IsJsonType("application/json"), true);
  EXPECT_EQ(http::IsJsonType("Application/JSON; charset=utf-8"), true);
  EXPECT_EQ(http::IsJsonType("application/proto"), false);
  EXPECT_EQ(http::IsJsonType("application/grpc-web"), false);
  EXPECT_EQ(http::IsJsonType("application/grpc-web+json"), true);
  for (const char* other :
       {"", "text/plain", "application/jsonx", "application/grpc-web-text",
        "application/grpc", "application"}) {
    EXPECT_EQ(http::IsJsonType(other), std::nullopt) << other;
  }
}

}  // namespace
}  // namespace cmmm::test
