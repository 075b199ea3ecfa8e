// The two readings of the total, by one name each, and why they differ.
#ifndef CMMM_TEXTS_READING_TEXT_H_
#define CMMM_TEXTS_READING_TEXT_H_

#include <string>

#include "cmmm/v1/scorecard.pb.h"
#include "texts/text_names.h"

namespace cmmm::texts {

// `逐级判定`, `progressive`; `各级累加`, `cumulative`.
const char* ReadingName(Language language, v1::Accumulation accumulation);

// Whether the readings give different totals, whatever the open answers are;
// `best` is `decision` when there are none.
bool ReadingsDiffer(const v1::LevelDecision& decision,
                    const v1::LevelDecision& best);

// `1.7999 (progressive, decides), 2.4977 (cumulative: 2 standardised)`
std::string ShowReadings(const TextNames& names,
                         const v1::LevelDecision& decision,
                         const v1::LevelDecision& best);

// Why they differ, in one sentence.
std::string WhyReadingsDiffer(Language language);

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_READING_TEXT_H_
