// A derivation as an indented tree for a person to read.
#ifndef CMMM_CLI_EXPLAIN_TEXT_H_
#define CMMM_CLI_EXPLAIN_TEXT_H_

#include <ostream>

#include "cli/format_text.h"
#include "cmmm/v1/explain.pb.h"
#include "cmmm/v1/model.pb.h"

namespace cmmm {

// One line per node: its weight in the line above, its name, its value, cut
// off to four decimals and exact, and how it comes about. `model` gives the
// names.
void PrintDerivation(Language language, const v1::ModelDefinition& model,
                     const v1::ExplainResponse& response, std::ostream& out);

}  // namespace cmmm

#endif  // CMMM_CLI_EXPLAIN_TEXT_H_
