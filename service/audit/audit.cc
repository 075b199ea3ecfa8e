#include "service/audit/audit.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/json_string.h"
#include "engine/base/version.h"
#include "engine/base/violations.h"

namespace cmmm::service {
namespace {

constexpr int kAuditRetrySeconds = 5;
// Longer texts are cut; a line stays below kMaxAuditLineBytes.
constexpr size_t kMaxTextBytes = 256;
constexpr size_t kMaxLevelBytes = 8 << 10;

// `,"tenant":"hunan"`; nothing when it is empty.
void AddAuditText(absl::string_view name, absl::string_view text,
                  std::string* out, size_t most = kMaxTextBytes) {
  if (text.empty()) return;
  absl::StrAppend(out, ",\"", name, "\":");
  AppendJsonString(Printable(text, most), out);
}

void AddAuditCaller(const Caller& caller, std::string* out) {
  AddAuditText("tenant", caller.tenant, out);
  AddAuditText("key", caller.key_id, out);
  AddAuditText("peer", caller.peer.name, out);
  AddAuditText("request_id", caller.head.request_id, out);
}

void AddAuditSubject(const AuditSubject& subject, std::string* out) {
  AddAuditText("model", subject.model, out);
  AddAuditText("model_digest", subject.model_digest, out);
  AddAuditText("programme", subject.programme, out);
  AddAuditText("programme_digest", subject.programme_digest, out);
  AddAuditText("request", subject.request, out);
  AddAuditText("result", subject.result, out);
  if (!subject.results.empty()) {
    absl::StrAppend(out, ",\"results\":[\"",
                    absl::StrJoin(subject.results, "\",\""), "\"]");
  }
  AddAuditText("document", subject.document, out);
  AddAuditText("level", subject.level, out, kMaxLevelBytes);
}

Refusal RefuseUnaudited() {
  Refusal refusal =
      Refuse(absl::StatusCode::kUnavailable, "AUDIT_UNAVAILABLE",
             "the call cannot be written into the audit trail, and is not "
             "answered without; try again");
  refusal.retry_after_seconds = kAuditRetrySeconds;
  return refusal;
}

}  // namespace

MaybeFailure Audit::Open(const AuditOptions& options) {
  options_ = options;
  if (auto failure = trail_.Open(options.file)) return failure;
  const bool is_written = trail_.Append(
      absl::StrCat(R"("event":"start","engine":")", kEngineVersion, "\""));
  if (is_written || options.is_optional) return std::nullopt;
  return Failure{FailureKind::kIo, "nothing can be written into it",
                 "无法写入任何内容"};
}

std::optional<Refusal> Audit::Write(const AuditEntry& entry) {
  std::string fields = absl::StrCat("\"event\":\"", entry.event, "\"");
  AddAuditText("method", entry.method, &fields);
  if (entry.caller != nullptr) AddAuditCaller(*entry.caller, &fields);
  AddAuditText("code", entry.code, &fields);
  AddAuditText("reason", entry.reason, &fields);
  if (entry.assessments.has_value()) {
    absl::StrAppend(&fields, ",\"assessments\":", *entry.assessments);
  }
  if (entry.subject != nullptr) AddAuditSubject(*entry.subject, &fields);
  if (trail_.Append(fields)) return std::nullopt;
  if (!options_.is_optional) return RefuseUnaudited();
  ++unaudited_;
  return std::nullopt;
}

void Audit::WriteReload(const Catalog& catalog, absl::string_view access_hash,
                        bool is_taken) {
  std::string fields =
      absl::StrCat(R"("event":"reload","code":")",
                   is_taken ? "OK" : "FAILED_PRECONDITION", "\"");
  std::string models;
  for (const CatalogEntry& entry : catalog.entries()) {
    absl::StrAppend(&models, models.empty() ? "" : " ", entry.compiled->id, "@",
                    entry.compiled->version, ":", entry.compiled->digest);
  }
  AddAuditText("models", models, &fields, kMaxLevelBytes);
  AddAuditText("access", access_hash, &fields);
  trail_.Append(fields);
}

}  // namespace cmmm::service
