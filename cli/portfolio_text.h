// The readable report of `cmmm portfolio`.
#ifndef CMMM_CLI_PORTFOLIO_TEXT_H_
#define CMMM_CLI_PORTFOLIO_TEXT_H_

#include <ostream>

#include "cli/text_names.h"
#include "cmmm/v1/portfolio.pb.h"

namespace cmmm {

void PrintPortfolio(const TextNames& texts, const v1::Portfolio& portfolio,
                    std::ostream& out);

}  // namespace cmmm

#endif  // CMMM_CLI_PORTFOLIO_TEXT_H_
