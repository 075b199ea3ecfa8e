// The place of an enterprise in a cohort, in words.
#ifndef CMMM_PORTFOLIO_PLACE_TEXT_H_
#define CMMM_PORTFOLIO_PLACE_TEXT_H_

#include <string>

#include "cmmm/v1/scoring_service.pb.h"
#include "portfolio/cohort.h"
#include "texts/language.h"

namespace cmmm::portfolio {

// The place of the total; while questions are open, of its whole range.
Place PlaceTotal(const v1::Cohort& cohort, const v1::ScoreResponse& score);

// The share of enterprises that lie below for sure, and at most: `40–42 %`, in
// whole percent, the lower end rounded down and the upper one up.
std::string ShowBelow(const Place& place);

// How many have the same value: `30`, `0–6`.
std::string ShowEqual(const Place& place);

// `The total is above that of 120–126 of 300 enterprises (40–42 %) and equal to
// that of 30.`
std::string SayPlace(texts::Language language, const Place& place);

}  // namespace cmmm::portfolio

#endif  // CMMM_PORTFOLIO_PLACE_TEXT_H_
