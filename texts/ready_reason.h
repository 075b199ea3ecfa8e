// Verdicts and reasons of readiness in words, and what follows from them.
#ifndef CMMM_TEXTS_READY_REASON_H_
#define CMMM_TEXTS_READY_REASON_H_

#include <string>
#include <vector>

#include "cmmm/v1/readiness.pb.h"
#include "texts/format_text.h"

namespace cmmm::texts {

// Of a track: ✓, ✗ or ?.
const char* VerdictMark(v1::Verdict verdict);
// Of a condition; ○ and `to do` for what is not declared kept but can still be
// done in time.
const char* VerdictMark(const v1::ConditionVerdict& row);
const char* VerdictName(Language language, const v1::ConditionVerdict& row);
bool IsToDo(const v1::ConditionVerdict& row);

// How conditions are told in a sentence: by the ids that one declares, or, to
// who reads a report, by how many they are.
enum class TellConditions { kById, kCounted };

// The verdict of the track and what makes it, the level that is missing first:
// `Not met: now level 1, needs level 2; besides finances.` `incomplete`: the
// programme has conditions that are not recorded.
std::string VerdictSentence(Language language, bool incomplete,
                            const v1::CheckReadinessResponse& response,
                            TellConditions conditions = TellConditions::kById);

// Why a condition has its verdict; the reason's id when it is unknown.
std::string ReasonText(Language language,
                       const v1::CheckReadinessResponse& response,
                       const v1::ConditionVerdict& row);

// What the applicant can do, most pressing first; one sentence each.
std::vector<std::string> NextSteps(Language language,
                                   const v1::CheckReadinessResponse& response);

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_READY_REASON_H_
