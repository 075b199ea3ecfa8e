// A comparison for a person to read in a terminal.
//
//   Level 1 (planning) → Level 2 (standardised)
//   total S 1.7999 → 2.5425  (+0.7425)
//
//   Level                  A         B   change  answers  weights  structure
//   ──────────────  ────────  ────────  ───────  ───────  ───────  ─────────
//   2 standardised    0.7999  ✓ 0.8019  +0.0020  +0.0020        0          0
//
// change = answers + weights + structure, exactly, before they are cut to four
// decimals.
#ifndef CMMM_CLI_PRINTING_COMPARE_TEXT_H_
#define CMMM_CLI_PRINTING_COMPARE_TEXT_H_

#include <ostream>
#include <string>

#include "cmmm/v1/compare.pb.h"
#include "cmmm/v1/model.pb.h"
#include "texts/format_text.h"

namespace cmmm::cli {

// What the options of `cmmm compare` say.
struct CompareReport {
  texts::Language language = texts::Language::kEn;
  std::string title_a;  // what was compared, such as the file's name
  std::string title_b;
  int listed = 10;  // sub-domains and answers; those that moved most
};

// Sections: both sides, what the level became, every level score with the
// causes of its change, sub-domains, answers, what counts on one side only.
// While questions are open, ranges in place of numbers, and first what moved
// for sure. Names are model B's where both have them.
void PrintComparison(const CompareReport& report,
                     const v1::ModelDefinition& model_a,
                     const v1::ModelDefinition& model_b,
                     const v1::CompareResponse& response, std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_COMPARE_TEXT_H_
