#include "server/scoring_service.h"

#include <google/protobuf/arena.h>

#include <chrono>
#include <optional>
#include <string>

#include "engine/evaluate.h"
#include "server/messages.h"
#include "server/status.h"
#include "server/unary_call.h"

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
  // Has a slot of `admission`.
  StreamCall(const Catalog* catalog, Admission* admission, CallLog* log,
             size_t max_message_bytes, grpc::CallbackServerContext* context)
      : catalog_(catalog),
        admission_(admission),
        log_(log),
        max_message_bytes_(max_message_bytes),
        context_(context) {
    StartRead(&in_);
  }

  void OnReadDone(bool ok) override {
    if (!ok) return FinishWith({});
    google::protobuf::Arena arena(BlockMemory());
    static thread_local BlockResults results;
    results.Clear();
    if (auto refusal = Evaluate(&arena, &results)) {
      return FinishWith(std::move(refusal));
    }
    if (context_->IsCancelled()) return FinishWith({});
    record_.assessments += results.count;
    record_.bytes_in += in_.Length();
    WriteWithin(max_message_bytes_, results.bytes, &arena, &out_);
    record_.bytes_out += out_.Length();
    StartWrite(&out_);
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return FinishWith({});
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
    log_->Write(record_);
    admission_->LeaveStream();
    delete this;
  }

 private:
  // Scores the block in `in_`.
  std::optional<Refusal> Evaluate(google::protobuf::Arena* arena,
                                  BlockResults* results) {
    const auto cancelled = [this] { return context_->IsCancelled(); };
    std::optional<Refusal> refusal;
    grpc::Slice slice;
    if (EvaluateBlockBytes(*catalog_, InOnePiece(in_, &slice), arena, cancelled,
                           results, &refusal)) {
      return refusal;
    }
    auto* block =
        google::protobuf::Arena::CreateMessage<v1::ScoreStreamRequest>(arena);
    refusal = ParseMessage(in_, block);
    if (refusal.has_value()) return refusal;
    return EvaluateBlockToBytes(*catalog_, *block, cancelled, results);
  }

  void FinishWith(std::optional<Refusal> refusal) {
    refusal_ = std::move(refusal);
    Finish(refusal_.has_value() ? ToGrpcStatus(*refusal_) : grpc::Status::OK);
  }

  const Catalog* catalog_;
  Admission* admission_;
  CallLog* log_;
  const size_t max_message_bytes_;
  grpc::CallbackServerContext* context_;
  const std::chrono::steady_clock::time_point start_ =
      std::chrono::steady_clock::now();
  CallRecord record_;
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

// A stream that is refused before it begins.
class RefusedStream final
    : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  explicit RefusedStream(const Refusal& refusal) {
    Finish(ToGrpcStatus(refusal));
  }
  void OnDone() override { delete this; }
};

}  // namespace

grpc::ServerUnaryReactor* ScoringService::Score(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerBytes(
      context, "Score", *request, response, *admission_, log_,
      [this](const grpc::ByteBuffer& in, google::protobuf::Arena* arena,
             grpc::ByteBuffer* out) -> std::optional<Refusal> {
        static thread_local WireBuffer bytes;
        bytes.Clear();
        if (auto refusal = ScoreBytes(*catalog_, in, arena, &bytes)) {
          return refusal;
        }
        WriteMessage(bytes.bytes(), out);
        return std::nullopt;
      });
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>*
ScoringService::ScoreStream(grpc::CallbackServerContext* context) {
  if (const auto refusal = admission_->EnterStream()) {
    const std::string code = absl::StatusCodeToString(refusal->code);
    CallRecord record;
    record.method = "ScoreStream";
    record.code = code;
    record.reason = refusal->reason;
    log_->Write(record);
    return new RefusedStream(*refusal);
  }
  return new StreamCall(catalog_, admission_, log_, max_message_bytes_,
                        context);
}

}  // namespace cmmm::server
