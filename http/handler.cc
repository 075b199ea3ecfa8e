#include "http/handler.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/version.h"
#include "http/batch_request.h"
#include "http/connect_error.h"
#include "http/openapi.h"
#include "http/web_frames.h"

namespace cmmm::http {
namespace {

// Scripts, styles and calls of this server alone; nothing inline, no frames.
constexpr char kPolicy[] =
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
constexpr char kOwnHeaders[] =
    "Content-Type, Content-Encoding, Connect-Protocol-Version, "
    "Connect-Timeout-Ms, Grpc-Timeout, X-Grpc-Web, X-Request-Id, X-User-Agent, "
    "Traceparent, "
    "Authorization";

bool IsRead(const Request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

// `/package.Service/Method`.
bool IsCallPath(const std::string& path) {
  const size_t slash = path.find('/', 1);
  return slash != std::string::npos && slash + 1 < path.size() &&
         path.find('.') < slash && path.find('/', slash + 1) == path.npos;
}

Reply Text(int status, const char* type, std::string body) {
  Reply reply;
  reply.status = status;
  reply.body = std::move(body);
  reply.With("Content-Type", type).With("Cache-Control", "no-store");
  return reply;
}

Reply NotFound(const std::string& path) {
  if (IsCallPath(path)) {
    return ErrorReply(Refuse(absl::StatusCode::kUnimplemented, "UNKNOWN_METHOD",
                             "there is no such method"),
                      404);
  }
  return ErrorReply(Refuse(absl::StatusCode::kNotFound, "NO_SUCH_PATH",
                           "there is nothing at this path"));
}

}  // namespace

Handler::Handler(const service::CallTools& tools, Page page,
                 std::vector<std::string> origins,
                 std::function<std::string()> metrics, Calls calls)
    : tools_(tools),
      page_(std::move(page)),
      origins_(std::move(origins)),
      metrics_(std::move(metrics)),
      calls_(std::move(calls)) {
  if (!metrics_) page_.Add("/openapi.json", OpenApiText());
}

std::optional<Reply> Handler::CheckHead(const Request& head,
                                        std::optional<uint64_t> bytes) const {
  if (metrics_) return CheckMetricsHead(head);
  if (head.path == kBatchPath && head.method != "OPTIONS") {
    return CheckBatchHead(head);
  }
  if (bytes.has_value()) {
    const size_t most =
        tools_.max_message_bytes + (IsGrpcWeb(head) ? kFrameHeadBytes : 0);
    if (auto refusal = service::RefuseLarge(*bytes, most)) {
      Reply reply = ErrorReply(*refusal);
      reply.close = true;
      return reply;
    }
  }
  if (head.method == "OPTIONS") return std::nullopt;
  const service::Method* method = calls_.find(head.path);
  if (method != nullptr) return CheckConnectHead(*method, head);
  if (!IsRead(head) && !IsCallPath(head.path)) {
    Reply reply = BadHttp(405, "this path is only read");
    reply.With("Allow", "GET, HEAD");
    return reply;
  }
  return std::nullopt;
}

// Where figures are, nothing is called and nothing is uploaded.
std::optional<Reply> Handler::CheckMetricsHead(const Request& head) const {
  if (IsRead(head) && !IsCallPath(head.path)) return std::nullopt;
  Reply reply = NotFound(head.path);
  reply.close = true;
  return reply;
}

void Handler::Answer(std::shared_ptr<Exchange> exchange) const {
  const Request& request = exchange->request;
  const service::Method* method =
      metrics_ ? nullptr : calls_.find(request.path);
  if (method != nullptr && request.method != "OPTIONS") {
    return calls_.answer(*method, tools_, std::move(exchange));
  }
  Reply reply = AnswerOther(request);
  if (reply.status >= 400 && (!IsRead(request) || IsCallPath(request.path))) {
    LogRefused(*exchange, reply);
  }
  SendReply(exchange, std::move(reply));
}

Reply Handler::AnswerOther(const Request& request) const {
  if (request.method == "OPTIONS") {
    Reply reply;
    reply.status = 204;
    return reply.With("Allow", "GET, HEAD, POST, OPTIONS");
  }
  if (IsRead(request)) {
    if (request.path == "/healthz") return Text(200, "text/plain", "ok\n");
    if (request.path == "/readyz") {
      return draining_ ? Text(503, "text/plain", "draining\n")
                       : Text(200, "text/plain", "ok\n");
    }
    if (metrics_ && request.path == "/metrics") {
      return Text(200, "text/plain; version=0.0.4; charset=utf-8", metrics_());
    }
    if (request.path == "/version") {
      return Text(200, "application/json",
                  absl::StrCat(R"({"version":")", kEngineVersion, "\"}\n"));
    }
    if (auto file = page_.Find(request)) return *std::move(file);
  }
  return NotFound(request.path);
}

void Handler::AllowOrigin(const Request& request, Reply* reply) const {
  const absl::string_view origin = request.Find("Origin");
  const bool allowed = std::any_of(
      origins_.begin(), origins_.end(),
      [&](const std::string& one) { return one == "*" || one == origin; });
  if (!origins_.empty()) reply->With("Vary", "Origin");
  if (origin.empty() || !allowed) return;
  reply->With("Access-Control-Allow-Origin", std::string(origin))
      .With("Access-Control-Expose-Headers", "ETag, Retry-After, X-Request-Id");
  if (request.method != "OPTIONS") return;
  reply->With("Access-Control-Allow-Methods", "GET, POST")
      .With("Access-Control-Allow-Headers", kOwnHeaders)
      .With("Access-Control-Max-Age", "7200");
}

void Handler::Finish(const Request& request, Reply* reply) const {
  if (IsGrpcWeb(request)) WriteGrpcWeb(request, reply);
  AllowOrigin(request, reply);
  reply->With("X-Request-Id", request.call.request_id)
      .With("X-Content-Type-Options", "nosniff")
      .With("Content-Security-Policy", kPolicy)
      .With("X-Frame-Options", "DENY")
      .With("Referrer-Policy", "no-referrer")
      .With("Cross-Origin-Opener-Policy", "same-origin");
  if (draining_) reply->close = true;
}

void Handler::LogRefused(const Exchange& exchange, const Reply& reply) const {
  const service::Caller caller = CallerOf(exchange, *tools_.proxies);
  service::CallRecord record;
  record.caller = &caller;
  // Its name is the caller's, and stays out of the log.
  record.method = "?";
  record.code = reply.code;
  record.reason = reply.reason;
  tools_.log->Write(record);
  tools_.metrics->Count(record);
}

}  // namespace cmmm::http
