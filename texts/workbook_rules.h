// The rules of workbooks in Chinese words: a part of what rule_texts.h gives.
#ifndef CMMM_TEXTS_WORKBOOK_RULES_H_
#define CMMM_TEXTS_WORKBOOK_RULES_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace cmmm::texts {

// What an id says.
struct ChineseText {
  absl::string_view of;
  absl::string_view zh;
};

// By rule id (docs/excel.md), those that begin with `workbook.`, `modelbook.`,
// `join.` and `results.`.
absl::Span<const ChineseText> WorkbookRules();

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_WORKBOOK_RULES_H_
