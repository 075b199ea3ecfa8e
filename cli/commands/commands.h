// The subcommands of `cmmm`. Each Add… declares its options on `app` and, when
// the command line names it, sets `*run` to what carries it out.
//
// Every command with `--help` shows its options with examples; a test runs
// those. What ends one early is printed once, and gives its exit code
// (exit_code.h).
#ifndef CMMM_CLI_COMMANDS_COMMANDS_H_
#define CMMM_CLI_COMMANDS_COMMANDS_H_

#include <functional>

#include "cli/exit_code.h"
#include "cli/options/command.h"

namespace cmmm::cli {

// Called once, after the command line was read; empty when it named no command.
using Run = std::function<ExitCode()>;

// About one assessment, or several, one after the other. `score`: level, weak
// spots and gaps.
void AddScoreCommand(Command app, Run* run);
// The levels still possible while questions are open or doubtful.
void AddBoundsCommand(Command app, Run* run);
// How few downgrades lose the level.
void AddMarginCommand(Command app, Run* run);
// The cheapest set of raises that reaches a level, or what a budget reaches.
void AddPlanCommand(Command app, Run* run);
// Which open questions settle the level first.
void AddNextCommand(Command app, Run* run);
// The same as an interview, saved after every answer.
void AddAskCommand(Command app, Run* run);
// What moved the level from A to B, by cause.
void AddCompareCommand(Command app, Run* run);
// Whether an enterprise may apply for a programme.
void AddReadyCommand(Command app, Run* run);
// HTML files to hand over, one an assessment.
void AddReportCommand(Command app, Run* run);
// Many enterprises at a glance.
void AddPortfolioCommand(Command app, Run* run);
// How a number comes about, step by step.
void AddExplainCommand(Command app, Run* run);
// Signed results (docs/signed_results.md): a pair of keys, signing, verifying.
void AddKeygenCommand(Command app, Run* run);
void AddSignCommand(Command app, Run* run);
void AddVerifyCommand(Command app, Run* run);
// Tables (docs/batch.md): files to files, parts of a run together again,
// records as they come, and made-up enterprises.
void AddBatchCommand(Command app, Run* run);
void AddMergeCommand(Command app, Run* run);
void AddFilterCommand(Command app, Run* run);
void AddSynthesizeCommand(Command app, Run* run);
// The parts of one assessment put together; an assessment in another form;
// empty ones to be filled in, as text, as workbook or as table.
void AddJoinCommand(Command app, Run* run);
void AddConvertCommand(Command app, Run* run);
void AddQuestionnaireCommand(Command app, Run* run);
void AddTemplateCommand(Command app, Run* run);
// Models and programmes: check, show, list, compare, as workbooks.
void AddModelCommand(Command app, Run* run);
// The server, the keys of its callers, and its audit trail.
void AddServeCommand(Command app, Run* run);
void AddAccessCommand(Command app, Run* run);
void AddAuditCommand(Command app, Run* run);

// Every command, in the order of `cmmm --help`.
using AddCommand = void (*)(Command app, Run* run);
inline constexpr AddCommand kCommands[] = {
    &AddScoreCommand,         &AddBoundsCommand,   &AddPlanCommand,
    &AddMarginCommand,        &AddNextCommand,     &AddAskCommand,
    &AddCompareCommand,       &AddReadyCommand,    &AddReportCommand,
    &AddPortfolioCommand,     &AddExplainCommand,  &AddKeygenCommand,
    &AddSignCommand,          &AddVerifyCommand,   &AddBatchCommand,
    &AddMergeCommand,         &AddFilterCommand,   &AddSynthesizeCommand,
    &AddQuestionnaireCommand, &AddTemplateCommand, &AddJoinCommand,
    &AddConvertCommand,       &AddModelCommand,    &AddServeCommand,
    &AddAccessCommand,        &AddAuditCommand,
};

}  // namespace cmmm::cli

#endif  // CMMM_CLI_COMMANDS_COMMANDS_H_
