// The text of `cmmm score`: a result for a person to read in a terminal.
//
//   Level 2 (standardised)    total S = 2.0000
//
//   Level            score  needed  result
//   ──────────────  ──────  ──────  ───────────
//   1 planning      0.9803    0.80  ✓ satisfied
//
//   Sub-domain            maturity  weight    L1    L2
//   ────────────────────  ────────  ──────  ────  ────
//   Equipment management      1.70   5.2 %  1.00  0.70
//
// Scores are 0 to 1, maturities and the total 0 to the number of levels.
#ifndef CMMM_CLI_PRINTING_SCORE_TEXT_H_
#define CMMM_CLI_PRINTING_SCORE_TEXT_H_

#include <ostream>
#include <string>

#include "cmmm/v1/model.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "texts/format_text.h"

namespace cmmm::cli {

// How many of each list are shown; then how many more there are.
struct ScoreTextOptions {
  texts::Language language = texts::Language::kEn;
  int weakest = 6;  // sub-domains listed
  int gaps = 8;     // requirements listed
};

// `title` heads the text; `weight_set` is the id of the one used. `model`
// gives the names and statements. Sections: verdict, level scores, levels still
// possible (policy BOUNDS), weakest sub-domains, first gaps, notices.
// Numbers are cut to four decimals (decision 0008); shortfalls are rounded up,
// so that none reads 0.
void PrintScore(const std::string& title, const std::string& weight_set,
                const v1::ModelDefinition& model,
                const v1::ScoreResponse& response,
                const ScoreTextOptions& options, std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_SCORE_TEXT_H_
