// A derivation as an indented tree for a person to read.
//
//   Level 2 (standardised) score = 0.9597 (719779/750000)
//   ├─ 6 % × Personnel = 0.9666 (29/30)
//   │  └─ 50 % × Organization strategy = 1
//   │     └─ … 1 not shown (--depth, --steps)
#ifndef CMMM_CLI_PRINTING_EXPLAIN_TEXT_H_
#define CMMM_CLI_PRINTING_EXPLAIN_TEXT_H_

#include <ostream>

#include "cmmm/v1/explain.pb.h"
#include "cmmm/v1/model.pb.h"
#include "texts/format_text.h"

namespace cmmm::cli {

// One line per node: its weight in the line above, its name, its value, cut
// off to four decimals and exact, and how it comes about. `model` gives the
// names.
// A node whose steps were left out says how many.
void PrintDerivation(texts::Language language, const v1::ModelDefinition& model,
                     const v1::ExplainResponse& response, std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_EXPLAIN_TEXT_H_
