// Numbers, words and order of the readable reports.
#ifndef CMMM_TEXTS_FORMAT_TEXT_H_
#define CMMM_TEXTS_FORMAT_TEXT_H_

#include <cstdint>
#include <string>

#include "cmmm/v1/compare.pb.h"
#include "cmmm/v1/scorecard.pb.h"
#include "texts/language.h"

namespace cmmm::texts {

// `zh` or `en` from LC_ALL, LC_MESSAGES or LANG; English when they say
// neither.
std::string DefaultLanguage();

// `1 step`, `2 steps`, `0 steps`: for English.
std::string Counted(int64_t count, const char* one, const char* many);

// A score, cut off (never rounded up across a threshold), four decimals.
std::string ShowScore(const v1::Score& score);

// `low–high`, or the one that both are: what open questions leave of a number.
std::string ShowRange(const std::string& low, const std::string& high);
std::string ShowScoreRange(const v1::Score& low, const v1::Score& high);
std::string ShowDownRange(double low, double high, int places);

// A shortfall, rounded up: what is missing is never shown as nothing.
std::string ShowShortfall(const v1::Score& score);

// required - actual, 0 when that is negative.
v1::Score ShortfallOf(const v1::Score& actual, const v1::Score& required);

// A change with its sign, cut off to four decimals; `+<0.0001` where nothing
// would be left of it, `0` when there is none.
std::string ShowChange(const v1::Change& change);

// A double that informs, cut off to `places` decimals.
std::string ShowDown(double value, int places);

// A share as a percentage with one decimal, cut off: 1,999 of 2,000 are not
// shown as all.
std::string ShowPercent(double share);

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_FORMAT_TEXT_H_
