#include "service/unary_call.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/revocations.h"

namespace cmmm::service {

std::optional<Refusal> RefuseLarge(size_t bytes, size_t most) {
  if (bytes <= most) return std::nullopt;
  Refusal refusal =
      Refuse(absl::StatusCode::kResourceExhausted, "MESSAGE_TOO_LARGE",
             absl::StrCat("the message has ", bytes, " bytes; at most ", most,
                          " are taken"));
  refusal.metadata["limit"] = "max-message-bytes";
  refusal.metadata["value"] = absl::StrCat(most);
  return refusal;
}

namespace {

// How many credentials of this caller may fail in a minute; 0: any number, as
// of a proxy that tells of nobody.
int MostFailures(const CallTools& tools, const Caller& caller) {
  if (caller.peer.is_proxy) return 0;
  return tools.admission->limits().rate.failed_credentials_per_minute;
}

// `refusal`; or, when too many credentials from the same address did not count,
// that. Others that count are let in from there all the same, since many may
// share an address.
Refusal SlowGuesser(const CallTools& tools, const Caller& caller,
                    const Credentials& shown, Refusal refusal) {
  const bool is_guess =
      refusal.code == absl::StatusCode::kUnauthenticated &&
      (!shown.authorization.empty() || shown.certificate != nullptr);
  if (!is_guess) return refusal;
  if (auto slowed = tools.access->TakeFailure(
          caller.peer.name, shown.authorization, MostFailures(tools, caller))) {
    return *std::move(slowed);
  }
  return refusal;
}

// Whether a list of its CA says so.
bool IsTakenBack(const CallTools& tools, const ShownCertificate& shown) {
  if (tools.certificate == nullptr) return false;
  const auto now = tools.certificate->Get();
  return now->revoked != nullptr && now->revoked->Contain(shown.pem);
}

}  // namespace

std::optional<Refusal> LetIn(const CallTools& tools, absl::string_view path,
                             Caller* caller) {
  if (tools.access == nullptr) return std::nullopt;
  Credentials shown{caller->authorization};
  if (caller->certificate != nullptr) {
    shown.certificate = &caller->certificate->names;
    shown.is_taken_back = IsTakenBack(tools, *caller->certificate);
  }
  if (auto slowed =
          tools.access->CheckAttempt(caller->peer.name, shown.authorization,
                                     MostFailures(tools, *caller))) {
    return slowed;
  }
  auto who = tools.access->Get()->Check(shown, path, std::time(nullptr));
  if (!who.ok()) return SlowGuesser(tools, *caller, shown, who.refusal());
  caller->tenant = std::move(who.value().tenant);
  caller->key_id = std::move(who.value().key_id);
  caller->models = std::move(who.value().models);
  if (caller->key_id == kVisitor) {
    return tools.access->TakeVisit(caller->peer.name);
  }
  return std::nullopt;
}

std::optional<Refusal> EnterStream(const CallTools& tools, const Caller& caller,
                                   Ticket* ticket, QuotaTicket* quota) {
  if (auto refusal =
          tools.admission->Enter(caller.Counted(), CallKind::kStream, ticket)) {
    return refusal;
  }
  if (tools.quotas == nullptr) return std::nullopt;
  return tools.quotas->Enter(caller.tenant, {CallKind::kStream},
                             QuotaTime::Now(), quota);
}

std::shared_ptr<const Catalog> CatalogFor(const CallTools& tools,
                                          const Caller& caller) {
  return tools.catalog->GetOnly(caller.models);
}

std::chrono::steady_clock::time_point OnSteadyClock(
    std::chrono::system_clock::time_point deadline) {
  using Clock = std::chrono::steady_clock;
  const auto left = LeftUntil(deadline);
  return left.has_value() ? Clock::now() + *left : Clock::time_point::max();
}

UnaryCall::UnaryCall(const Method& method, const CallTools& tools,
                     Caller caller)
    : method_(method), tools_(tools), caller_(std::move(caller)) {
  record_.method = method.name();
  record_.caller = &caller_;
}

// By keys, size, limits and quotas, in this order.
std::optional<Refusal> UnaryCall::Admit() {
  if (auto refusal = LetIn(tools_, method_.path, &caller_)) return refusal;
  if (auto refusal = RefuseLarge(record_.bytes_in, tools_.max_message_bytes)) {
    return refusal;
  }
  if (auto refusal = tools_.admission->Enter(caller_.Counted(),
                                             CallKind::kUnary, &ticket_)) {
    return refusal;
  }
  if (tools_.quotas == nullptr) return std::nullopt;
  const QuotaAsk ask{CallKind::kUnary, static_cast<int64_t>(record_.bytes_in),
                     method_.is_audited() ? 1 : 0};
  return tools_.quotas->Enter(caller_.tenant, ask, QuotaTime::Now(), &quota_);
}

void UnaryCall::Start(Cost cost, size_t bytes_in) {
  record_.bytes_in = bytes_in;
  if (auto refusal = Admit()) return FinishWith(std::move(refusal));
  if (cost == Cost::kQuick) return Work(nullptr);
  // The pool's thread may finish the call before this returns.
  if (tools_.pool->TryPush([this] { WorkInPool(); })) return;
  FinishWith(RefuseFull("max-queue", tools_.max_queue));
}

std::optional<Refusal> UnaryCall::AnswerMessage(
    const google::protobuf::Message& request,
    google::protobuf::Message* response, const Stop& stop) {
  const auto catalog = this->catalog();
  if (is_audited()) AddRequest(*catalog, request, &subject_.emplace());
  if (auto refusal = method_.answer(*catalog, request, response, stop)) {
    return refusal;
  }
  if (method_.add_facts != nullptr) method_.add_facts(tools_, response);
  if (is_audited()) {
    AddResult(*response, tools_.audit->with_level(), &*subject_);
  }
  return std::nullopt;
}

std::optional<Refusal> UnaryCall::AnswerBytes(absl::string_view request,
                                              google::protobuf::Arena* arena,
                                              WireBuffer* response) {
  const auto catalog = this->catalog();
  if (is_audited()) {
    auto* message = method_.request->New(arena);
    if (message->ParseFromArray(request.data(),
                                static_cast<int>(request.size()))) {
      AddRequest(*catalog, *message, &subject_.emplace());
    }
  }
  response->Clear();
  if (auto refusal = method_.answer_bytes(*catalog, request, arena, response)) {
    return refusal;
  }
  if (subject_.has_value()) {
    AddResultBytes(*method_.response, response->bytes(),
                   tools_.audit->with_level(), &*subject_);
  }
  return std::nullopt;
}

// The refusal: it could not be written.
std::optional<Refusal> UnaryCall::WriteAudit(
    const std::optional<Refusal>& refusal) {
  if (!subject_.has_value()) return std::nullopt;
  AuditEntry entry;
  entry.method = record_.method;
  const std::string code = absl::StatusCodeToString(
      refusal.has_value() ? refusal->code : absl::StatusCode::kOk);
  entry.code = code;
  if (refusal.has_value()) {
    entry.reason = refusal->reason;
    subject_->result.clear();
    subject_->level.clear();
  }
  entry.caller = &caller_;
  entry.subject = &*subject_;
  return tools_.audit->Write(entry);
}

void UnaryCall::WorkInPool() {
  record_.queued = std::chrono::steady_clock::now() - start_;
  const auto end = std::min(deadline(), Clock::now() + tools_.max_work);
  const Stop stop = [this, end] {
    return IsCancelled() || Clock::now() >= end;
  };
  // It may have waited too long in the queue.
  if (stop()) return FinishWith(WhyStopped());
  Work(stop);
}

void UnaryCall::Work(const Stop& stop) {
  const auto begin = std::chrono::steady_clock::now();
  CallMemory& memory = MemoryOfThisThread();
  std::optional<Refusal> refusal;
  {
    google::protobuf::Arena arena(ArenaIn(&memory));
    refusal = Answer(stop, &memory, &arena, &record_.bytes_out);
  }
  if (refusal.has_value() && refusal->reason == "STOPPED") {
    refusal = WhyStopped();
  }
  if (!refusal.has_value()) {
    refusal = ticket_.Hold(static_cast<int64_t>(record_.bytes_out));
  }
  if (auto unwritten = WriteAudit(refusal)) refusal = std::move(unwritten);
  if (!refusal.has_value()) {
    quota_.Confirm(static_cast<int64_t>(record_.bytes_out));
  }
  record_.assessments = 1;
  record_.worked = std::chrono::steady_clock::now() - begin;
  FinishWith(std::move(refusal));
}

Refusal UnaryCall::WhyStopped() const {
  if (Clock::now() >= deadline()) {
    return Refuse(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
                  "the call's deadline passed while it was worked on");
  }
  if (IsCancelled()) {
    return Refuse(absl::StatusCode::kCancelled, "CANCELLED",
                  "the call was cancelled while it was worked on");
  }
  return Refuse(
      absl::StatusCode::kResourceExhausted, "WORK_TOO_LONG",
      absl::StrCat("the call took more than ", tools_.max_work.count(),
                   " ms of work; ask for less at once"));
}

// The last thing done: the call may be gone when this returns.
void UnaryCall::FinishWith(std::optional<Refusal> refusal) {
  if (refusal.has_value()) {
    record_.bytes_out = 0;
    record_.reason = refusal->reason;
  }
  const std::string code = absl::StatusCodeToString(
      refusal.has_value() ? refusal->code : absl::StatusCode::kOk);
  record_.code = code;
  record_.elapsed = std::chrono::steady_clock::now() - start_;
  record_.deadline_left = LeftUntil(deadline());
  tools_.log->Write(record_);
  tools_.metrics->Count(record_);
  Reply(refusal);
}

}  // namespace cmmm::service
