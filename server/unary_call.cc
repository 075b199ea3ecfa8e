#include "server/unary_call.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/status.h"

namespace cmmm::server {
namespace {

using Clock = std::chrono::system_clock;

// Lives from the call's arrival until its reply has gone.
class UnaryCall final : public grpc::ServerUnaryReactor {
 public:
  UnaryCall(grpc::CallbackServerContext* context, absl::string_view method,
            const grpc::ByteBuffer& in, grpc::ByteBuffer* out,
            const CallTools& tools, Answer answer)
      : context_(context),
        in_(in),
        out_(out),
        tools_(tools),
        answer_(std::move(answer)) {
    record_.method = method;
  }

  void Start(Cost cost) {
    if (!in_.Valid()) return FinishWith(NoMessage());
    if (auto refusal = RefuseLarge(in_, tools_.max_message_bytes)) {
      return FinishWith(std::move(refusal));
    }
    if (auto refusal = tools_.admission->Enter(
            PeerOf(*context_, tools_), service::CallKind::kUnary, &ticket_)) {
      return FinishWith(std::move(refusal));
    }
    if (cost == Cost::kQuick) return Work(nullptr);
    // The pool's thread may finish the call before this returns.
    if (tools_.pool->TryPush([this] { WorkInPool(); })) return;
    FinishWith(service::RefuseFull("max-queue", tools_.max_queue));
  }

  void OnDone() override { delete this; }

 private:
  static Refusal NoMessage() {
    return Refuse(absl::StatusCode::kCancelled, "NO_MESSAGE",
                  "the call was cancelled before its message came");
  }

  void WorkInPool() {
    const auto end =
        std::min(context_->deadline(), Clock::now() + tools_.max_work);
    const Stop stop = [this, end] {
      return context_->IsCancelled() || Clock::now() >= end;
    };
    // It may have waited too long in the queue.
    if (stop()) return FinishWith(WhyStopped());
    Work(stop);
  }

  void Work(const Stop& stop) {
    CallMemory& memory = MemoryOfThisThread();
    std::optional<Refusal> refusal;
    {
      google::protobuf::Arena arena(ArenaIn(&memory));
      refusal = answer_(in_, stop, &memory, &arena, out_);
    }
    if (refusal.has_value() && refusal->reason == "STOPPED") {
      refusal = WhyStopped();
    }
    if (!refusal.has_value()) {
      refusal = ticket_.Hold(static_cast<int64_t>(out_->Length()));
    }
    record_.assessments = 1;
    FinishWith(std::move(refusal));
  }

  Refusal WhyStopped() const {
    if (Clock::now() >= context_->deadline()) {
      return Refuse(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
                    "the call's deadline passed while it was worked on");
    }
    if (context_->IsCancelled()) {
      return Refuse(absl::StatusCode::kCancelled, "CANCELLED",
                    "the call was cancelled while it was worked on");
    }
    return Refuse(
        absl::StatusCode::kResourceExhausted, "WORK_TOO_LONG",
        absl::StrCat("the call took more than ", tools_.max_work.count(),
                     " ms of work; ask for less at once"));
  }

  // The last thing done: the call may be gone when this returns.
  void FinishWith(std::optional<Refusal> refusal) {
    grpc::Status status;
    if (refusal.has_value()) {
      out_->Clear();
      status = ToGrpcStatus(*refusal);
      record_.reason = refusal->reason;
    } else {
      record_.bytes_out = out_->Length();
    }
    const std::string code = absl::StatusCodeToString(
        refusal.has_value() ? refusal->code : absl::StatusCode::kOk);
    record_.code = code;
    record_.bytes_in = in_.Valid() ? in_.Length() : 0;
    record_.elapsed = std::chrono::steady_clock::now() - start_;
    tools_.log->Write(record_);
    Finish(status);
  }

  grpc::CallbackServerContext* const context_;
  const grpc::ByteBuffer& in_;
  grpc::ByteBuffer* const out_;
  const CallTools& tools_;
  const Answer answer_;
  const std::chrono::steady_clock::time_point start_ =
      std::chrono::steady_clock::now();
  service::CallRecord record_;
  service::Ticket ticket_;
};

}  // namespace

service::Peer PeerOf(const grpc::CallbackServerContext& context,
                     const CallTools& tools) {
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

grpc::ServerUnaryReactor* AnswerBytes(grpc::CallbackServerContext* context,
                                      absl::string_view method,
                                      const grpc::ByteBuffer& in,
                                      grpc::ByteBuffer* out,
                                      const CallTools& tools, Cost cost,
                                      Answer answer) {
  auto* call =
      new UnaryCall(context, method, in, out, tools, std::move(answer));
  call->Start(cost);
  return call;
}

}  // namespace cmmm::server
