// The sentences of findings that carry facts of their case, in both languages.
// Findings are said in English where they are found; the English sentence is
// the key here, as in gettext, so that whoever got nothing but it (a client of
// a server, a reader of a stream) can say the same in Chinese, with the same
// numbers, names and places.
//
//   ChineseFacts("plan.hold_range", "must be 0 to 20, got 99")
//     → ：须为 0 至 20，现为 99
//   ChineseFacts("answer.duplicate", "`a.1.b` is answered already by entry 4")
//     → 该条款重复作答：“a.1.b”已由第 4 项作答
#ifndef CMMM_TEXTS_MESSAGE_FORMS_H_
#define CMMM_TEXTS_MESSAGE_FORMS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace cmmm::texts {

// `en` is the whole sentence with `{1}`, `{2}`… for its facts, each the
// shortest text up to what follows it, and `{_}` for words that are no facts;
// `zh` says the same. A `zh` that begins with a sign (`：`, `；`, `（`) follows
// the words of the rule, another one stands in their place. A fact that is what
// the system says of an error (file_failure.h) is said in Chinese, too. `rule`
// is the id of the rule, or empty for all that have no form of their own.
struct MessageForm {
  absl::string_view rule;
  absl::string_view en;
  absl::string_view zh;
};

// Every form that there is, in the order in which they are tried.
absl::Span<const MessageForm> FormsOfModels();
absl::Span<const MessageForm> FormsOfRequests();
absl::Span<const MessageForm> FormsOfServers();
absl::Span<const MessageForm> FormsOfTables();
absl::Span<const MessageForm> FormsOfWorkbooks();

// `message`, without its list (list_in_text.h), in Chinese; empty when
// no form is the sentence.
std::string ChineseFacts(absl::string_view rule, absl::string_view message);

// Whether the text begins with a sign, so that it follows the rule's words.
bool FollowsTheRule(absl::string_view zh);

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_MESSAGE_FORMS_H_
