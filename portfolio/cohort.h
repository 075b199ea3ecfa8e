// A cohort: how many enterprises lie where, and of none which; and the place of
// one enterprise in it.
//
// Values are counted on a grid of hundredths, and neighbours on the grid are
// put together until every bin has enough enterprises. So a file holds neither
// an id nor a value of anybody, and its bins say no more than that so many lie
// within them.
#ifndef CMMM_PORTFOLIO_COHORT_H_
#define CMMM_PORTFOLIO_COHORT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cmmm/v1/portfolio.pb.h"
#include "results/result_table.h"

namespace cmmm::portfolio {

// No cohort has smaller bins.
inline constexpr int32_t kLeastCohortGroup = 5;

// REQUIRES: min_group >= kLeastCohortGroup, and as many rows. Sub-domains with
// fewer values are left out.
v1::Cohort MakeCohort(const results::ResultTable& table, int32_t min_group);

// What is wrong with a cohort that was read; empty: nothing.
std::string CheckCohort(const v1::Cohort& cohort);

struct Place {
  int32_t enterprises = 0;
  // Share of them that lie below the value, 0 to 1: between the two for sure,
  // and about the third, with the bin of the value taken for even.
  double least = 0;
  double most = 0;
  double about = 0;
};

// Of a value in ten-thousandths. REQUIRES: CheckCohort found nothing.
Place PlaceIn(const v1::CohortSketch& sketch, int32_t value);

// Of a sub-domain; nothing when the cohort does not have it.
std::optional<Place> PlaceSubdomain(const v1::Cohort& cohort,
                                    const std::string& subdomain_id,
                                    int32_t value);

}  // namespace cmmm::portfolio

#endif  // CMMM_PORTFOLIO_COHORT_H_
