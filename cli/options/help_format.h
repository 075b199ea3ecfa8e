// How `--help` looks: as wide as the terminal, in the language of messages.
//
//   --up-to INT:NONNEGATIVE     Assess levels 1 to N only; 0 = all
//   --unanswered TEXT:{refuse,not-satisfied,bounds}
//                               Open questions: refuse, count as not …
//
// What commands and options say of themselves is given in English, and said in
// Chinese where messages are.
#ifndef CMMM_CLI_OPTIONS_HELP_FORMAT_H_
#define CMMM_CLI_OPTIONS_HELP_FORMAT_H_

#include <memory>

namespace CLI {
class FormatterBase;
}  // namespace CLI

namespace cmmm::cli {

// For all commands of one program.
std::shared_ptr<CLI::FormatterBase> MakeHelpFormat();

}  // namespace cmmm::cli

#endif  // CMMM_CLI_OPTIONS_HELP_FORMAT_H_
