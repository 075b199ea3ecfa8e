// The door for questions about an assessment: what to do with a level.
//
// One function per method of v1::AnalysisService; the messages say what goes
// in and what comes out. `response` must be empty and is left empty on
// refusal. Those that search can take a `stop` (engine/base/work_budget.h),
// asked while they work; when it says so they end within a millisecond,
// CANCELLED with the reason STOPPED. A search of too many steps is refused with
// RESOURCE_EXHAUSTED, SEARCH_TOO_LARGE: by counting, so on every machine.
// Thread-safe for distinct outputs; nothing is kept between calls.
// The same request gives the same response, bit for bit.
#ifndef CMMM_ENGINE_ANALYZE_H_
#define CMMM_ENGINE_ANALYZE_H_

#include <optional>

#include "cmmm/v1/analysis_service.pb.h"
#include "engine/base/refusal.h"
#include "engine/base/work_budget.h"
#include "engine/model/catalog.h"

namespace cmmm {

std::optional<Refusal> AnalyzeBounds(const Catalog& catalog,
                                     const v1::AnalyzeBoundsRequest& request,
                                     v1::AnalyzeBoundsResponse* response);

std::optional<Refusal> AnalyzeMargin(const Catalog& catalog,
                                     const v1::AnalyzeMarginRequest& request,
                                     v1::AnalyzeMarginResponse* response,
                                     const Stop& stop);
inline std::optional<Refusal> AnalyzeMargin(
    const Catalog& catalog, const v1::AnalyzeMarginRequest& request,
    v1::AnalyzeMarginResponse* response) {
  return AnalyzeMargin(catalog, request, response, nullptr);
}

// RESOURCE_EXHAUSTED, PLAN_TOO_ENTANGLED, when prerequisites split the
// problem into too many cases.
std::optional<Refusal> PlanUpgrade(const Catalog& catalog,
                                   const v1::PlanUpgradeRequest& request,
                                   v1::PlanUpgradeResponse* response,
                                   const Stop& stop);
inline std::optional<Refusal> PlanUpgrade(const Catalog& catalog,
                                          const v1::PlanUpgradeRequest& request,
                                          v1::PlanUpgradeResponse* response) {
  return PlanUpgrade(catalog, request, response, nullptr);
}

std::optional<Refusal> NextQuestions(const Catalog& catalog,
                                     const v1::NextQuestionsRequest& request,
                                     v1::NextQuestionsResponse* response);

std::optional<Refusal> Compare(const Catalog& catalog,
                               const v1::CompareRequest& request,
                               v1::CompareResponse* response);

// A file that is not verified is a response. Refused are calls without keys
// to trust, or with texts that are none: INVALID_VERIFICATION.
std::optional<Refusal> VerifyResult(const Catalog& catalog,
                                    const v1::VerifyResultRequest& request,
                                    v1::VerifyResultResponse* response);

std::optional<Refusal> CheckReadiness(const Catalog& catalog,
                                      const v1::CheckReadinessRequest& request,
                                      v1::CheckReadinessResponse* response,
                                      const Stop& stop);
inline std::optional<Refusal> CheckReadiness(
    const Catalog& catalog, const v1::CheckReadinessRequest& request,
    v1::CheckReadinessResponse* response) {
  return CheckReadiness(catalog, request, response, nullptr);
}
std::optional<Refusal> Explain(const Catalog& catalog,
                               const v1::ExplainRequest& request,
                               v1::ExplainResponse* response);

}  // namespace cmmm

#endif  // CMMM_ENGINE_ANALYZE_H_
