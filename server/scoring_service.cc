#include "server/scoring_service.h"

#include <google/protobuf/arena.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/evaluate.h"
#include "server/messages.h"
#include "server/status.h"
#include "server/unary_call.h"
#include "service/call_memory.h"

namespace cmmm::server {
namespace {

constexpr char kStreamPath[] = "/cmmm.v1.ScoringService/ScoreStream";

// Large steps: a block of full results takes a few, one of levels takes one.
google::protobuf::ArenaOptions BlockMemory() {
  google::protobuf::ArenaOptions options;
  options.start_block_size = size_t{256} << 10;
  options.max_block_size = size_t{1} << 20;
  return options;
}

// One ScoreStream call: read a block, score it, write the results, read the
// next. One block is in work at a time, so a slow reader slows the sender
// down through gRPC's flow control, and memory stays at one block.
class StreamCall final
    : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  // Reads once the call is let in; else it is over at once.
  StreamCall(const service::CallTools& tools,
             grpc::CallbackServerContext* context)
      : tools_(tools), context_(context) {
    if (auto refusal = service::LetIn(tools, kStreamPath, &caller_)) {
      FinishWith(std::move(refusal));
    } else if (auto full =
                   service::EnterStream(tools, caller_, &ticket_, &quota_)) {
      FinishWith(std::move(full));
    } else {
      catalog_ = service::CatalogFor(tools, caller_);
      SendRequestId(caller_, context_);
      StartRead(&in_);
    }
  }

  void OnReadDone(bool ok) override {
    if (!ok) return FinishWith({});
    if (auto refusal =
            service::RefuseLarge(in_.Length(), tools_.max_message_bytes)) {
      return FinishWith(std::move(refusal));
    }
    const auto begin = std::chrono::steady_clock::now();
    google::protobuf::Arena arena(BlockMemory());
    BlockResults& results = service::MemoryOfThisThread().results;
    results.Clear();
    auto refusal = Evaluate(&arena, &results);
    if (!refusal.has_value()) {
      refusal = quota_.Take(static_cast<int64_t>(in_.Length()), results.count,
                            service::QuotaTime::Now());
    }
    if (auto unwritten = WriteAudit(&arena, results, refusal)) {
      refusal = std::move(unwritten);
    }
    worked_ += std::chrono::steady_clock::now() - begin;
    if (refusal.has_value()) return FinishWith(std::move(refusal));
    if (context_->IsCancelled()) return FinishWith({});
    record_.assessments += results.count;
    record_.bytes_in += in_.Length();
    // While the caller does not read, only the reply is held.
    in_.Clear();
    WriteMessage(results.bytes.bytes(), &out_);
    if (auto full = ticket_.Hold(static_cast<int64_t>(out_.Length()))) {
      return FinishWith(std::move(full));
    }
    quota_.Confirm(static_cast<int64_t>(out_.Length()));
    record_.bytes_out += out_.Length();
    StartWrite(&out_);
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return FinishWith({});
    out_.Clear();
    ticket_.Hold(0);
    StartRead(&in_);
  }

  void OnDone() override {
    record_.method = "ScoreStream";
    record_.caller = &caller_;
    record_.elapsed = std::chrono::steady_clock::now() - start_;
    record_.worked = worked_;
    record_.deadline_left = service::LeftUntil(context_->deadline());
    const std::string code =
        context_->IsCancelled()
            ? "CANCELLED"
            : absl::StatusCodeToString(refusal_.has_value()
                                           ? refusal_->code
                                           : absl::StatusCode::kOk);
    record_.code = code;
    if (refusal_.has_value()) record_.reason = refusal_->reason;
    tools_.log->Write(record_);
    tools_.metrics->Count(record_);
    delete this;
  }

 private:
  // Scores the block in `in_`.
  std::optional<Refusal> Evaluate(google::protobuf::Arena* arena,
                                  BlockResults* results) {
    BlockOptions options;
    options.cancelled = [this] { return context_->IsCancelled(); };
    options.max_bytes = tools_.max_message_bytes;
    grpc::Slice slice;
    return EvaluateBlock(*catalog_, InOnePiece(in_, &slice), arena, options,
                         results);
  }

  // The line of the block in `in_`, which gave `results`, or `refused`. The
  // refusal: it could not be written.
  std::optional<Refusal> WriteAudit(google::protobuf::Arena* arena,
                                    const BlockResults& results,
                                    const std::optional<Refusal>& refused) {
    if (tools_.audit == nullptr) return std::nullopt;
    auto* block =
        google::protobuf::Arena::CreateMessage<v1::ScoreStreamRequest>(arena);
    grpc::Slice slice;
    const absl::string_view bytes = InOnePiece(in_, &slice);
    if (!block->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
      return std::nullopt;
    }
    service::AuditSubject subject;
    AddRequest(*catalog_, *block, &subject);
    service::AuditEntry entry{.event = "block", .method = "ScoreStream"};
    std::string code = "OK";
    if (refused.has_value()) {
      code = absl::StatusCodeToString(refused->code);
      entry.reason = refused->reason;
    } else {
      AddResultBytes(v1::ScoreStreamResponse::default_instance(),
                     results.bytes.bytes(), tools_.audit->with_level(),
                     &subject);
      entry.assessments = results.count;
    }
    entry.code = code;
    entry.caller = &caller_;
    entry.subject = &subject;
    return tools_.audit->Write(entry);
  }

  void FinishWith(std::optional<Refusal> refusal) {
    refusal_ = std::move(refusal);
    if (refusal_.has_value()) RefuseWithRequestId(caller_, context_);
    Finish(refusal_.has_value() ? ToGrpcStatus(*refusal_, *context_)
                                : grpc::Status::OK);
  }

  const service::CallTools& tools_;
  grpc::CallbackServerContext* context_;
  // One set for the whole stream.
  std::shared_ptr<const Catalog> catalog_;
  const std::chrono::steady_clock::time_point start_ =
      std::chrono::steady_clock::now();
  service::Caller caller_ = ReadCaller(tools_, context_);
  std::chrono::nanoseconds worked_{0};
  service::CallRecord record_;
  service::Ticket ticket_;
  service::QuotaTicket quota_;
  std::optional<Refusal> refusal_;
  grpc::ByteBuffer in_;
  grpc::ByteBuffer out_;
};

}  // namespace

grpc::ServerUnaryReactor* ScoringService::Score(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary(context, score_, *request, response, tools_);
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>*
ScoringService::ScoreStream(grpc::CallbackServerContext* context) {
  return new StreamCall(tools_, context);
}

}  // namespace cmmm::server
