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
//
//   v1::PlanUpgradeResponse plan;
//   if (auto refusal = PlanUpgrade(catalog, request, &plan)) return *refusal;
//   plan.raises(0).requirement_id();  // the first to raise
//
// Refusals of all of them: as Evaluate's for the assessments that are asked
// about, field paths below the field that holds one (`assessment.list…`).
#ifndef CMMM_ENGINE_ANALYZE_H_
#define CMMM_ENGINE_ANALYZE_H_

#include <optional>

#include "cmmm/v1/analysis_service.pb.h"
#include "engine/base/refusal.h"
#include "engine/base/work_budget.h"
#include "engine/model/catalog.h"

namespace cmmm {

// The worst and the best decision that open and doubtful answers still allow,
// and whether the level is settled: every open question not or fully satisfied.
std::optional<Refusal> AnalyzeBounds(const Catalog& catalog,
                                     const v1::AnalyzeBoundsRequest& request,
                                     v1::AnalyzeBoundsResponse* response);

// The fewest steps down that lose the level reached, and each below it: how
// much stricter a reviewer may be. Exact, not estimated.
std::optional<Refusal> AnalyzeMargin(const Catalog& catalog,
                                     const v1::AnalyzeMarginRequest& request,
                                     v1::AnalyzeMarginResponse* response,
                                     const Stop& stop);
inline std::optional<Refusal> AnalyzeMargin(
    const Catalog& catalog, const v1::AnalyzeMarginRequest& request,
    v1::AnalyzeMarginResponse* response) {
  return AnalyzeMargin(catalog, request, response, nullptr);
}

// The cheapest raises of grades that reach a level, with the proof that none
// cheaper does; prerequisites, costs, a budget and years as the request says.
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

// Which open questions to answer first so that the level is settled soonest;
// none, once no answer left can change it.
std::optional<Refusal> NextQuestions(const Catalog& catalog,
                                     const v1::NextQuestionsRequest& request,
                                     v1::NextQuestionsResponse* response);

// What moved the scores from one assessment to another, node by node and item
// by item; the parts add up to the whole change exactly. The two may be of
// different models, whose requirements are paired by id.
std::optional<Refusal> Compare(const Catalog& catalog,
                               const v1::CompareRequest& request,
                               v1::CompareResponse* response);

// Whether a file that SignResult made is whole, signed by a key that is
// trusted, and says what this engine computes from the answers in it, too.
// A file that is not verified is a response. Refused are calls without keys
// to trust, or with texts that are none: INVALID_VERIFICATION.
std::optional<Refusal> VerifyResult(const Catalog& catalog,
                                    const v1::VerifyResultRequest& request,
                                    v1::VerifyResultResponse* response);

// Whether the conditions of a programme are met on a day, which one is in the
// way, and how many days are left; conditions that nobody can know are open.
std::optional<Refusal> CheckReadiness(const Catalog& catalog,
                                      const v1::CheckReadinessRequest& request,
                                      v1::CheckReadinessResponse* response,
                                      const Stop& stop);
inline std::optional<Refusal> CheckReadiness(
    const Catalog& catalog, const v1::CheckReadinessRequest& request,
    v1::CheckReadinessResponse* response) {
  return CheckReadiness(catalog, request, response, nullptr);
}

// How a number of a result comes about, from the answers up: every sum with its
// terms, in exact fractions.
std::optional<Refusal> Explain(const Catalog& catalog,
                               const v1::ExplainRequest& request,
                               v1::ExplainResponse* response);

}  // namespace cmmm

#endif  // CMMM_ENGINE_ANALYZE_H_
