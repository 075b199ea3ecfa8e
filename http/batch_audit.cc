#include "http/batch_audit.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"

namespace cmmm::http {
namespace {

// The level stands behind the id (results/write_result.h), which is shorter.
constexpr size_t kLineBeginBytes = size_t{4} << 10;

// Of an answer that begins so: `3` of `{"enterprise_id":"E1","level":3,…`;
// empty: its record was refused.
std::string LevelIn(absl::string_view answer) {
  if (!absl::ConsumePrefix(&answer, "{\"enterprise_id\":\"")) return "";
  while (!answer.empty() && answer.front() != '"') {
    answer.remove_prefix(
        std::min<size_t>(answer.front() == '\\' ? 2 : 1, answer.size()));
  }
  if (!absl::ConsumePrefix(&answer, "\",\"level\":")) return "";
  return std::string(answer.substr(0, answer.find_first_not_of("0123456789")));
}

}  // namespace

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
    const size_t end = left.find('\n');
    AddToLine(left.substr(0, end));
    if (end == absl::string_view::npos) break;
    EndLine();
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

void BatchAudit::AddToLine(absl::string_view bytes) {
  if (!line_.has_value()) line_.emplace();
  line_->Add(bytes);
  if (!audit_->with_level()) return;
  absl::StrAppend(&line_begin_,
                  bytes.substr(0, kLineBeginBytes - line_begin_.size()));
}

void BatchAudit::EndLine() {
  hashes_.push_back(line_->Hex());
  line_.reset();
  if (!audit_->with_level()) return;
  levels_.push_back(LevelIn(line_begin_));
  line_begin_.clear();
}

std::optional<Refusal> BatchAudit::WriteBlock(const service::Caller& caller) {
  service::AuditSubject subject = model_;
  subject.results = std::move(hashes_);
  hashes_.clear();
  subject.level = absl::StrJoin(levels_, ",");
  levels_.clear();
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
