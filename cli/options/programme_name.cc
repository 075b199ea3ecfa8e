#include "cli/options/programme_name.h"

#include "absl/strings/str_split.h"

namespace cmmm::cli {

std::pair<std::string, std::string> SplitProgramme(const std::string& name) {
  return absl::StrSplit(name, absl::MaxSplits('/', 1));
}

}  // namespace cmmm::cli
