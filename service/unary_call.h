// One call with one request and one response, whatever it came by: within the
// limits, in the right thread, one line in the log.
//
// Quick methods are answered in the thread that brings the call, costly ones
// in the pool:
//
//   arrival ─ limits? ─ quick ──────────────── answer ─ reply
//                     └ costly ─ pool full? ─ queue ─┘
//
// A door derives its own call: how the message comes and goes, and whether
// somebody still waits. Whatever happens, Reply is called once and the call
// leaves one line.
#ifndef CMMM_SERVICE_UNARY_CALL_H_
#define CMMM_SERVICE_UNARY_CALL_H_

#include <google/protobuf/arena.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/base/refusal.h"
#include "engine/base/work_budget.h"
#include "service/access.h"
#include "service/admission.h"
#include "service/audit/audit.h"
#include "service/call_log.h"
#include "service/call_memory.h"
#include "service/call_metrics.h"
#include "service/caller.h"
#include "service/certificate.h"
#include "service/live_catalog.h"
#include "service/methods.h"
#include "service/pool.h"
#include "service/quotas.h"

namespace cmmm::service {

// What every call needs; all of it outlives the calls.
// Made once by the server; nothing in it changes but what is live.
struct CallTools {
  const LiveCatalog* catalog = nullptr;
  Admission* admission = nullptr;
  Pool* pool = nullptr;
  CallLog* log = nullptr;
  CallMetrics* metrics = nullptr;
  const TrustedProxies* proxies = nullptr;
  // Longest message either way.
  size_t max_message_bytes = 0;
  // Longest time that one call may work in the pool.
  std::chrono::milliseconds max_work{0};
  // Pieces of work the pool lets wait; said when it is full.
  int max_queue = 0;
  // The keys that are let in; null: everybody is.
  const LiveAccess* access = nullptr;
  // What the server shows by TLS; null: it speaks in the clear.
  const LiveCertificate* certificate = nullptr;
  std::chrono::system_clock::time_point started =
      std::chrono::system_clock::now();
  // Null: there is no audit trail.
  Audit* audit = nullptr;
  // Null: tenants have no quotas.
  Quotas* quotas = nullptr;
};

// Whether the caller may call the method of `path`, by what he shows, if that
// is asked for (access.h). Then he is known by his tenant. CALLER_LIMIT instead
// of UNAUTHENTICATED once an address has failed too often
// (RateLimits::failed_credentials_per_minute).
// Where no access file is, everybody is let in and is nobody.
std::optional<Refusal> LetIn(const CallTools& tools, absl::string_view path,
                             Caller* caller);

// Lets a stream in by limits and quotas, as Admission::Enter and Quotas::Enter.
// Both tickets are the stream's; no bytes are counted yet.
std::optional<Refusal> EnterStream(const CallTools& tools, const Caller& caller,
                                   Ticket* ticket, QuotaTicket* quota);
// The models and programmes that there are for a caller who was let in.
// One set of one moment: take it once.
std::shared_ptr<const Catalog> CatalogFor(const CallTools& tools,
                                          const Caller& caller);

// How long is left until `deadline`; nothing when there is none.
// For the log: whether callers give enough time.
template <typename Clock>
std::optional<std::chrono::milliseconds> LeftUntil(
    std::chrono::time_point<Clock> deadline) {
  if (deadline == std::chrono::time_point<Clock>::max()) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::milliseconds>(deadline -
                                                               Clock::now());
}

// The same moment by a clock that nobody sets.
std::chrono::steady_clock::time_point OnSteadyClock(
    std::chrono::system_clock::time_point deadline);

// RESOURCE_EXHAUSTED `MESSAGE_TOO_LARGE` when there are more than `most` bytes.
// With the limit's name and value; trying again does not help.
std::optional<Refusal> RefuseLarge(size_t bytes, size_t most);

// Deadline and cancelling are asked for while it searches; one that nobody
// waits for any longer ends with DEADLINE_EXCEEDED or CANCELLED, one that
// worked for too long with WORK_TOO_LONG.
class UnaryCall {
 public:
  using Clock = std::chrono::steady_clock;

  // `method` and `tools` outlive the call.
  UnaryCall(const Method& method, const CallTools& tools, Caller caller);
  virtual ~UnaryCall() = default;
  UnaryCall(const UnaryCall&) = delete;
  UnaryCall& operator=(const UnaryCall&) = delete;

 protected:
  // Lets the call in, or not, and answers it. A message of `bytes_in` bytes has
  // come. The call may be gone when this returns. Access, size, limits and
  // quotas, in this order; then the pool or at once.
  void Start(Cost cost, size_t bytes_in);

  // Answers `request` by the method's door.
  // The models are those of the caller.
  std::optional<Refusal> AnswerMessage(const google::protobuf::Message& request,
                                       google::protobuf::Message* response,
                                       const Stop& stop);

  // The same from bytes to bytes. REQUIRES: the method has such a door.
  std::optional<Refusal> AnswerBytes(absl::string_view request,
                                     google::protobuf::Arena* arena,
                                     WireBuffer* response);

  // Ends the call: logs it, then hands it to Reply.
  void FinishWith(std::optional<Refusal> refusal);

  const Method& method() const { return method_; }
  const CallTools& tools() const { return tools_; }
  const Caller& caller() const { return caller_; }
  // What there is for this caller; once he is let in.
  std::shared_ptr<const Catalog> catalog() const {
    return CatalogFor(tools_, caller_);
  }

 private:
  // Reads the request, answers it and keeps the reply for Reply; `bytes_out` is
  // its size. `memory` and `arena` are only for the time of this call.
  virtual std::optional<Refusal> Answer(const Stop& stop, CallMemory* memory,
                                        google::protobuf::Arena* arena,
                                        size_t* bytes_out) = 0;
  // Whether nobody waits any longer; asked from the thread that works.
  virtual bool IsCancelled() const = 0;
  // Until when somebody waits; Clock::time_point::max(): as long as it takes.
  virtual Clock::time_point deadline() const = 0;
  // Sends the reply, or the refusal instead. What it holds of the limits ends
  // with the object: it must live until the reply has gone.
  virtual void Reply(const std::optional<Refusal>& refusal) = 0;

  // Why the call is not let in, if so.
  std::optional<Refusal> Admit();
  // In a thread of the pool: says how long it waited, and stops in time.
  void WorkInPool();
  void Work(const Stop& stop);
  bool is_audited() const {
    return tools_.audit != nullptr && method_.is_audited();
  }
  // The refusal: its line could not be written.
  std::optional<Refusal> WriteAudit(const std::optional<Refusal>& refusal);
  // DEADLINE_EXCEEDED, CANCELLED, or RESOURCE_EXHAUSTED `WORK_TOO_LONG`.
  Refusal WhyStopped() const;

  const Method& method_;
  const CallTools& tools_;
  Caller caller_;
  const std::chrono::steady_clock::time_point start_ =
      std::chrono::steady_clock::now();
  CallRecord record_;
  std::optional<AuditSubject> subject_;  // once its request was read
  Ticket ticket_;
  QuotaTicket quota_;
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_UNARY_CALL_H_
