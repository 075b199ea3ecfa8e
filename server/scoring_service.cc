#include "server/scoring_service.h"

#include <google/protobuf/arena.h>

#include <chrono>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/evaluate.h"
#include "server/messages.h"
#include "server/status.h"
#include "server/unary_call.h"

namespace cmmm {
namespace {

// One ScoreStream call: read a block, score it, write the results, read the
// next. One block is in work at a time, so a slow reader slows the sender
// down through gRPC's flow control, and memory stays at one block.
class StreamCall final
    : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  StreamCall(const Catalog* catalog, CallLog* log,
             grpc::CallbackServerContext* context,
             std::atomic<int>* open_streams)
      : catalog_(catalog),
        log_(log),
        context_(context),
        open_streams_(open_streams) {
    StartRead(&in_);
  }

  void OnReadDone(bool ok) override {
    if (!ok) return FinishWith({});
    request_.Clear();
    response_.Clear();
    if (auto refusal = ParseMessage(in_, &request_)) {
      return FinishWith(std::move(refusal));
    }
    EvaluateBlock(
        *catalog_, request_, [this] { return context_->IsCancelled(); },
        &response_);
    if (context_->IsCancelled()) return FinishWith({});
    record_.assessments += response_.results_size();
    record_.bytes_in += in_.Length();
    WriteMessage(response_, &out_);
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
    open_streams_->fetch_sub(1);
    delete this;
  }

 private:
  void FinishWith(std::optional<Refusal> refusal) {
    refusal_ = std::move(refusal);
    Finish(refusal_.has_value() ? ToGrpcStatus(*refusal_) : grpc::Status::OK);
  }

  const Catalog* catalog_;
  CallLog* log_;
  grpc::CallbackServerContext* context_;
  std::atomic<int>* open_streams_;
  const std::chrono::steady_clock::time_point start_ =
      std::chrono::steady_clock::now();
  CallRecord record_;
  std::optional<Refusal> refusal_;
  grpc::ByteBuffer in_;
  grpc::ByteBuffer out_;
  // Reused from block to block, so that a stream settles on its memory.
  v1::ScoreStreamRequest request_;
  v1::ScoreStreamResponse response_;
};

// A stream that is refused before it begins.
class RefusedStream final
    : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  explicit RefusedStream(const Refusal& refusal) {
    Finish(ToGrpcStatus(refusal));
  }
  void OnDone() override { delete this; }
};

Refusal ServerFull(int max_streams) {
  Refusal refusal = Refuse(
      absl::StatusCode::kResourceExhausted, "SERVER_FULL",
      absl::StrCat("all ", max_streams, " streams are in use; try again"));
  refusal.retry_after_seconds = 1;
  return refusal;
}

}  // namespace

ScoringService::ScoringService(const Catalog* catalog, CallLog* log,
                               int max_streams)
    : catalog_(catalog), log_(log), max_streams_(max_streams) {}

grpc::ServerUnaryReactor* ScoringService::Score(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return AnswerUnary<v1::ScoreRequest, v1::ScoreResponse>(
      context, "Score", *request, response, log_,
      [this](const v1::ScoreRequest& in, v1::ScoreResponse* out) {
        return Evaluate(*catalog_, in, out);
      });
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>*
ScoringService::ScoreStream(grpc::CallbackServerContext* context) {
  if (open_streams_.fetch_add(1) >= max_streams_) {
    open_streams_.fetch_sub(1);
    const Refusal full = ServerFull(max_streams_);
    CallRecord record;
    record.method = "ScoreStream";
    record.code = "RESOURCE_EXHAUSTED";
    record.reason = full.reason;
    log_->Write(record);
    return new RefusedStream(full);
  }
  return new StreamCall(catalog_, log_, context, &open_streams_);
}

}  // namespace cmmm
