// Plans and margins while questions are open: the engine counts those as not
// satisfied and says what becomes of a number were they fully satisfied. The
// true number lies between the two, so people are shown both.
#ifndef CMMM_TEXTS_OPEN_TEXT_H_
#define CMMM_TEXTS_OPEN_TEXT_H_

#include <string>

#include "cmmm/v1/margin.pb.h"
#include "cmmm/v1/plan.pb.h"
#include "cmmm/v1/portfolio.pb.h"
#include "texts/language.h"

namespace cmmm::texts {

// What the cheapest way to the target costs: `7`, or `1–7`. REQUIRES: there is
// one.
std::string ShowPlanCost(const v1::PlanUpgradeResponse& plan);

// The fewest downgrades that lose the level: `3`, `1–12`, `1–∞`; `∞`: none
// does.
std::string ShowMarginSize(const v1::LevelMargin& margin);

// The score in reserve, `0.0125`, or a range.
std::string ShowReserve(const v1::LevelMargin& margin);

// Whether a level is held by a hair: for sure, and one step down loses it.
bool IsHeldByAHair(const v1::AnalyzeMarginResponse& margin);

// For which answers to the open questions a list holds that counts them as not
// satisfied; empty when none is open.
std::string SayListHolds(Language language, int open);

// That too few are sure to reach the level of a lift. Those left out for open
// questions may still do; only beyond them so many cannot be reached. REQUIRES:
// !lift.possible().
std::string SayNotReached(Language language, const v1::Lift& lift);

// How many enterprises left something open that counts as not satisfied, so
// that levels are no facts; or that nobody knows. Empty when there are none.
std::string SayCountedAsNot(Language language, const v1::Portfolio& portfolio);

// The same of the enterprises that one is compared with.
std::string SayCountedAsNot(Language language, const v1::Cohort& cohort);

// Whether that is known of a group of the column, so that it has a column.
bool AnyCountedAsNot(const v1::PortfolioColumn& column);

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_OPEN_TEXT_H_
