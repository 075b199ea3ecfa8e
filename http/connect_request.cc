#include "http/connect_request.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "http/web_frames.h"

namespace cmmm::http {
namespace {

// The protocol's own bound: a good hundred days.
constexpr size_t kMaxTimeoutDigits = 10;

Refusal BadRequest(std::string what) {
  return Refuse(absl::StatusCode::kInvalidArgument, "BAD_CONNECT_REQUEST",
                std::move(what));
}

// `%E4%BD%A0+a` as text; nothing for a `%` without two digits.
std::optional<std::string> Unescape(absl::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain.push_back(text[i] == '+' ? ' ' : text[i]);
      continue;
    }
    if (i + 2 >= text.size() ||
        !absl::ascii_isxdigit(static_cast<unsigned char>(text[i + 1])) ||
        !absl::ascii_isxdigit(static_cast<unsigned char>(text[i + 2]))) {
      return std::nullopt;
    }
    plain += absl::HexStringToBytes(text.substr(i + 1, 2));
    i += 2;
  }
  return plain;
}

// With padding or without, in either alphabet.
bool DecodeBase64(const std::string& text, std::string* bytes) {
  return absl::WebSafeBase64Unescape(text, bytes) ||
         absl::Base64Unescape(text, bytes);
}

std::optional<Refusal> ReadTimeout(absl::string_view text,
                                   ConnectRequest* connect) {
  if (text.empty()) return std::nullopt;
  int64_t milliseconds = 0;
  if (text.size() > kMaxTimeoutDigits ||
      !std::all_of(text.begin(), text.end(),
                   [](char c) { return c >= '0' && c <= '9'; }) ||
      !absl::SimpleAtoi(text, &milliseconds)) {
    return BadRequest(
        "Connect-Timeout-Ms must be a number of at most 10 digits");
  }
  connect->timeout = std::chrono::milliseconds(milliseconds);
  return std::nullopt;
}

std::optional<Refusal> ReadGet(const Request& request,
                               ConnectRequest* connect) {
  auto parameters = ReadQuery(request.query);
  if (!parameters.has_value()) {
    return BadRequest("the query cannot be read, or names a parameter twice");
  }
  const std::string& version = (*parameters)["connect"];
  if (!version.empty() && version != "v1") {
    return BadRequest("the parameter connect must be v1");
  }
  const std::string& encoding = (*parameters)["encoding"];
  if (encoding != "json" && encoding != "proto") {
    return BadRequest("the parameter encoding must be json or proto");
  }
  connect->is_json = encoding == "json";
  if (parameters->count("message") == 0) {
    return BadRequest("the parameter message is missing");
  }
  connect->message = std::move((*parameters)["message"]);
  const std::string& base64 = (*parameters)["base64"];
  if (!base64.empty() && base64 != "0") {
    std::string bytes;
    if (base64 != "1" || !DecodeBase64(connect->message, &bytes)) {
      return BadRequest("the parameter message is no base64");
    }
    connect->message = std::move(bytes);
  }
  return ReadEncoding((*parameters)["compression"], &connect->is_gzip);
}

}  // namespace

std::optional<Refusal> ReadEncoding(absl::string_view encoding, bool* is_gzip) {
  *is_gzip = absl::EqualsIgnoreCase(encoding, "gzip");
  if (*is_gzip || encoding.empty() ||
      absl::EqualsIgnoreCase(encoding, "identity")) {
    return std::nullopt;
  }
  return Refuse(absl::StatusCode::kUnimplemented, "UNKNOWN_ENCODING",
                "the message is compressed in a way that is not known here; "
                "supported are gzip and identity");
}

std::optional<bool> IsJsonType(absl::string_view type) {
  type = absl::StripAsciiWhitespace(type.substr(0, type.find(';')));
  for (const char* json : {"application/json", "application/grpc-web+json"}) {
    if (absl::EqualsIgnoreCase(type, json)) return true;
  }
  for (const char* binary : {"application/proto", "application/grpc-web",
                             "application/grpc-web+proto"}) {
    if (absl::EqualsIgnoreCase(type, binary)) return false;
  }
  return std::nullopt;
}

std::optional<std::map<std::string, std::string>> ReadQuery(
    absl::string_view query) {
  std::map<std::string, std::string> parameters;
  for (const absl::string_view pair :
       absl::StrSplit(query, '&', absl::SkipEmpty())) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(pair, absl::MaxSplits('=', 1));
    auto name = Unescape(parts.first);
    auto value = Unescape(parts.second);
    if (!name.has_value() || !value.has_value() ||
        !parameters.emplace(*std::move(name), *std::move(value)).second) {
      return std::nullopt;
    }
  }
  return parameters;
}

Outcome<ConnectRequest> ReadConnectRequest(Request* request) {
  ConnectRequest connect;
  const absl::string_view version = request->Find("Connect-Protocol-Version");
  if (!version.empty() && version != "1") {
    return BadRequest("Connect-Protocol-Version must be 1");
  }
  if (auto refusal =
          ReadTimeout(request->Find("Connect-Timeout-Ms"), &connect)) {
    return *std::move(refusal);
  }
  if (request->method == "GET") {
    if (auto refusal = ReadGet(*request, &connect)) return *std::move(refusal);
    return connect;
  }
  if (IsGrpcWeb(*request)) {
    if (auto refusal = ReadGrpcWeb(request, &connect)) {
      return *std::move(refusal);
    }
    return connect;
  }
  connect.is_json = IsJsonType(request->Find("Content-Type")).value_or(true);
  if (auto refusal =
          ReadEncoding(request->Find("Content-Encoding"), &connect.is_gzip)) {
    return *std::move(refusal);
  }
  connect.message = std::move(request->body);
  return connect;
}

}  // namespace cmmm::http
