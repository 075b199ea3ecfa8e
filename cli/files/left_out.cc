#include "cli/files/left_out.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/printing/open_questions.h"

namespace cmmm::cli {
namespace {

constexpr size_t kFindingsKept = 3;
constexpr size_t kRowsKept = 1000;

// The message, the first findings, and what is open in `what` by its cells, in
// the language of messages.
std::string WhyLeftOut(const std::string& what, const Failure& failure) {
  const texts::Language language = MessageLanguage();
  std::vector<std::string> said;
  std::vector<std::string> open;
  size_t others = 0;
  for (const Violation& violation : failure.violations.listed()) {
    if (std::string id = OpenIdOf(violation); !id.empty()) {
      open.push_back(std::move(id));
    } else if (++others <= kFindingsKept) {
      said.push_back(ShowViolationInWords(violation));
    }
  }
  others += failure.violations.total() - failure.violations.listed().size();
  if (others > kFindingsKept) {
    said.push_back(absl::StrCat(texts::Say(language, "另有 ", "and "),
                                others - kFindingsKept,
                                texts::Say(language, " 处", " more")));
  }
  const QuestionPlaces& places = QuestionsOf(what);
  if (open.empty()) open = OpenIn(what);
  if (!open.empty()) said.push_back(SayOpenInShort(language, places, open));
  return absl::StrCat(ShowMessage(failure), said.empty() ? "" : " · ",
                      absl::StrJoin(said, texts::Say(language, "；", "; ")));
}

}  // namespace

bool LeftOutList::Add(const std::string& what, const MaybeFailure& failure) {
  if (!failure.has_value()) return false;
  const ExitCode code = PrintIfFailed(what, failure);
  if (code_ == kExitOk) code_ = code;
  if (rows_.size() < kRowsKept)
    rows_.push_back({what, WhyLeftOut(what, *failure)});
  return true;
}

}  // namespace cmmm::cli
