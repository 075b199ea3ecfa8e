// How a command says what went wrong: to a person on standard error, to the
// shell as an exit code.
//
//   cmmm: my.textproto: the assessment cannot be scored: 2 violations
//     list.answers[3].grade: answer.grade_range: 9 is none of 1 to 4
//     list.answers[7]: answer.duplicate: data.1.a was answered before
//
// Everything that can end a command comes as a Failure (engine/base/failure.h);
// a Refusal of the engine, or of a server, becomes one here.
#ifndef CMMM_CLI_PRINTING_FAILURE_TEXT_H_
#define CMMM_CLI_PRINTING_FAILURE_TEXT_H_

#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "engine/base/failure.h"
#include "engine/base/refusal.h"
#include "engine/base/row_finding.h"
#include "google/rpc/status.pb.h"
#include "texts/format_text.h"

namespace cmmm::cli {

// The exit code of a kind; no two kinds share one.
ExitCode ExitCodeOf(FailureKind kind);

// The refusal as a failure. The same refusal gives the same failure whether it
// comes from this process or as the status of a server; a server lists fewer
// violations when there are very many.
Failure ToFailure(const Refusal& refusal);
Failure ToFailure(const google::rpc::Status& status);
MaybeFailure ToFailure(const std::optional<Refusal>& refusal);

// The failure, if there is one, with `file` in front of its message: for files
// other than the one a command is about.
MaybeFailure InFile(const std::string& file, MaybeFailure failure);

// The failure with `written` as the value of its violations of `field`: what a
// person wrote, where the request has something else for it.
MaybeFailure AsWritten(const std::string& field, const std::string& written,
                       MaybeFailure failure);

// Where a question of a workbook is answered, and what a person calls it.
// For people who fill workbooks in: they know cells, not ids.
struct QuestionPlace {
  std::string sheet;  // empty: the workbook does not ask it
  std::string cell;   // `F12`
  std::string group;  // sub-domain and level, `物流 2`
  std::string item;   // `a`
};

// From now on the open questions of `file` are printed by sheet and cell. The
// questions are by their ids.
void RememberQuestions(const std::string& file,
                       std::map<std::string, QuestionPlace> questions);

// The same of a workbook that is refused for something else: `open`, ids of
// questions that are not answered, is told below what is wrong.
void RememberQuestions(const std::string& file,
                       std::map<std::string, QuestionPlace> questions,
                       std::vector<std::string> open);

// The language of all that is printed here, for the whole process. `main` sets
// it once, before a command runs; English until then.
void SetMessageLanguage(texts::Language language);
texts::Language MessageLanguage();

// `field: rule: the rule in words`, one line in the language of messages.
std::string ShowViolation(const Violation& violation);
// The same without the rule's id: for pages that are handed over.
std::string ShowViolationInWords(const Violation& violation);

// The message of a failure in the language of messages.
std::string ShowMessage(const Failure& failure);

// Prints `cmmm: FILE: message` and one indented line per violation.
void PrintFailure(const std::string& file, const Failure& failure,
                  std::ostream& out);

// Prints `cmmm: INPUT: rule: words` a line for each notice, which says what a
// person should know and is no failure.
void PrintNotices(const RowFindings& notices, std::ostream& out);

// Prints the failure, if there is one, on standard error, after all that was
// said before; of wrong options without `file`. Returns its exit code, or
// kExitOk.
ExitCode PrintIfFailed(const std::string& file, const MaybeFailure& failure);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_FAILURE_TEXT_H_
