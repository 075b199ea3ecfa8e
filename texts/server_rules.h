// The rules of a server's settings and files in Chinese words: a part of what
// rule_texts.h gives.
#ifndef CMMM_TEXTS_SERVER_RULES_H_
#define CMMM_TEXTS_SERVER_RULES_H_

#include "absl/types/span.h"
#include "texts/workbook_rules.h"

namespace cmmm::texts {

// By rule id (docs/operations.md), those that begin with `config.`, `tls.` and
// `access.`.
absl::Span<const ChineseText> ServerRules();

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_SERVER_RULES_H_
