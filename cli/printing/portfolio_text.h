// The readable report of `cmmm portfolio`.
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
