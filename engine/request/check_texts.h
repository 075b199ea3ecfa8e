// The texts that people write beside answers, held to their bounds.
//
//   list.answers[3].note               at most 1,000 characters
//   list.answers[3].evidence           at most 10 pieces
//   list.answers[3].evidence[0].text   at most 1,000 characters, like its link
//   list.answers                       at most 1 MiB of all of them together
//
// Nothing is computed with them and nothing of them is logged: a violation says
// how long a text is, never what it says.
#ifndef CMMM_ENGINE_REQUEST_CHECK_TEXTS_H_
#define CMMM_ENGINE_REQUEST_CHECK_TEXTS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/base/violations.h"
#include "engine/request/given_answers.h"

namespace cmmm {

// Longest note, piece of evidence, reason or field of AssessmentInfo, in
// characters.
inline constexpr size_t kMaxWrittenCharacters = 1000;
// Most pieces of evidence of an answer.
inline constexpr int kMaxEvidence = 10;
// Most bytes of notes and evidence of an assessment.
inline constexpr size_t kMaxWrittenBytes = size_t{1} << 20;

// Adds a violation of `rule` at `field` when `text` has more than
// kMaxWrittenCharacters characters. REQUIRES: `text` is UTF-8.
void CheckWrittenText(std::string field, absl::string_view rule,
                      absl::string_view text, Violations* violations);

// Adds, with `path` before `list.answers`: answer.note_too_long,
// answer.evidence_too_long, answer.too_much_evidence (once an answer),
// answer.too_much_text (once).
void CheckWrittenTexts(const std::vector<GivenText>& texts,
                       absl::string_view path, Violations* violations);

}  // namespace cmmm

#endif  // CMMM_ENGINE_REQUEST_CHECK_TEXTS_H_
