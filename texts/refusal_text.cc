#include "texts/refusal_text.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/violations.h"
#include "texts/rule_texts.h"

namespace cmmm::texts {

std::string ChineseViolation(absl::string_view rule_id, absl::string_view value,
                             absl::string_view message,
                             absl::string_view there_are_zh) {
  std::string zh(ChineseRule(rule_id));
  if (zh.empty()) return zh;
  if (!value.empty()) absl::StrAppend(&zh, "（“", value, "”）");
  const size_t list = message.rfind(kThereAre);
  if (list == absl::string_view::npos) return zh;
  return absl::StrCat(zh, "；现有：",
                      there_are_zh.empty()
                          ? message.substr(list + kThereAre.size())
                          : there_are_zh);
}

std::string ChineseReason(absl::string_view reason, size_t violations,
                          const std::map<std::string, std::string>& metadata) {
  std::string zh(ChineseRefusal(reason));
  if (zh.empty()) return zh;
  if (violations > 0) absl::StrAppend(&zh, "：", violations, " 处");
  for (const char* known : {"models", "weight_sets", "programmes", "tracks"}) {
    const auto found = metadata.find(known);
    if (found == metadata.end()) continue;
    absl::StrAppend(&zh, "（现有：", found->second, "）");
  }
  return zh;
}

Failure FailureOf(FailureKind kind, const Refusal& refusal) {
  std::string zh = ChineseReason(refusal.reason, refusal.violations.total(),
                                 refusal.metadata);
  if (zh.empty()) zh = refusal.reason;
  return Failure{kind, refusal.message, std::move(zh), refusal.violations};
}

}  // namespace cmmm::texts
