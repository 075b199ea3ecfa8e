// The wrapper around every unary handler: bytes in, bytes out, one log line.
#ifndef CMMM_SERVER_UNARY_CALL_H_
#define CMMM_SERVER_UNARY_CALL_H_

#include <google/protobuf/arena.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <optional>

#include "absl/strings/string_view.h"
#include "engine/base/refusal.h"
#include "server/admission.h"
#include "server/call_log.h"
#include "server/messages.h"
#include "server/status.h"

namespace cmmm::server {

// Enough for a request and a response of common size; larger ones take more.
inline constexpr size_t kCallMemoryBytes = size_t{64} << 10;

// Unless `admission` refuses the call, runs `handle(const grpc::ByteBuffer&
// in, google::protobuf::Arena*, grpc::ByteBuffer* out)`, which returns a
// std::optional<Refusal>; answers with `out` or the status, and logs.
// Runs to the end in the calling thread: handlers must not block.
template <typename Handle>
grpc::ServerUnaryReactor* AnswerBytes(grpc::CallbackServerContext* context,
                                      absl::string_view method,
                                      const grpc::ByteBuffer& in,
                                      grpc::ByteBuffer* out,
                                      const Admission& admission, CallLog* log,
                                      Handle handle) {
  const auto start = std::chrono::steady_clock::now();
  // The memory of the thread's previous call serves this one as well.
  alignas(8) static thread_local char memory[kCallMemoryBytes];
  google::protobuf::ArenaOptions options;
  options.initial_block = memory;
  options.initial_block_size = sizeof(memory);
  google::protobuf::Arena arena(options);
  std::optional<Refusal> refusal = admission.RefuseCall();
  if (!refusal.has_value()) refusal = handle(in, &arena, out);
  CallRecord record;
  record.method = method;
  grpc::Status status;
  if (refusal.has_value()) {
    status = ToGrpcStatus(*refusal);
    record.reason = refusal->reason;
  } else {
    record.bytes_out = out->Length();
  }
  const std::string code = absl::StatusCodeToString(
      refusal.has_value() ? refusal->code : absl::StatusCode::kOk);
  record.code = code;
  record.assessments = 1;
  record.bytes_in = in.Length();
  record.elapsed = std::chrono::steady_clock::now() - start;
  log->Write(record);
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  reactor->Finish(status);
  return reactor;
}

// The same with messages: parses a Request, runs `handle(const Request&,
// Response*)` and writes the Response.
template <typename Request, typename Response, typename Handle>
grpc::ServerUnaryReactor* AnswerUnary(grpc::CallbackServerContext* context,
                                      absl::string_view method,
                                      const grpc::ByteBuffer& in,
                                      grpc::ByteBuffer* out,
                                      const Admission& admission, CallLog* log,
                                      Handle handle) {
  return AnswerBytes(
      context, method, in, out, admission, log,
      [&handle](const grpc::ByteBuffer& bytes, google::protobuf::Arena* arena,
                grpc::ByteBuffer* answer) -> std::optional<Refusal> {
        auto* request = google::protobuf::Arena::CreateMessage<Request>(arena);
        auto* response =
            google::protobuf::Arena::CreateMessage<Response>(arena);
        if (auto refusal = ParseMessage(bytes, request)) return refusal;
        if (auto refusal = handle(*request, response)) return refusal;
        WriteMessage(*response, answer);
        return std::nullopt;
      });
}

}  // namespace cmmm::server

#endif  // CMMM_SERVER_UNARY_CALL_H_
