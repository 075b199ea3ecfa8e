// The two commands about models as workbooks, below `cmmm model`.
//
// A model as a workbook that people can edit, and back (decision 0058).
#ifndef CMMM_CLI_COMMANDS_MODEL_BOOK_COMMAND_H_
#define CMMM_CLI_COMMANDS_MODEL_BOOK_COMMAND_H_

#include "cli/commands/commands.h"

namespace cmmm::cli {

// `model` is the command `cmmm model`; `run` as in commands.h.
void AddModelBookCommands(Command model, Run* run);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_COMMANDS_MODEL_BOOK_COMMAND_H_
