// The page to hand over about many enterprises (`cmmm portfolio --page`).
#ifndef CMMM_REPORT_PORTFOLIO_PAGE_H_
#define CMMM_REPORT_PORTFOLIO_PAGE_H_

#include <string>
#include <vector>

#include "cmmm/v1/portfolio.pb.h"
#include "report/index_page.h"
#include "texts/text_names.h"

namespace cmmm::report {

struct PortfolioInput {
  const texts::TextNames* names = nullptr;
  const v1::Portfolio* portfolio = nullptr;
  std::string date;  // may be empty
  // That everything was scored with, in words and as ids; may be empty.
  std::string model;
  v1::ModelRef basis;
  std::vector<LeftOut> left_out;
};

// Nothing is computed: every number is one of the portfolio, whose small groups
// are withheld already.
std::string WritePortfolioPage(const PortfolioInput& input);

}  // namespace cmmm::report

#endif  // CMMM_REPORT_PORTFOLIO_PAGE_H_
