// What a broken rule says, in Chinese. The engine and the readers of tables say
// it in English, with the numbers of the case; their ids are stable, and a
// person who reads Chinese gets the rule in Chinese words beside the id and
// what was found.
//
//   ChineseRule("answer.duplicate")   → 该条款重复作答
//   ChineseRefusal("MODEL_NOT_FOUND") → 没有这一模型
//   ChineseMessage("in.csv:1: header.no_grade: a table of answers needs …")
//                                     → in.csv:1: header.no_grade: 缺少…
#ifndef CMMM_TEXTS_RULE_TEXTS_H_
#define CMMM_TEXTS_RULE_TEXTS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "engine/base/row_finding.h"

namespace cmmm::texts {

// The rule in Chinese words; empty when the id is none that is known here.
absl::string_view ChineseRule(absl::string_view rule_id);

// A finding in Chinese words: those it brings, else its rule's, or its id, with
// the facts of its message (message_forms.h) and its list, if it has one.
//
//   ChineseWords({"", "weight_set_not_found", "x", "…; there are: a (甲)"})
//     → 没有这一权重集；现有：a (甲)
std::string ChineseWords(const RowFinding& finding);

// The reason of a refused call (docs/api.md) in Chinese words; empty when it
// is not known here.
absl::string_view ChineseRefusal(absl::string_view reason);

// An English message line by line: what follows a known rule id becomes
// Chinese; the places before it stay. What is not known stays as it is.
std::string ChineseMessage(absl::string_view message);

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_RULE_TEXTS_H_
