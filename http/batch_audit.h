// The lines of `POST /v1/score:batch` in the audit trail: `begin` before the
// first answer; a `block` for every piece of answers, before it is sent, with
// the SHA-256 of each of its lines, and the levels where they are wanted; `end`
// behind the last, with the hashes of all records and of all answers, as they
// came and went.
//
//   BatchAudit audit(tools.audit);
//   if (auto refusal = audit.Begin(*catalog, common, caller)) …
//   audit.AddRecords(bytes);
//   if (auto refusal = audit.AddAnswers(bytes, caller)) …   // then send them
//   if (auto refusal = audit.End(record, caller, code)) …
//
// Held in memory are one hash of each kind, those of one line of the trail, and
// the beginning of an answer.
#ifndef CMMM_HTTP_BATCH_AUDIT_H_
#define CMMM_HTTP_BATCH_AUDIT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/base/refusal.h"
#include "engine/base/sha256.h"
#include "engine/model/catalog.h"
#include "service/audit/audit.h"
#include "service/call_log.h"

namespace cmmm::http {

inline constexpr char kBatchMethod[] = "score:batch";

// Of one call.
// Not thread-safe: one connection has it. Begin first, End last.
class BatchAudit {
 public:
  // Null: there is no audit trail, and all of this does nothing.
  explicit BatchAudit(service::Audit* audit) : audit_(audit) {}

  // `common` names the model of all records. The refusal, of this and the
  // others: the line could not be written.
  std::optional<Refusal> Begin(const Catalog& catalog,
                               const v1::ScoreRequest& common,
                               const service::Caller& caller);

  // As they came, whatever is on them: their hash is in `end`.
  void AddRecords(absl::string_view bytes) {
    if (audit_ != nullptr) records_.Add(bytes);
  }

  // Lines of answers; the last may go on with the next bytes, and counts with
  // them. When this succeeds, all lines that have ended are in the trail.
  // A line of the trail has at most service::kMaxAuditResults hashes; more
  // answers are more lines.
  std::optional<Refusal> AddAnswers(absl::string_view bytes,
                                    const service::Caller& caller);

  // What became of it.
  // `code` is OK, CANCELLED when the caller left, or why it was stopped.
  // Whoever is told no end takes the answer for broken off, and so it is.
  std::optional<Refusal> End(const service::CallRecord& record,
                             const service::Caller& caller,
                             absl::StatusCode code);

 private:
  // Bytes of the answer that has not ended yet, and its end.
  void AddToLine(absl::string_view bytes);
  void EndLine();
  std::optional<Refusal> WriteBlock(const service::Caller& caller);

  service::Audit* const audit_;
  service::AuditSubject model_;  // nothing but the model
  Sha256Hash records_;
  Sha256Hash answers_;
  std::optional<Sha256Hash> line_;  // of the answer that has not ended
  std::string line_begin_;          // its first bytes, where levels are written
  std::vector<std::string> hashes_;  // of those that are not written yet
  std::vector<std::string> levels_;  // theirs; empty: it was refused
};

}  // namespace cmmm::http

#endif  // CMMM_HTTP_BATCH_AUDIT_H_
