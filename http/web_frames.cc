#include "http/web_frames.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "google/rpc/status.pb.h"

namespace cmmm::http {
namespace {

constexpr unsigned char kCompressed = 1;
constexpr unsigned char kTrailers = 0x80;
constexpr size_t kMaxGrpcTimeoutDigits = 8;
constexpr char kTrailerPrefix[] = "trailer-";

uint32_t LengthAt(absl::string_view frame) {
  uint32_t length = 0;
  for (size_t i = 1; i < kFrameHeadBytes; ++i) {
    length = length << 8 | static_cast<unsigned char>(frame[i]);
  }
  return length;
}

std::string Frame(unsigned char flags, absl::string_view bytes) {
  std::string frame(1, static_cast<char>(flags));
  for (int shift = 24; shift >= 0; shift -= 8) {
    frame.push_back(static_cast<char>(bytes.size() >> shift));
  }
  frame.append(bytes.data(), bytes.size());
  return frame;
}

// As gRPC writes a message into a header.
std::string Percent(absl::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c >= ' ' && c <= '~' && c != '%') {
      escaped.push_back(c);
    } else {
      absl::StrAppendFormat(&escaped, "%%%02X", static_cast<unsigned char>(c));
    }
  }
  return escaped;
}

// Takes the headers that stand behind the message, as lines.
std::string TakeTrailers(std::vector<Header>* headers) {
  std::string lines;
  const auto is_trailer = [&](const Header& header) {
    const std::string name = absl::AsciiStrToLower(header.name);
    if (!absl::StartsWith(name, kTrailerPrefix)) return false;
    absl::StrAppend(&lines, name.substr(sizeof(kTrailerPrefix) - 1), ": ",
                    header.value, "\r\n");
    return true;
  };
  std::vector<Header> kept;
  for (Header& header : *headers) {
    if (!is_trailer(header)) kept.push_back(std::move(header));
  }
  *headers = std::move(kept);
  return lines;
}

std::string OutcomeLines(const Reply& reply) {
  if (reply.rpc_status.empty()) return "grpc-status: 0\r\n";
  google::rpc::Status status;
  status.ParseFromString(reply.rpc_status);
  // Without padding, as gRPC writes bytes into a header.
  std::string details = absl::Base64Escape(reply.rpc_status);
  details.resize(details.find_last_not_of('=') + 1);
  return absl::StrCat("grpc-status: ", status.code(),
                      "\r\ngrpc-message: ", Percent(status.message()),
                      "\r\ngrpc-status-details-bin: ", details, "\r\n");
}

Refusal BadFrame(std::string what) {
  return Refuse(absl::StatusCode::kInvalidArgument, "BAD_CONNECT_REQUEST",
                std::move(what));
}

}  // namespace

bool IsGrpcWeb(const Request& request) {
  absl::string_view type = request.Find("Content-Type");
  type = absl::StripAsciiWhitespace(type.substr(0, type.find(';')));
  return request.method == "POST" && IsJsonType(type).has_value() &&
         absl::StartsWithIgnoreCase(type, "application/grpc-web");
}

std::optional<std::chrono::milliseconds> ReadGrpcTimeout(
    absl::string_view text) {
  int64_t count = 0;
  if (text.size() < 2 || text.size() > kMaxGrpcTimeoutDigits + 1 ||
      !std::all_of(text.begin(), text.end() - 1,
                   [](char c) { return c >= '0' && c <= '9'; }) ||
      !absl::SimpleAtoi(text.substr(0, text.size() - 1), &count)) {
    return std::nullopt;
  }
  switch (text.back()) {
    case 'H':
      return std::chrono::hours(count);
    case 'M':
      return std::chrono::minutes(count);
    case 'S':
      return std::chrono::seconds(count);
    case 'm':
      return std::chrono::milliseconds(count);
    case 'u':
      return std::chrono::milliseconds(count / 1'000);
    case 'n':
      return std::chrono::milliseconds(count / 1'000'000);
    default:
      return std::nullopt;
  }
}

std::optional<Refusal> ReadGrpcWeb(Request* request, ConnectRequest* connect) {
  connect->is_json = *IsJsonType(request->Find("Content-Type"));
  const absl::string_view timeout = request->Find("grpc-timeout");
  if (!timeout.empty()) {
    connect->timeout = ReadGrpcTimeout(timeout);
    if (!connect->timeout.has_value()) {
      return BadFrame(
          "grpc-timeout must be a number of at most 8 digits and a "
          "unit");
    }
  }
  bool is_gzip = false;
  if (auto refusal = ReadEncoding(request->Find("grpc-encoding"), &is_gzip)) {
    return refusal;
  }
  const absl::string_view body = request->body;
  const bool is_frame = body.size() >= kFrameHeadBytes &&
                        LengthAt(body) <= body.size() - kFrameHeadBytes;
  if (body.empty() ||
      (is_frame && LengthAt(body) < body.size() - kFrameHeadBytes)) {
    return Refuse(absl::StatusCode::kUnimplemented, "BAD_CONNECT_REQUEST",
                  "the call takes one message");
  }
  const unsigned char flags =
      body.empty() ? 0 : static_cast<unsigned char>(body[0]);
  if (!is_frame || flags > kCompressed) {
    return BadFrame("the body is no frame of gRPC-Web");
  }
  if (flags == kCompressed && !is_gzip) {
    return BadFrame(
        "the message is compressed, and grpc-encoding does not say "
        "how");
  }
  connect->is_gzip = flags == kCompressed;
  connect->message = request->body.substr(kFrameHeadBytes);
  request->body.clear();
  return std::nullopt;
}

void WriteGrpcWeb(const Request& request, Reply* reply) {
  const std::string trailers =
      absl::StrCat(OutcomeLines(*reply), TakeTrailers(&reply->headers));
  std::string body;
  if (reply->rpc_status.empty()) body = Frame(0, reply->body);
  body += Frame(kTrailers, trailers);
  reply->body = std::move(body);
  reply->status = 200;
  for (Header& header : reply->headers) {
    if (!absl::EqualsIgnoreCase(header.name, "Content-Type")) continue;
    header.value = *IsJsonType(request.Find("Content-Type"))
                       ? "application/grpc-web+json"
                       : "application/grpc-web+proto";
  }
}

}  // namespace cmmm::http
