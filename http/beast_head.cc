#include "http/beast_head.h"

#include <algorithm>
#include <boost/beast/http/status.hpp>
#include <cstdint>
#include <limits>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "http/connect_error.h"
#include "service/unary_call.h"

namespace cmmm::http {
namespace {

namespace beast = boost::beast;

constexpr size_t kMaxTargetBytes = 8 << 10;

absl::string_view View(beast::string_view text) {
  return {text.data(), text.size()};
}

// A target in absolute form, `http://host/path`, without scheme and host, as
// every server has to take it (RFC 9112, 3.2.2); every other as it is.
absl::string_view OriginForm(absl::string_view target) {
  absl::string_view rest = target;
  for (const absl::string_view scheme : {"http://", "https://"}) {
    if (!absl::StartsWithIgnoreCase(target, scheme)) continue;
    rest.remove_prefix(scheme.size());
    const size_t host = std::min(rest.find_first_of("/?"), rest.size());
    if (host == 0) return target;
    rest.remove_prefix(host);
    return rest.empty() ? "/" : rest;
  }
  return target;
}

Reply TooLargeHead() { return BadHttp(431, "the head is too large"); }

// Which of two counts would be anybody's guess, also of two alike. Beast takes
// `Content-Length: 2, 2`.
bool HasOneOfEach(const beast::http::request_header<>& head) {
  using beast::http::field;
  for (const field name : {field::content_length, field::content_type,
                           field::content_encoding, field::authorization}) {
    if (head.count(name) > 1) return false;
  }
  const absl::string_view length = View(head[field::content_length]);
  return length.find_first_not_of("0123456789") == absl::string_view::npos;
}

}  // namespace

void BeginRequest(std::optional<BeastRequest>* parser) {
  parser->emplace();
  // Beast counts from the first line or after it, as the bytes come. Its limit
  // is above ours, which then holds for every head alike.
  (*parser)->header_limit(2 * kMaxHeadBytes);
  (*parser)->body_limit(std::numeric_limits<uint64_t>::max());
}

Request RequestOf(const beast::http::request_header<>& head) {
  Request request;
  request.method = std::string(View(head.method_string()));
  const absl::string_view target = OriginForm(View(head.target()));
  const size_t mark = target.find('?');
  request.path = std::string(target.substr(0, mark));
  if (mark != absl::string_view::npos) {
    request.query = std::string(target.substr(mark + 1));
  }
  for (const auto& field : head) {
    request.headers.push_back({std::string(View(field.name_string())),
                               std::string(View(field.value()))});
  }
  request.call =
      service::ReadCallHead(request.FindOnly(service::kRequestIdHeader),
                            request.FindOnly(service::kTraceHeader),
                            request.FindOnly(service::kUserAgentHeader));
  return request;
}

std::optional<Reply> CheckHead(const beast::http::request_header<>& head,
                               size_t bytes) {
  if (bytes > kMaxHeadBytes) return TooLargeHead();
  using beast::http::field;
  const auto hosts = head.count(field::host);
  if (hosts > 1 || (hosts == 0 && head.version() == 11)) {
    return BadHttp(400, "a request of HTTP/1.1 has one Host");
  }
  const auto encodings = head.count(field::transfer_encoding);
  if (encodings > 1 ||
      (encodings == 1 &&
       (head.version() != 11 ||
        !absl::EqualsIgnoreCase(
            absl::StripAsciiWhitespace(View(head[field::transfer_encoding])),
            "chunked")))) {
    return BadHttp(400, "Transfer-Encoding may only be chunked");
  }
  if (!HasOneOfEach(head)) {
    return BadHttp(400,
                   "Content-Length, Content-Type, Content-Encoding and "
                   "Authorization stand once, a length as digits");
  }
  const absl::string_view target = View(head.target());
  if (target.size() > kMaxTargetBytes) {
    return BadHttp(414, "the path and query are too long");
  }
  const absl::string_view asked = OriginForm(target);
  if (!absl::StartsWith(asked, "/") && asked != "*") {
    return BadHttp(400, "the target must begin with /, or be an address of it");
  }
  const absl::string_view expected = View(head[field::expect]);
  if (!expected.empty() && !absl::EqualsIgnoreCase(expected, "100-continue")) {
    return BadHttp(417, "only 100-continue can be expected");
  }
  return std::nullopt;
}

std::optional<Reply> ReplyToError(beast::error_code code, size_t most) {
  using beast::http::error;
  if (code == error::header_limit || code == error::buffer_overflow) {
    return TooLargeHead();
  }
  if (code == error::body_limit) {
    Reply reply = ErrorReply(*service::RefuseLarge(most + 1, most));
    reply.close = true;
    return reply;
  }
  if (code == error::end_of_stream || code == error::partial_message ||
      code.category() != make_error_code(error::bad_method).category()) {
    return std::nullopt;
  }
  return BadHttp(400, "this is no HTTP request");
}

std::string LastHeadOf(const Reply& reply) {
  std::string head =
      absl::StrCat("HTTP/1.1 ", reply.status, " ",
                   View(beast::http::obsolete_reason(
                       static_cast<beast::http::status>(reply.status))),
                   "\r\nConnection: close\r\n");
  for (const Header& header : reply.headers) {
    absl::StrAppend(&head, header.name, ": ", header.value, "\r\n");
  }
  return head + "\r\n";
}

}  // namespace cmmm::http
