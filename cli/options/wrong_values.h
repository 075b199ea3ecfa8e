// What is wrong with a command line, all of it at once: values that options do
// not take, words that none takes, and what is missing. For command.cc, which
// has the rest of CLI11.
//
//   AddWrongValue(option, "x", "须为整数", "must be a whole number");
//   // --hold: `x` must be a whole number
#ifndef CMMM_CLI_OPTIONS_WRONG_VALUES_H_
#define CMMM_CLI_OPTIONS_WRONG_VALUES_H_

#include <string>

namespace CLI {
class App;
class Error;
class Option;
}  // namespace CLI

namespace cmmm::cli {

// CLI11 stops at the first value that a check refuses; checks write it down
// here instead, of one option the first only. One command line a process.
void AddWrongValue(const CLI::Option* option, const std::string& value,
                   const std::string& zh, const std::string& en);

// The command takes them (TakeWrongValues) and tells them itself.
void LeaveWrongValuesTo(const CLI::App* command);

// They in the language of messages, a line each, and how to get help; empty:
// there are none, or the command that was named tells them.
std::string SayWrongValues(const CLI::App& app);

// They, and what CLI11 found: what is missing, words that no option takes.
std::string SayWhatIsWrong(const CLI::App* app, const CLI::Error& error);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_OPTIONS_WRONG_VALUES_H_
