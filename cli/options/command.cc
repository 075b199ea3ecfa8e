#include "cli/options/command.h"

#include <CLI/CLI.hpp>
#include <utility>

#include "cli/exit_code.h"

namespace cmmm::cli {

Option Option::Required() {
  option_->required();
  return *this;
}

Option Option::OneOf(const std::vector<std::string>& choices) {
  option_->check(CLI::IsMember(choices));
  return *this;
}

Option Option::Between(int least, int most) {
  option_->check(CLI::Range(least, most));
  return *this;
}

Option Option::NotNegative() {
  option_->check(CLI::NonNegativeNumber);
  return *this;
}

Option Option::ShowDefault() {
  option_->capture_default_str();
  return *this;
}

Option Option::Excludes(Option other) {
  option_->excludes(other.option_);
  return *this;
}

Option Option::OneValueEach() {
  option_->allow_extra_args(false);
  return *this;
}

Command Command::AddSubcommand(const std::string& name,
                               const std::string& about) {
  return Command(app_->add_subcommand(name, about));
}

void Command::RequireSubcommand() { app_->require_subcommand(1); }

Command Command::AddChoice(const std::string& about) {
  CLI::Option_group* group = app_->add_option_group(about);
  group->require_option(1);
  return Command(group);
}

Option Command::AddOption(const std::string& name, std::string* value,
                          const std::string& about) {
  return Option(app_->add_option(name, *value, about));
}

Option Command::AddOption(const std::string& name,
                          std::vector<std::string>* values,
                          const std::string& about) {
  return Option(app_->add_option(name, *values, about));
}

Option Command::AddOption(const std::string& name, int* value,
                          const std::string& about) {
  return Option(app_->add_option(name, *value, about));
}

Option Command::AddOption(const std::string& name, int64_t* value,
                          const std::string& about) {
  return Option(app_->add_option(name, *value, about));
}

Option Command::AddOption(const std::string& name, std::optional<int>* value,
                          const std::string& about) {
  return Option(app_->add_option(name, *value, about));
}

Option Command::AddFlag(const std::string& name, bool* value,
                        const std::string& about) {
  return Option(app_->add_flag(name, *value, about));
}

void Command::OnCall(std::function<void()> call) {
  app_->callback(std::move(call));
}

CommandLine::CommandLine(const std::string& name, const std::string& about,
                         const std::string& version, const std::string& footer)
    : app_(std::make_unique<CLI::App>(about, name)) {
  app_->set_version_flag("--version", version);
  app_->require_subcommand(1);
  app_->footer(footer);
}

CommandLine::~CommandLine() = default;

Command CommandLine::root() { return Command(app_.get()); }

std::optional<int> CommandLine::Parse(int argc, char** argv) {
  try {
    app_->parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app_->exit(error) == 0 ? kExitOk : kExitUsage;
  }
  return std::nullopt;
}

}  // namespace cmmm::cli
