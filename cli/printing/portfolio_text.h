// The readable report of `cmmm portfolio`.
//
//   Levels
//     level           enterprises   share
//     ──────────────  ───────────  ──────  ──────────
//     no level                723  36.1 %  ██████████
//     1 planning              496  24.8 %  ███████
//
//   Quantiles of the total and of every sub-domain
//               10 %  25 %  median  75 %  90 %  enterprises
//     ────────  ────  ────  ──────  ────  ────  ───────────
//     total S   0.38  0.66    1.68  2.69  3.62         2000
//
// Totals and maturities are cut to two decimals; `–` stands for what is
// withheld because the group is small.
#ifndef CMMM_CLI_PRINTING_PORTFOLIO_TEXT_H_
#define CMMM_CLI_PRINTING_PORTFOLIO_TEXT_H_

#include <ostream>

#include "cmmm/v1/portfolio.pb.h"
#include "texts/text_names.h"

namespace cmmm::cli {

// How many at which level, quantiles, the groups of --by, common gaps, and what
// was asked for beside; a group below --min-group is not shown.
void PrintPortfolio(const texts::TextNames& texts,
                    const v1::Portfolio& portfolio, std::ostream& out);

}  // namespace cmmm::cli

#endif  // CMMM_CLI_PRINTING_PORTFOLIO_TEXT_H_
