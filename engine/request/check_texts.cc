#include "engine/request/check_texts.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/utf8.h"

namespace cmmm {

void CheckWrittenText(std::string field, absl::string_view rule,
                      absl::string_view text, Violations* violations) {
  // A character has at least one byte.
  if (text.size() <= kMaxWrittenCharacters) return;
  const size_t length = Utf8Characters(text);
  if (length <= kMaxWrittenCharacters) return;
  violations->Add(std::move(field), rule, absl::StrCat(length),
                  absl::StrCat("at most ", kMaxWrittenCharacters,
                               " characters, got ", length));
}

void CheckWrittenTexts(const std::vector<GivenText>& texts,
                       absl::string_view path, Violations* violations) {
  size_t bytes = 0;
  for (const GivenText& given : texts) {
    bytes += given.text.size() + given.link.size();
    const std::string answer =
        absl::StrCat(path, "list.answers[", given.answer, "].");
    if (given.piece < 0) {
      CheckWrittenText(answer + "note", "answer.note_too_long", given.text,
                       violations);
      continue;
    }
    if (given.piece == kMaxEvidence) {
      violations->Add(
          answer + "evidence", "answer.too_much_evidence", "",
          absl::StrCat("at most ", kMaxEvidence, " pieces of evidence"));
    }
    if (given.piece >= kMaxEvidence) continue;
    const std::string piece =
        absl::StrCat(answer, "evidence[", given.piece, "].");
    CheckWrittenText(piece + "text", "answer.evidence_too_long", given.text,
                     violations);
    CheckWrittenText(piece + "link", "answer.evidence_too_long", given.link,
                     violations);
  }
  if (bytes > kMaxWrittenBytes) {
    const std::string field = absl::StrCat(path, "list.answers");
    violations->Add(field, "answer.too_much_text", absl::StrCat(bytes),
                    absl::StrCat("at most ", kMaxWrittenBytes,
                                 " bytes of notes and evidence, got ", bytes));
  }
}

}  // namespace cmmm
