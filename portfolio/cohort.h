// A cohort: how many enterprises lie where, and of none which.
//
// A value that enough enterprises have is a bin of its own. The values between
// are counted on a grid of hundredths, and neighbours on the grid are put
// together until every bin has enough enterprises; rows that repeat an
// enterprise count once against the minimum. So a file holds no id and no value
// of few, and its bins say no more than that so many lie within them.
//
//   values    0.40 0.55 0.61 0.70 0.82 | 1.0 × 60 | 1.2 1.3 1.4 1.5 1.9
//   bins      [0.40, 1.00) 5           | 1.00 60  | [1.0001, 1.91) 5
#ifndef CMMM_PORTFOLIO_COHORT_H_
#define CMMM_PORTFOLIO_COHORT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cmmm/v1/portfolio.pb.h"
#include "engine/base/text.h"
#include "results/result_table.h"

namespace cmmm::portfolio {

// No cohort has smaller bins.
inline constexpr int32_t kLeastCohortGroup = 5;

// REQUIRES: min_group >= kLeastCohortGroup, and as many rows. Sub-domains with
// fewer values are left out.
v1::Cohort MakeCohort(const results::ResultTable& table, int32_t min_group);

// What is wrong with a cohort that was read.
std::optional<Text> CheckCohort(const v1::Cohort& cohort);

// Where a value lies among the enterprises of a cohort: for sure between the
// two, as a bin does not say where its enterprises lie within it.
struct Place {
  int32_t enterprises = 0;
  int32_t below_least = 0;
  int32_t below_most = 0;
  // With the very same value; the two are the same where that has a bin of its
  // own.
  int32_t equal_least = 0;
  int32_t equal_most = 0;
};

// Of a value in ten-thousandths, or of one from `low` to `high` that open
// questions leave undecided. REQUIRES: CheckCohort found nothing.
Place PlaceIn(const v1::CohortSketch& sketch, int32_t value);
Place PlaceIn(const v1::CohortSketch& sketch, int32_t low, int32_t high);

// Of a sub-domain; nothing when the cohort does not have it.
std::optional<Place> PlaceSubdomain(const v1::Cohort& cohort,
                                    const std::string& subdomain_id,
                                    int32_t low, int32_t high);

}  // namespace cmmm::portfolio

#endif  // CMMM_PORTFOLIO_COHORT_H_
