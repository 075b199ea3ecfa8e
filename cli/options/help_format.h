// How `--help` looks: as wide as the terminal, in the language of messages.
#ifndef CMMM_CLI_OPTIONS_HELP_FORMAT_H_
#define CMMM_CLI_OPTIONS_HELP_FORMAT_H_

#include <memory>

namespace CLI {
class FormatterBase;
}  // namespace CLI

namespace cmmm::cli {

std::shared_ptr<CLI::FormatterBase> MakeHelpFormat();

}  // namespace cmmm::cli

#endif  // CMMM_CLI_OPTIONS_HELP_FORMAT_H_
