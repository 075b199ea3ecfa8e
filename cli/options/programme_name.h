// How a command line names a programme.
#ifndef CMMM_CLI_OPTIONS_PROGRAMME_NAME_H_
#define CMMM_CLI_OPTIONS_PROGRAMME_NAME_H_

#include <string>
#include <utility>

namespace cmmm::cli {

// PROGRAMME/TRACK; no track when there is no slash.
std::pair<std::string, std::string> SplitProgramme(const std::string& name);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_OPTIONS_PROGRAMME_NAME_H_
