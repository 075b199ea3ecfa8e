// The subcommands of `cmmm`. Each Add… declares its options on `app` and, when
// the command line names it, sets `*run` to what carries it out.
#ifndef CMMM_CLI_COMMANDS_H_
#define CMMM_CLI_COMMANDS_H_

#include <CLI/CLI.hpp>
#include <functional>

#include "cli/exit_code.h"

namespace cmmm {

using Run = std::function<ExitCode()>;

void AddScoreCommand(CLI::App* app, Run* run);
void AddBoundsCommand(CLI::App* app, Run* run);
void AddMarginCommand(CLI::App* app, Run* run);
void AddPlanCommand(CLI::App* app, Run* run);
void AddNextCommand(CLI::App* app, Run* run);
void AddCompareCommand(CLI::App* app, Run* run);
void AddKeygenCommand(CLI::App* app, Run* run);
void AddSignCommand(CLI::App* app, Run* run);
void AddVerifyCommand(CLI::App* app, Run* run);
void AddQuestionnaireCommand(CLI::App* app, Run* run);
void AddModelCommand(CLI::App* app, Run* run);
void AddServeCommand(CLI::App* app, Run* run);

}  // namespace cmmm

#endif  // CMMM_CLI_COMMANDS_H_
