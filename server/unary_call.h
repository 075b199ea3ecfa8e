// One unary call: bytes in, bytes out, within the limits, one log line.
//
// Quick methods are answered in gRPC's own thread, costly ones in the pool:
//
//   arrival ─ no message? ─ limits? ─ quick ──────────────── answer ─ reply
//                                   └ costly ─ pool full? ─ queue ─┘
//
// Whatever happens, the call is finished and leaves one line.
#ifndef CMMM_SERVER_UNARY_CALL_H_
#define CMMM_SERVER_UNARY_CALL_H_

#include <google/protobuf/arena.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <functional>
#include <optional>

#include "absl/strings/string_view.h"
#include "engine/base/refusal.h"
#include "engine/base/work_budget.h"
#include "engine/model/catalog.h"
#include "server/call_memory.h"
#include "server/messages.h"
#include "service/admission.h"
#include "service/call_log.h"
#include "service/peer.h"
#include "service/pool.h"

namespace cmmm::server {

// What every call needs; all of it outlives the services.
struct CallTools {
  const Catalog* catalog = nullptr;
  service::Admission* admission = nullptr;
  service::Pool* pool = nullptr;
  service::CallLog* log = nullptr;
  const service::TrustedProxies* proxies = nullptr;
  // Longest message either way.
  size_t max_message_bytes = 0;
  // Longest time that one call may work in the pool.
  std::chrono::milliseconds max_work{0};
  // Pieces of work the pool lets wait; said when it is full.
  int max_queue = 0;
};

// Who calls, behind the proxies of `tools`.
service::Peer PeerOf(const grpc::CallbackServerContext& context,
                     const CallTools& tools);

enum class Cost { kQuick, kCostly };

// Answers `in` with `out`, or says why not. May look at `stop` while it works
// and return the refusal of that (STOPPED).
using Answer = std::function<std::optional<Refusal>(
    const grpc::ByteBuffer& in, const Stop& stop, CallMemory* memory,
    google::protobuf::Arena* arena, grpc::ByteBuffer* out)>;

// Starts the call that `context` is about. `in` and `out` are gRPC's; they and
// `context` live until the reply has gone.
grpc::ServerUnaryReactor* AnswerBytes(grpc::CallbackServerContext* context,
                                      absl::string_view method,
                                      const grpc::ByteBuffer& in,
                                      grpc::ByteBuffer* out,
                                      const CallTools& tools, Cost cost,
                                      Answer answer);

// The same with messages: parses a Request, runs `handle(const Request&,
// Response*, const Stop&)` and writes the Response.
template <typename Request, typename Response, typename Handle>
grpc::ServerUnaryReactor* AnswerUnary(grpc::CallbackServerContext* context,
                                      absl::string_view method,
                                      const grpc::ByteBuffer& in,
                                      grpc::ByteBuffer* out,
                                      const CallTools& tools, Cost cost,
                                      Handle handle) {
  return AnswerBytes(
      context, method, in, out, tools, cost,
      [handle](const grpc::ByteBuffer& bytes, const Stop& stop, CallMemory*,
               google::protobuf::Arena* arena,
               grpc::ByteBuffer* answer) -> std::optional<Refusal> {
        auto* request = google::protobuf::Arena::CreateMessage<Request>(arena);
        auto* response =
            google::protobuf::Arena::CreateMessage<Response>(arena);
        if (auto refusal = ParseMessage(bytes, request)) return refusal;
        if (auto refusal = handle(*request, response, stop)) return refusal;
        WriteMessage(*response, answer);
        return std::nullopt;
      });
}

}  // namespace cmmm::server

#endif  // CMMM_SERVER_UNARY_CALL_H_
