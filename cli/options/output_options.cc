#include "cli/options/output_options.h"

namespace cmmm::cli {

Option AddOutputOptions(Command command, const std::string& about,
                        OutputValues values, const std::string& about_force) {
  Option output = command.AddOption("-o,--output", values.file, about);
  command.AddFlag("--force", values.force, about_force);
  return output;
}

}  // namespace cmmm::cli
