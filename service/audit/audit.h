// What a server writes into its audit trail, and what happens when it cannot.
//
//   Audit audit;
//   if (auto failure = audit.Open(options)) return failure;
//   if (auto refusal = audit.Write({.method = "Score", …})) return refusal;
//
// A line (docs/operations.md has all fields):
//
//   {"seq":12,"time":"…","event":"call","method":"Score","tenant":"hunan",
//    "key":"3f9a01c2","peer":"203.0.113.9","request_id":"…","code":"OK",
//    "model":"gbt39116-2020@2020.1","model_digest":"…","request":"…",
//    "result":"…","previous":"…","hash":"…"}
//
// Events: `start`, `reload`, `call`, `block` (of a ScoreStream, or of a batch
// over HTTP, with `results`), `begin` and `end` (of a batch), `torn` (trail.h).
#ifndef CMMM_SERVICE_AUDIT_AUDIT_H_
#define CMMM_SERVICE_AUDIT_AUDIT_H_

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/base/failure.h"
#include "engine/base/refusal.h"
#include "engine/model/catalog.h"
#include "service/audit/subject.h"
#include "service/audit/trail.h"
#include "service/caller.h"

namespace cmmm::service {

// Lines are demanded unless `is_optional`: no line, no answer.
struct AuditOptions {
  AuditFile file;
  // The level reached is written, too.
  bool with_level = false;
  // Calls whose line cannot be written are answered all the same, and counted.
  bool is_optional = false;
};

// Views: for the time of Write.
// What is empty is left out of the line; longer texts are cut at 256 bytes.
struct AuditEntry {
  absl::string_view event = "call";
  absl::string_view method;
  absl::string_view code = "OK";
  absl::string_view reason = {};
  const Caller* caller = nullptr;
  const AuditSubject* subject = nullptr;
  // Of a block or a batch.
  std::optional<int64_t> assessments = {};
};

// Thread-safe.
// Each call is written before it is answered, so its reply waits for a write to
// the file, not for the disk.
class Audit {
 public:
  // Opens the trail and says that a server began. Fails as AuditTrail::Open,
  // and (kIo) when that line cannot be written and lines are no option.
  MaybeFailure Open(const AuditOptions& options);

  // The line of a call. The refusal, UNAVAILABLE `AUDIT_UNAVAILABLE`: it could
  // not be written, and so the call must not be answered.
  std::optional<Refusal> Write(const AuditEntry& entry);

  // That models and the access file (its hash; empty: there is none) were
  // taken anew, or not. Nothing is refused for it.
  // Each model as `id@version:digest`, separated by blanks.
  void WriteReload(const Catalog& catalog, absl::string_view access_hash,
                   bool is_taken);

  bool with_level() const { return options_.with_level; }

  // For the metrics cmmm_audit_….
  struct Counts {
    AuditTrail::Counts trail;
    int64_t unaudited = 0;  // answered without a line
  };
  Counts counts() const { return {trail_.counts(), unaudited_}; }
  AuditLink last() const { return trail_.last(); }

 private:
  AuditOptions options_;
  AuditTrail trail_;
  std::atomic<int64_t> unaudited_{0};
};

}  // namespace cmmm::service

#endif  // CMMM_SERVICE_AUDIT_AUDIT_H_
