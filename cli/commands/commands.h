// The subcommands of `cmmm`. Each Add… declares its options on `app` and, when
// the command line names it, sets `*run` to what carries it out.
#ifndef CMMM_CLI_COMMANDS_COMMANDS_H_
#define CMMM_CLI_COMMANDS_COMMANDS_H_

#include <functional>

#include "cli/exit_code.h"
#include "cli/options/command.h"

namespace cmmm::cli {

using Run = std::function<ExitCode()>;

void AddScoreCommand(Command app, Run* run);
void AddBoundsCommand(Command app, Run* run);
void AddMarginCommand(Command app, Run* run);
void AddPlanCommand(Command app, Run* run);
void AddNextCommand(Command app, Run* run);
void AddAskCommand(Command app, Run* run);
void AddCompareCommand(Command app, Run* run);
void AddReadyCommand(Command app, Run* run);
void AddReportCommand(Command app, Run* run);
void AddPortfolioCommand(Command app, Run* run);
void AddExplainCommand(Command app, Run* run);
void AddKeygenCommand(Command app, Run* run);
void AddSignCommand(Command app, Run* run);
void AddVerifyCommand(Command app, Run* run);
void AddBatchCommand(Command app, Run* run);
void AddMergeCommand(Command app, Run* run);
void AddFilterCommand(Command app, Run* run);
void AddSynthesizeCommand(Command app, Run* run);
void AddJoinCommand(Command app, Run* run);
void AddConvertCommand(Command app, Run* run);
void AddQuestionnaireCommand(Command app, Run* run);
void AddTemplateCommand(Command app, Run* run);
void AddModelCommand(Command app, Run* run);
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
