// What `cmmm model lint` does.
//
//   models/gbt39116-2020/model.textproto:12:5: title.zh: text.zh_missing: …
#ifndef CMMM_CLI_FILES_LINT_FILES_H_
#define CMMM_CLI_FILES_LINT_FILES_H_

#include <ostream>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "texts/format_text.h"

namespace cmmm::cli {

// Lints the model and programme files at `paths` (files or folders), each one
// whatever the others are like. A programme is checked against the models
// among them, else against those at `models` (empty: DefaultModelsPath).
// kExitNoInput when a file cannot be read, kExitData for any other finding.
// A finding has its place as `file:line:column: field`; of a model in order its
// digest and provenance are shown.
ExitCode LintFiles(const std::vector<std::string>& paths,
                   const std::string& models, texts::Language language,
                   std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_FILES_LINT_FILES_H_
