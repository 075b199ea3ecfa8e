#include "server/scoring_service.h"

#include <google/protobuf/arena.h>

#include <chrono>
#include <optional>
#include <string>

#include "engine/evaluate.h"
#include "server/call_memory.h"
#include "server/messages.h"
#include "server/status.h"

namespace cmmm::server {
namespace {

// Large steps: a block of full results takes a few, one of levels takes one.
google::protobuf::ArenaOptions BlockMemory() {
  google::protobuf::ArenaOptions options;
  options.start_block_size = size_t{256} << 10;
  options.max_block_size = size_t{1} << 20;
  return options;
}

// Writes `results`, replacing what passes `max_bytes` as KeepWithin does.
void WriteWithin(size_t max_bytes, const WireBuffer& results,
                 google::protobuf::Arena* arena, grpc::ByteBuffer* out) {
  if (results.size() <= max_bytes) return WriteMessage(results.bytes(), out);
  auto* message =
      google::protobuf::Arena::CreateMessage<v1::ScoreStreamResponse>(arena);
  message->ParseFromArray(results.bytes().data(),
                          static_cast<int>(results.size()));
  KeepWithin(max_bytes, message);
  WriteMessage(*message, out);
}

// One ScoreStream call: read a block, score it, write the results, read the
// next. One block is in work at a time, so a slow reader slows the sender
// down through gRPC's flow control, and memory stays at one block.
class StreamCall final
    : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  // Reads once the call is let in; else it is over at once.
  StreamCall(const CallTools& tools, grpc::CallbackServerContext* context)
      : tools_(tools), context_(context) {
    if (auto refusal = tools.admission->Enter(
            PeerOf(*context, tools), service::CallKind::kStream, &ticket_)) {
      FinishWith(std::move(refusal));
    } else {
      StartRead(&in_);
    }
  }

  void OnReadDone(bool ok) override {
    if (!ok) return FinishWith({});
    if (auto refusal = RefuseLarge(in_, tools_.max_message_bytes)) {
      return FinishWith(std::move(refusal));
    }
    google::protobuf::Arena arena(BlockMemory());
    BlockResults& results = MemoryOfThisThread().results;
    results.Clear();
    if (auto refusal = Evaluate(&arena, &results)) {
      return FinishWith(std::move(refusal));
    }
    if (context_->IsCancelled()) return FinishWith({});
    record_.assessments += results.count;
    record_.bytes_in += in_.Length();
    // While the caller does not read, only the reply is held.
    in_.Clear();
    WriteWithin(tools_.max_message_bytes, results.bytes, &arena, &out_);
    if (auto refusal = ticket_.Hold(static_cast<int64_t>(out_.Length()))) {
      return FinishWith(std::move(refusal));
    }
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
    record_.elapsed = std::chrono::steady_clock::now() - start_;
    const std::string code =
        context_->IsCancelled()
            ? "CANCELLED"
            : absl::StatusCodeToString(refusal_.has_value()
                                           ? refusal_->code
                                           : absl::StatusCode::kOk);
    record_.code = code;
    if (refusal_.has_value()) record_.reason = refusal_->reason;
    tools_.log->Write(record_);
    delete this;
  }

 private:
  // Scores the block in `in_`.
  std::optional<Refusal> Evaluate(google::protobuf::Arena* arena,
                                  BlockResults* results) {
    const auto cancelled = [this] { return context_->IsCancelled(); };
    std::optional<Refusal> refusal;
    grpc::Slice slice;
    if (EvaluateBlockBytes(*tools_.catalog, InOnePiece(in_, &slice), arena,
                           cancelled, results, &refusal)) {
      return refusal;
    }
    auto* block =
        google::protobuf::Arena::CreateMessage<v1::ScoreStreamRequest>(arena);
    refusal = ParseMessage(in_, block);
    if (refusal.has_value()) return refusal;
    return EvaluateBlockToBytes(*tools_.catalog, *block, cancelled, results);
  }

  void FinishWith(std::optional<Refusal> refusal) {
    refusal_ = std::move(refusal);
    Finish(refusal_.has_value() ? ToGrpcStatus(*refusal_) : grpc::Status::OK);
  }

  const CallTools& tools_;
  grpc::CallbackServerContext* context_;
  const std::chrono::steady_clock::time_point start_ =
      std::chrono::steady_clock::now();
  service::CallRecord record_;
  service::Ticket ticket_;
  std::optional<Refusal> refusal_;
  grpc::ByteBuffer in_;
  grpc::ByteBuffer out_;
};

// One Score call, from bytes to bytes.
std::optional<Refusal> ScoreBytes(const Catalog& catalog,
                                  const grpc::ByteBuffer& in,
                                  google::protobuf::Arena* arena,
                                  WireBuffer* out) {
  std::optional<Refusal> refusal;
  grpc::Slice slice;
  if (EvaluateBytes(catalog, InOnePiece(in, &slice), arena, out, &refusal)) {
    return refusal;
  }
  auto* request =
      google::protobuf::Arena::CreateMessage<v1::ScoreRequest>(arena);
  refusal = ParseMessage(in, request);
  if (refusal.has_value()) return refusal;
  return EvaluateToBytes(catalog, *request, out);
}

}  // namespace

grpc::ServerUnaryReactor* ScoringService::Score(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerBytes(context, "Score", *request, response, tools_, Cost::kQuick,
                     [this](const grpc::ByteBuffer& in, const Stop&,
                            CallMemory* memory, google::protobuf::Arena* arena,
                            grpc::ByteBuffer* out) -> std::optional<Refusal> {
                       memory->bytes.Clear();
                       if (auto refusal = ScoreBytes(*tools_.catalog, in, arena,
                                                     &memory->bytes)) {
                         return refusal;
                       }
                       WriteMessage(memory->bytes.bytes(), out);
                       return std::nullopt;
                     });
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>*
ScoringService::ScoreStream(grpc::CallbackServerContext* context) {
  return new StreamCall(tools_, context);
}

}  // namespace cmmm::server
