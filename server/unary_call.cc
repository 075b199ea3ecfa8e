#include "server/unary_call.h"

#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "server/messages.h"
#include "server/status.h"
#include "server/tls_credentials.h"

namespace cmmm::server {
namespace {

// Lives from the call's arrival until its reply has gone.
class GrpcCall final : public grpc::ServerUnaryReactor,
                       private service::UnaryCall {
 public:
  GrpcCall(grpc::CallbackServerContext* context, const service::Method& method,
           const grpc::ByteBuffer& in, grpc::ByteBuffer* out,
           const service::CallTools& tools)
      : service::UnaryCall(method, tools, ReadCaller(tools, context)),
        context_(context),
        in_(in),
        out_(out) {}

  void Start() {
    if (!in_.Valid()) {
      return FinishWith(
          Refuse(absl::StatusCode::kCancelled, "NO_MESSAGE",
                 "the call was cancelled before its message came"));
    }
    UnaryCall::Start(method().cost, in_.Length());
  }

  void OnDone() override { delete this; }

 private:
  // OnDone only frees, so gRPC may call it in the thread that has sent the
  // reply. Without this every call wakes another thread for it: a quarter of
  // what a call by VIEW_LEVEL costs (docs/performance.md).
  bool InternalInlineable() override { return true; }

  std::optional<Refusal> Answer(const Stop& stop, service::CallMemory* memory,
                                google::protobuf::Arena* arena,
                                size_t* bytes_out) override {
    grpc::Slice slice;
    if (method().answer_bytes) {
      if (auto refusal =
              AnswerBytes(InOnePiece(in_, &slice), arena, &memory->bytes)) {
        return refusal;
      }
      WriteMessage(memory->bytes.bytes(), out_);
    } else {
      auto* request = method().request->New(arena);
      auto* response = method().response->New(arena);
      if (auto refusal = ParseMessage(in_, request)) return refusal;
      if (auto refusal = AnswerMessage(*request, response, stop)) {
        return refusal;
      }
      WriteMessage(*response, out_);
    }
    *bytes_out = out_->Length();
    return std::nullopt;
  }

  bool IsCancelled() const override { return context_->IsCancelled(); }
  Clock::time_point deadline() const override { return deadline_; }

  void Reply(const std::optional<Refusal>& refusal) override {
    if (!refusal.has_value()) {
      SendRequestId(caller(), context_);
      return Finish(grpc::Status::OK);
    }
    out_->Clear();
    RefuseWithRequestId(caller(), context_);
    Finish(ToGrpcStatus(*refusal, *context_));
  }

  grpc::CallbackServerContext* const context_;
  const Clock::time_point deadline_ =
      service::OnSteadyClock(context_->deadline());
  const grpc::ByteBuffer& in_;
  grpc::ByteBuffer* const out_;
};

service::Peer PeerOf(const grpc::CallbackServerContext& context,
                     const service::CallTools& tools) {
  const std::string transport = context.peer();
  std::vector<absl::string_view> forwarded;
  if (service::IsProxy(transport, *tools.proxies)) {
    const auto [first, last] =
        context.client_metadata().equal_range("x-forwarded-for");
    for (auto at = first; at != last; ++at) {
      forwarded.emplace_back(at->second.data(), at->second.size());
    }
  }
  return service::FindPeer(transport, forwarded, *tools.proxies);
}

// The metadata of this name; empty when it is missing or there twice.
absl::string_view OnlyValue(const grpc::CallbackServerContext& context,
                            const char* name) {
  const auto [first, last] = context.client_metadata().equal_range(name);
  if (first == last || std::next(first) != last) return {};
  return {first->second.data(), first->second.size()};
}

// What the client has shown, where somebody asks for it.
std::shared_ptr<const service::ShownCertificate> CertificateFor(
    const service::CallTools& tools,
    const grpc::CallbackServerContext& context) {
  if (tools.access == nullptr || tools.certificate == nullptr ||
      tools.certificate->Get()->client_ca.empty()) {
    return nullptr;
  }
  return CertificateOf(context);
}

}  // namespace

service::Caller ReadCaller(const service::CallTools& tools,
                           grpc::CallbackServerContext* context) {
  return {PeerOf(*context, tools),
          service::ReadCallHead(OnlyValue(*context, service::kRequestIdHeader),
                                OnlyValue(*context, service::kTraceHeader),
                                OnlyValue(*context, service::kUserAgentHeader)),
          OnlyValue(*context, "authorization"),
          CertificateFor(tools, *context)};
}

void SendRequestId(const service::Caller& caller,
                   grpc::CallbackServerContext* context) {
  context->AddInitialMetadata(service::kRequestIdHeader,
                              caller.head.request_id);
}

void RefuseWithRequestId(const service::Caller& caller,
                         grpc::CallbackServerContext* context) {
  context->AddTrailingMetadata(service::kRequestIdHeader,
                               caller.head.request_id);
}

grpc::ServerUnaryReactor* AnswerUnary(grpc::CallbackServerContext* context,
                                      const service::Method& method,
                                      const grpc::ByteBuffer& in,
                                      grpc::ByteBuffer* out,
                                      const service::CallTools& tools) {
  auto* call = new GrpcCall(context, method, in, out, tools);
  call->Start();
  return call;
}

}  // namespace cmmm::server
