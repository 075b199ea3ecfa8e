#include "engine/response/refusal_status.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/model/canonical.h"
#include "google/rpc/error_details.pb.h"

namespace cmmm {
namespace {

constexpr size_t kMaxStatusBytes = 4 << 10;
constexpr size_t kMaxMessageBytes = 512;
// Of one metadata value, such as the list of models there are.
constexpr size_t kMaxMetadataBytes = 512;
// Of all of them; what does not fit is left out.
constexpr size_t kMaxAllMetadataBytes = 1 << 10;
// What the envelope and the counts need at most beside the violations.
constexpr size_t kEnvelopeBytes = 512;
// Tags and lengths of one violation, or of one metadata entry.
constexpr size_t kEntryOverhead = 12;
// The same of its Chinese text, with the name of the language.
constexpr size_t kChineseOverhead = 20;

// Packed canonically, so that equal refusals are equal bytes.
void AddDetail(const google::protobuf::Message& detail,
               google::rpc::Status* status) {
  auto* any = status->add_details();
  any->set_type_url("type.googleapis.com/" + detail.GetTypeName());
  any->set_value(CanonicalBytes(detail));
}

// At most `most` bytes, cut at a character boundary.
std::string Cut(const std::string& text, size_t most) {
  if (text.size() <= most) return text;
  size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  return absl::StrCat(text.substr(0, end), "…");
}

google::rpc::BadRequest ListViolations(const Violations& violations,
                                       const ViolationText& in_chinese,
                                       size_t room) {
  google::rpc::BadRequest list;
  for (const Violation& violation : violations.listed()) {
    const std::string description =
        absl::StrCat(violation.rule_id, ": ", violation.message);
    const std::string zh = in_chinese ? in_chinese(violation) : "";
    const size_t size = violation.field_path.size() + description.size() +
                        kEntryOverhead +
                        (zh.empty() ? 0 : zh.size() + kChineseOverhead);
    if (size > room) break;
    room -= size;
    auto* entry = list.add_field_violations();
    entry->set_field(violation.field_path);
    entry->set_description(description);
    if (zh.empty()) continue;
    entry->mutable_localized_message()->set_locale("zh-CN");
    entry->mutable_localized_message()->set_message(zh);
  }
  return list;
}

}  // namespace

google::rpc::Status ToRpcStatus(const Refusal& refusal,
                                const ViolationText& in_chinese) {
  google::rpc::Status status;
  status.set_code(static_cast<int>(refusal.code));
  std::string message = Cut(refusal.message, kMaxMessageBytes);
  google::rpc::ErrorInfo info;
  info.set_reason(refusal.reason);
  info.set_domain("cmmm");
  size_t metadata_room = kMaxAllMetadataBytes;
  for (const auto& [key, value] : refusal.metadata) {
    std::string shown = Cut(value, kMaxMetadataBytes);
    const size_t size = key.size() + shown.size() + kEntryOverhead;
    if (size > metadata_room) continue;
    metadata_room -= size;
    (*info.mutable_metadata())[key] = std::move(shown);
  }
  google::rpc::BadRequest list;
  if (!refusal.violations.empty()) {
    const size_t used = message.size() + info.ByteSizeLong() + kEnvelopeBytes;
    list =
        ListViolations(refusal.violations, in_chinese, kMaxStatusBytes - used);
    const int listed = list.field_violations_size();
    (*info.mutable_metadata())["violations_listed"] = absl::StrCat(listed);
    if (static_cast<size_t>(listed) < refusal.violations.total()) {
      absl::StrAppend(&message, "; the first ", listed, " are listed");
    }
  }
  status.set_message(message);
  AddDetail(info, &status);
  if (list.field_violations_size() > 0) AddDetail(list, &status);
  if (refusal.retry_after_seconds > 0) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(refusal.retry_after_seconds);
    AddDetail(retry, &status);
  }
  return status;
}

}  // namespace cmmm
