// A refusal in Chinese: the words of rule_texts.h with what was found, for
// every door that people read.
//
//   ChineseViolation("answer.duplicate", "data.1.a")
//     → 该条款重复作答（“data.1.a”）
//
//   ChineseReason("MODEL_NOT_FOUND", "", 0, {{"models", "a@1"}})
//     → 没有这一模型（现有：a@1）
#ifndef CMMM_TEXTS_REFUSAL_TEXT_H_
#define CMMM_TEXTS_REFUSAL_TEXT_H_

#include <cstddef>
#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "engine/base/failure.h"
#include "engine/base/refusal.h"

namespace cmmm::texts {

// Whether `words` have the value: all of it, in its order, that is not cut away
// (`…`).
bool SaysValue(absl::string_view words, absl::string_view value);

// The rule in words with the facts of the English message (message_forms.h),
// the offending value if they do not have it, and what the message lists
// (list_in_text.h), in Chinese where Violation::there_are_zh has it;
// empty when the rule is not known.
std::string ChineseViolation(absl::string_view rule_id, absl::string_view value,
                             absl::string_view message = "",
                             absl::string_view there_are_zh = "");

// The reason in words with the facts of the English message, with how many
// violations there are, if any, and with what there is instead of what was
// asked for, as `metadata` says; empty when the reason is not known.
std::string ChineseReason(absl::string_view reason, absl::string_view message,
                          size_t violations,
                          const std::map<std::string, std::string>& metadata);

// The same of a refusal at hand, which ReasonToSay says.
std::string ChineseReason(const Refusal& refusal);

// The reason to be said of these violations: the assessment is not to blame for
// what was asked of it, such as a budget below 0.
absl::string_view ReasonToSay(absl::string_view reason,
                              const Violations& violations);

// The refusal as a failure of that kind; in Chinese by its reason, or the
// reason itself where that is not known.
Failure FailureOf(FailureKind kind, const Refusal& refusal);

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_REFUSAL_TEXT_H_
