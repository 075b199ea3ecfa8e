#include "texts/refusal_text.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/violations.h"
#include "texts/list_in_text.h"
#include "texts/message_forms.h"
#include "texts/rule_texts.h"

namespace cmmm::texts {

bool SaysValue(absl::string_view words, absl::string_view value) {
  for (const absl::string_view piece : absl::StrSplit(value, "…")) {
    const size_t found = words.find(piece);
    if (found == words.npos) return false;
    words.remove_prefix(found + piece.size());
  }
  return true;
}

std::string ChineseViolation(absl::string_view rule_id, absl::string_view value,
                             absl::string_view message,
                             absl::string_view there_are_zh) {
  if (ChineseRule(rule_id).empty()) return "";
  std::string zh =
      ChineseWords({"", std::string(rule_id), "", std::string(message), "",
                    std::string(there_are_zh)});
  // A long value is cut; the facts have it whole.
  const auto list = FindListZh(zh);
  const absl::string_view words = absl::string_view(zh).substr(
      0, list.has_value() ? list->mark : zh.size());
  if (SaysValue(words, value)) return zh;
  return absl::StrCat(words, "（“", value, "”）",
                      absl::string_view(zh).substr(words.size()));
}

std::string ChineseReason(absl::string_view reason, absl::string_view message,
                          size_t violations,
                          const std::map<std::string, std::string>& metadata) {
  std::string zh(ChineseRefusal(reason));
  if (zh.empty()) return zh;
  if (const std::string facts = ChineseFacts(reason, message); !facts.empty()) {
    zh = FollowsTheRule(facts) ? absl::StrCat(zh, facts) : facts;
  }
  if (violations > 0) absl::StrAppend(&zh, "：", violations, " 处");
  for (const char* known : {"models", "weight_sets", "programmes", "tracks"}) {
    const auto found = metadata.find(known);
    if (found == metadata.end()) continue;
    absl::StrAppend(&zh, "（现有：", found->second, "）");
  }
  return zh;
}

absl::string_view ReasonToSay(absl::string_view reason,
                              const Violations& violations) {
  if (reason != "INVALID_ASSESSMENT" || violations.empty()) return reason;
  for (const Violation& violation : violations.listed()) {
    for (const char* part : {"assessment", "answers", "packed", "profile",
                             "info.", "model", "list"}) {
      if (absl::StrContains(violation.field_path, part)) return reason;
    }
  }
  return "INVALID_REQUEST";
}

std::string ChineseReason(const Refusal& refusal) {
  return ChineseReason(ReasonToSay(refusal.reason, refusal.violations),
                       refusal.message, refusal.violations.total(),
                       refusal.metadata);
}

Failure FailureOf(FailureKind kind, const Refusal& refusal) {
  std::string zh = ChineseReason(refusal);
  if (zh.empty()) zh = refusal.reason;
  return Failure{kind, refusal.message, std::move(zh), refusal.violations};
}

}  // namespace cmmm::texts
