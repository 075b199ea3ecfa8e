#include "http/connect_call.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/sha256.h"
#include "engine/request/parse_json.h"
#include "engine/request/parse_message.h"
#include "engine/response/print_json.h"
#include "http/connect_error.h"
#include "http/connect_request.h"
#include "http/gzip.h"
#include "http/web_frames.h"

namespace cmmm::http {
namespace {

// Smaller answers are not worth compressing.
constexpr size_t kLeastCompressed = 1024;
// Reading and writing more than this as JSON takes milliseconds: not in a
// thread that serves connections.
constexpr size_t kMostAtOnce = 128 << 10;

class ConnectCall final : public service::UnaryCall {
 public:
  ConnectCall(const service::Method& method, const service::CallTools& tools,
              std::shared_ptr<Exchange> exchange)
      : UnaryCall(method, tools, CallerOf(*exchange, *tools.proxies)),
        exchange_(std::move(exchange)) {}

  // Keeps `self`, this call, until its reply has gone.
  void Start(std::shared_ptr<ConnectCall> self) {
    self_ = std::move(self);
    Outcome<ConnectRequest> read = ReadConnectRequest(&exchange_->request);
    if (!read.ok()) return FinishWith(std::move(read.refusal()));
    request_ = std::move(read.value());
    if (request_.timeout.has_value()) {
      deadline_ = Clock::now() + *request_.timeout;
    }
    const bool is_large =
        request_.is_gzip || request_.message.size() > kMostAtOnce;
    UnaryCall::Start(is_large ? service::Cost::kCostly : method().cost,
                     request_.message.size());
  }

 private:
  std::optional<Refusal> Answer(const Stop& stop, service::CallMemory* memory,
                                google::protobuf::Arena* arena,
                                size_t* bytes_out) override {
    if (Clock::now() >= deadline_) {
      return Refuse(absl::StatusCode::kCancelled, "STOPPED", "");
    }
    if (auto refusal = Unpack()) return refusal;
    if (auto refusal = method().answer_bytes
                           ? AnswerByBytes(arena, &memory->bytes)
                           : AnswerParsed(stop, arena)) {
      return refusal;
    }
    DescribeBody();
    *bytes_out = reply_.body.size();
    return std::nullopt;
  }

  std::optional<Refusal> Unpack() {
    if (!request_.is_gzip) return std::nullopt;
    std::string message;
    const size_t most = tools().max_message_bytes;
    switch (Decompress(request_.message, most, &message)) {
      case Inflated::kWhole:
        request_.message = std::move(message);
        return std::nullopt;
      case Inflated::kTooLarge:
        return service::RefuseLarge(most + 1, most);
      default:
        return Refuse(absl::StatusCode::kInvalidArgument, "BAD_CONNECT_REQUEST",
                      "the message is no gzip");
    }
  }

  // JSON becomes bytes and comes of bytes anyway: no message is made of either.
  std::optional<Refusal> AnswerByBytes(google::protobuf::Arena* arena,
                                       WireBuffer* response) {
    std::string converted;
    if (request_.is_json) {
      if (auto refusal =
              ParseJsonBytes(request_.message,
                             *method().request->GetDescriptor(), &converted)) {
        return refusal;
      }
    }
    if (auto refusal = AnswerBytes(
            request_.is_json ? converted : request_.message, arena, response)) {
      return refusal;
    }
    reply_.body = request_.is_json
                      ? PrintJsonOfBytes(*method().response->GetDescriptor(),
                                         response->bytes())
                      : std::string(response->bytes());
    return std::nullopt;
  }

  std::optional<Refusal> AnswerParsed(const Stop& stop,
                                      google::protobuf::Arena* arena) {
    auto* request = method().request->New(arena);
    auto* response = method().response->New(arena);
    if (auto refusal = request_.is_json
                           ? ParseJson(request_.message, request)
                           : ParseMessage(request_.message, request)) {
      return refusal;
    }
    if (auto refusal = AnswerMessage(*request, response, stop)) {
      return refusal;
    }
    if (request_.is_json) {
      reply_.body = PrintJson(*response);
    } else {
      response->SerializeToString(&reply_.body);
    }
    return std::nullopt;
  }

  // Its type, for GET its tag, and the compressed body for who takes that.
  void DescribeBody() {
    reply_.With("Content-Type",
                request_.is_json ? "application/json" : "application/proto");
    reply_.With("Vary", "Accept-Encoding");
    const bool compress = reply_.body.size() >= kLeastCompressed &&
                          !IsGrpcWeb(exchange_->request) &&
                          TakesGzip(exchange_->request.Find("Accept-Encoding"));
    if (exchange_->request.method == "GET") {
      const std::string tag = absl::StrCat("\"", Sha256Hex(reply_.body),
                                           compress ? "-gzip\"" : "\"");
      reply_.With("ETag", tag).With("Cache-Control", "no-cache");
      if (exchange_->request.Find("If-None-Match") == tag) {
        reply_.status = 304;
        reply_.body.clear();
        return;
      }
    }
    if (!compress) return;
    reply_.body = Compress(reply_.body, Effort::kFast);
    reply_.With("Content-Encoding", "gzip");
  }

  bool IsCancelled() const override { return exchange_->gone; }
  Clock::time_point deadline() const override { return deadline_; }

  void Reply(const std::optional<Refusal>& refusal) override {
    if (refusal.has_value()) reply_ = ErrorReply(*refusal);
    // Whoever sends it keeps this call until then.
    const std::shared_ptr<Exchange> exchange = exchange_;
    http::Reply reply = std::move(reply_);
    reply.held = std::move(self_);
    SendReply(exchange, std::move(reply));
  }

  std::shared_ptr<Exchange> exchange_;
  std::shared_ptr<ConnectCall> self_;
  ConnectRequest request_;
  Clock::time_point deadline_ = Clock::time_point::max();
  http::Reply reply_;
};

}  // namespace

std::optional<Reply> CheckConnectHead(const service::Method& method,
                                      const Request& head) {
  const bool takes_get = method.has_no_side_effects();
  if (head.method != "POST" && (head.method != "GET" || !takes_get)) {
    Reply reply = BadHttp(405, "this method of HTTP is not for calls");
    reply.With("Allow", takes_get ? "GET, POST" : "POST");
    return reply;
  }
  if (head.method == "POST" &&
      !IsJsonType(head.Find("Content-Type")).has_value()) {
    Reply reply = BadHttp(
        415, "Content-Type must be application/json or application/proto");
    reply.With("Accept-Post",
               "application/json, application/proto, "
               "application/grpc-web+json, application/grpc-web+proto");
    return reply;
  }
  return std::nullopt;
}

service::Caller CallerOf(const Exchange& exchange,
                         const service::TrustedProxies& proxies) {
  std::vector<absl::string_view> forwarded;
  for (const Header& header : exchange.request.headers) {
    if (absl::EqualsIgnoreCase(header.name, "x-forwarded-for")) {
      forwarded.emplace_back(header.value);
    }
  }
  return {service::FindPeer(exchange.transport, forwarded, proxies),
          exchange.request.call, exchange.request.Find("Authorization"),
          exchange.certificate};
}

void AnswerConnect(const service::Method& method,
                   const service::CallTools& tools,
                   std::shared_ptr<Exchange> exchange) {
  auto call = std::make_shared<ConnectCall>(method, tools, std::move(exchange));
  ConnectCall* started = call.get();
  started->Start(std::move(call));
}

}  // namespace cmmm::http
