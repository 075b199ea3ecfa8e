#include "server/unary_call.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "server/messages.h"
#include "server/status.h"

namespace cmmm::server {
namespace {

// Lives from the call's arrival until its reply has gone.
class GrpcCall final : public grpc::ServerUnaryReactor,
                       private service::UnaryCall {
 public:
  GrpcCall(grpc::CallbackServerContext* context, const service::Method& method,
           const grpc::ByteBuffer& in, grpc::ByteBuffer* out,
           const service::CallTools& tools)
      : service::UnaryCall(method, tools),
        context_(context),
        in_(in),
        out_(out) {}

  void Start() {
    if (!in_.Valid()) {
      return FinishWith(
          Refuse(absl::StatusCode::kCancelled, "NO_MESSAGE",
                 "the call was cancelled before its message came"));
    }
    UnaryCall::Start(PeerOf(*context_, tools()), AuthorizationOf(*context_),
                     method().cost, in_.Length());
  }

  void OnDone() override { delete this; }

 private:
  std::optional<Refusal> Answer(const Stop& stop, service::CallMemory* memory,
                                google::protobuf::Arena* arena,
                                size_t* bytes_out) override {
    grpc::Slice slice;
    if (method().answer_bytes) {
      memory->bytes.Clear();
      if (auto refusal = method().answer_bytes(*tools().catalog->Get(),
                                               InOnePiece(in_, &slice), arena,
                                               &memory->bytes)) {
        return refusal;
      }
      WriteMessage(memory->bytes.bytes(), out_);
    } else {
      auto* request = method().request->New(arena);
      auto* response = method().response->New(arena);
      if (auto refusal = ParseMessage(in_, request)) return refusal;
      if (auto refusal = method().answer(*tools().catalog->Get(), *request,
                                         response, stop)) {
        return refusal;
      }
      WriteMessage(*response, out_);
    }
    *bytes_out = out_->Length();
    return std::nullopt;
  }

  bool IsCancelled() const override { return context_->IsCancelled(); }
  Clock::time_point deadline() const override { return context_->deadline(); }

  void Reply(const std::optional<Refusal>& refusal) override {
    if (!refusal.has_value()) return Finish(grpc::Status::OK);
    out_->Clear();
    Finish(ToGrpcStatus(*refusal));
  }

  grpc::CallbackServerContext* const context_;
  const grpc::ByteBuffer& in_;
  grpc::ByteBuffer* const out_;
};

}  // namespace

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

absl::string_view AuthorizationOf(const grpc::CallbackServerContext& context) {
  const auto& metadata = context.client_metadata();
  if (metadata.count("authorization") != 1) return {};
  const auto& value = metadata.find("authorization")->second;
  return {value.data(), value.size()};
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
