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

// Of the values that are not kNoValue, which so many enterprises have. Nothing
// when those are fewer than min_group.
std::optional<v1::Quantiles> QuantilesOf(std::vector<int32_t> values,
                                         int32_t min_group,
                                         int32_t enterprises);

}  // namespace cmmm::portfolio

#endif  // CMMM_PORTFOLIO_SUMMARIZE_H_
