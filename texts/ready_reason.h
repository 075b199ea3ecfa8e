// Verdicts and reasons of readiness in words, and what follows from them.
#ifndef CMMM_TEXTS_READY_REASON_H_
#define CMMM_TEXTS_READY_REASON_H_

#include <string>
#include <vector>

#include "cmmm/v1/readiness.pb.h"
#include "texts/format_text.h"

namespace cmmm::texts {

// ✓, ✗ or ?.
const char* VerdictMark(v1::Verdict verdict);
const char* VerdictName(Language language, v1::Verdict verdict);

// Why a condition has its verdict; the reason's id when it is unknown.
std::string ReasonText(Language language,
                       const v1::CheckReadinessResponse& response,
                       const v1::ConditionVerdict& row);

// What the applicant can do, most pressing first; one sentence each.
std::vector<std::string> NextSteps(Language language,
                                   const v1::CheckReadinessResponse& response);

}  // namespace cmmm::texts

#endif  // CMMM_TEXTS_READY_REASON_H_
