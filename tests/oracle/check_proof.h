// Checks certificates of plans and margins: that nothing smaller does. From the
// model definition, the request and the response alone, with the oracle's exact
// fractions; shares no code with the engine.
//
// What is checked, and why it is enough, is in docs/scoring_math.md.
#ifndef CMMM_TESTS_ORACLE_CHECK_PROOF_H_
#define CMMM_TESTS_ORACLE_CHECK_PROOF_H_

#include <string>

#include "tests/oracle/question.h"

namespace cmmm::oracle {

// The first step that does not hold; empty when the proof holds: no upgrade
// that reaches response.target_level() costs less than response.total_cost().
std::string CheckPlanProof(const Question& question,
                           const v1::PlanUpgradeResponse& response);

// The same: no level of the response is lost by fewer than its `size`, and
// none that cannot be lost is lost at all. Of progressive models only.
std::string CheckMarginProof(const Question& question,
                             const v1::AnalyzeMarginResponse& response);

}  // namespace cmmm::oracle

#endif  // CMMM_TESTS_ORACLE_CHECK_PROOF_H_
