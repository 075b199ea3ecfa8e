#include "http/batch_audit.h"

#include <cstdint>
#include <utility>

namespace cmmm::http {

std::optional<Refusal> BatchAudit::Begin(const Catalog& catalog,
                                         const v1::ScoreRequest& common,
                                         const service::Caller& caller) {
  if (audit_ == nullptr) return std::nullopt;
  AddModel(catalog, common.model(), &model_);
  return audit_->Write({.event = "begin",
                        .method = kBatchMethod,
                        .caller = &caller,
                        .subject = &model_});
}

std::optional<Refusal> BatchAudit::AddAnswers(absl::string_view bytes,
                                              const service::Caller& caller) {
  if (audit_ == nullptr) return std::nullopt;
  for (absl::string_view left = bytes; !left.empty();) {
    if (!line_.has_value()) line_.emplace();
    const size_t end = left.find('\n');
    line_->Add(left.substr(0, end));
    if (end == absl::string_view::npos) break;
    hashes_.push_back(line_->Hex());
    line_.reset();
    left.remove_prefix(end + 1);
    if (hashes_.size() < service::kMaxAuditResults) continue;
    if (auto refusal = WriteBlock(caller)) return refusal;
  }
  if (!hashes_.empty()) {
    if (auto refusal = WriteBlock(caller)) return refusal;
  }
  answers_.Add(bytes);
  return std::nullopt;
}

std::optional<Refusal> BatchAudit::WriteBlock(const service::Caller& caller) {
  service::AuditSubject subject = model_;
  subject.results = std::move(hashes_);
  hashes_.clear();
  return audit_->Write(
      {.event = "block",
       .method = kBatchMethod,
       .caller = &caller,
       .subject = &subject,
       .assessments = static_cast<int64_t>(subject.results.size())});
}

std::optional<Refusal> BatchAudit::End(const service::CallRecord& record,
                                       const service::Caller& caller,
                                       absl::StatusCode code) {
  if (audit_ == nullptr) return std::nullopt;
  const std::string name = absl::StatusCodeToString(code);
  service::AuditSubject subject = model_;
  subject.request = records_.Hex();
  subject.result = answers_.Hex();
  return audit_->Write({.event = "end",
                        .method = kBatchMethod,
                        .code = name,
                        .caller = &caller,
                        .subject = &subject,
                        .assessments = record.assessments});
}

}  // namespace cmmm::http
