// The rules of tables and their rows in Chinese words: a part of what
// rule_texts.h gives.
#ifndef CMMM_TEXTS_TABLE_RULES_H_
#define CMMM_TEXTS_TABLE_RULES_H_

#include "absl/types/span.h"
#include "texts/workbook_rules.h"

namespace cmmm::texts {

// By rule id (docs/batch.md), those about how tables are written.
absl::Span<const ChineseText> TableRules();

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_TABLE_RULES_H_
