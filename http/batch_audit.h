// The lines of `POST /v1/score:batch` in the audit trail: one before the first
// answer, and one behind the last, with the hashes of all records and answers,
// as they came and went.
#ifndef CMMM_HTTP_BATCH_AUDIT_H_
#define CMMM_HTTP_BATCH_AUDIT_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "engine/base/refusal.h"
#include "engine/base/sha256.h"
#include "service/audit/audit.h"
#include "service/call_log.h"

namespace cmmm::http {

inline constexpr char kBatchMethod[] = "score:batch";

// Of one call.
class BatchAudit {
 public:
  // Null: there is no audit trail, and all of this does nothing.
  explicit BatchAudit(service::Audit* audit) : audit_(audit) {}

  // The refusal: the line could not be written.
  std::optional<Refusal> Begin(const service::Caller& caller) {
    return Write({.event = "begin", .method = kBatchMethod}, {}, caller);
  }

  void AddRecords(absl::string_view bytes) {
    if (audit_ != nullptr) records_.Add(bytes);
  }
  void AddAnswers(absl::string_view bytes) {
    if (audit_ != nullptr) answers_.Add(bytes);
  }

  // What became of it; the refusal as for Begin.
  std::optional<Refusal> End(const service::CallRecord& record,
                             const service::Caller& caller,
                             absl::StatusCode code) {
    const std::string name = absl::StatusCodeToString(code);
    service::AuditSubject subject;
    subject.request = records_.Hex();
    subject.result = answers_.Hex();
    return Write({.event = "end",
                  .method = kBatchMethod,
                  .code = name,
                  .assessments = record.assessments},
                 subject, caller);
  }

 private:
  std::optional<Refusal> Write(service::AuditEntry entry,
                               const service::AuditSubject& subject,
                               const service::Caller& caller) {
    if (audit_ == nullptr) return std::nullopt;
    entry.caller = &caller;
    entry.subject = &subject;
    return audit_->Write(entry);
  }

  service::Audit* const audit_;
  Sha256Hash records_;
  Sha256Hash answers_;
};

}  // namespace cmmm::http

#endif  // CMMM_HTTP_BATCH_AUDIT_H_
