// Commands and their options: a thin face of CLI11, whose headers take longer
// to compile than a command does. Only command.cc and two beside it include
// them.
//
//   Command score = cmmm.AddSubcommand("score", "Score assessments");
//   score.AddOption("--lang", &options->language, "Language of the report")
//       .OneOf({"zh", "en"})
//       .ShowDefault();
//   score.OnCall([options] { … });
#ifndef CMMM_CLI_OPTIONS_COMMAND_H_
#define CMMM_CLI_OPTIONS_COMMAND_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "texts/format_text.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace cmmm::cli {

// An option or a positional argument, as declared. A handle: copy it.
// Each returns itself, for chains. What a command line breaks is said by Parse
// and ends the program as wrong usage.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}

  // Without it the option, or the argument, may be left out.
  Option Required();
  // The values that are taken.
  Option OneOf(const std::vector<std::string>& choices);
  // Both ends are allowed.
  Option Between(int least, int most);
  Option NotNegative();
  // Shows the value it has now in the help.
  Option ShowDefault();
  // Of the two only one may be named.
  Option Excludes(Option other);
  // Each naming takes one value; several values need it named several times.
  Option OneValueEach();
  // Takes one value, though it is kept in a list: an empty list says that the
  // option was not named.
  Option OneValue();

 private:
  CLI::Option* option_;
};

// A command. A handle: copy it.
class Command {
 public:
  explicit Command(CLI::App* app) : app_(app) {}

  // `about` is one line of the help of the command above it.
  Command AddSubcommand(const std::string& name, const std::string& about);
  // One of the subcommands must be named.
  void RequireSubcommand();

  // A group of options of which exactly one must be named.
  Command AddChoice(const std::string& about);

  // `name` begins with `--`, or is a positional argument. The value is written
  // when the command line names it and must live until then.
  // A list takes as many values as are named; an optional tells 0 from nothing.
  Option AddOption(const std::string& name, std::string* value,
                   const std::string& about);
  Option AddOption(const std::string& name, std::vector<std::string>* values,
                   const std::string& about);
  Option AddOption(const std::string& name, int* value,
                   const std::string& about);
  Option AddOption(const std::string& name, int64_t* value,
                   const std::string& about);
  Option AddOption(const std::string& name, std::optional<int>* value,
                   const std::string& about);
  // Takes no value.
  Option AddFlag(const std::string& name, bool* value,
                 const std::string& about);

  // Shows these command lines below the options, one a line, as they are to be
  // typed one after the other; a test runs all of them.
  void ShowExamples(const std::vector<std::string>& lines);

  // Called when the command line names this command and is in order.
  void OnCall(std::function<void()> call);

  // Calls it also with values of options that are wrong, a default in the place
  // of each: it tells them (TakeWrongValues) with what else is wrong.
  void TellWrongValues();

 private:
  CLI::App* app_;
};

// What is wrong with the values of options, of a command that tells it itself.
std::vector<Text> TakeWrongValues();

// The language that `--lang` names, whatever else is wrong with the command
// line; else that of the environment (texts::DefaultLanguage).
texts::Language LanguageAskedFor(int argc, char** argv);

// The whole command line.
class CommandLine {
 public:
  CommandLine(const std::string& name, const std::string& about,
              const std::string& version, const std::string& footer);
  ~CommandLine();

  Command root();
  // Parses. When it is wrong or only asks for help, says so, all at once and in
  // the language of messages (failure_text.h), and returns the exit code: 0
  // after help, else kExitUsage.
  std::optional<int> Parse(int argc, char** argv);

 private:
  std::unique_ptr<CLI::App> app_;
  std::string language_;  // of commands that have no other use for it
};

}  // namespace cmmm::cli

#endif  // CMMM_CLI_OPTIONS_COMMAND_H_
