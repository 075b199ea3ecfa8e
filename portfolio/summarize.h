// How many enterprises stand where.
#ifndef CMMM_PORTFOLIO_SUMMARIZE_H_
#define CMMM_PORTFOLIO_SUMMARIZE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "cmmm/v1/portfolio.pb.h"
#include "results/result_table.h"

namespace cmmm::portfolio {

// Everything of `summary` but gaps and lift. REQUIRES: min_group >= 1.
void Summarize(const results::ResultTable& table, int32_t min_group,
               v1::Portfolio* summary);

// Nothing when fewer than min_group values are not kNoValue.
std::optional<v1::Quantiles> QuantilesOf(std::vector<int32_t> values,
                                         int32_t min_group);

}  // namespace cmmm::portfolio

#endif  // CMMM_PORTFOLIO_SUMMARIZE_H_
