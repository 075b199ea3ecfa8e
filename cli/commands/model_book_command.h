// The two commands about models as workbooks, below `cmmm model`.
#ifndef CMMM_CLI_COMMANDS_MODEL_BOOK_COMMAND_H_
#define CMMM_CLI_COMMANDS_MODEL_BOOK_COMMAND_H_

#include "cli/commands/commands.h"

namespace cmmm::cli {

void AddModelBookCommands(Command model, Run* run);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_COMMANDS_MODEL_BOOK_COMMAND_H_
