// Why a server takes no call now, in Chinese words: a part of what rule_texts.h
// gives.
#ifndef CMMM_TEXTS_SERVER_REFUSALS_H_
#define CMMM_TEXTS_SERVER_REFUSALS_H_

#include "absl/types/span.h"
#include "texts/workbook_rules.h"

namespace cmmm::texts {

// By reason (docs/api.md): limits, quotas, the audit trail, a stop.
absl::Span<const ChineseText> ServerRefusals();

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_SERVER_REFUSALS_H_
