// Last stage: results as messages. The only place that divides.
#ifndef CMMM_ENGINE_REPORT_WRITE_RESPONSE_H_
#define CMMM_ENGINE_REPORT_WRITE_RESPONSE_H_

#include <vector>

#include "cmmm/v1/scoring_service.pb.h"
#include "engine/gaps/find_gaps.h"
#include "engine/levels/decide.h"
#include "engine/scoring/scorecard.h"

namespace cmmm {

// Id, version, digest and engine version of `model`.
void WriteModelRef(const CompiledModel& model, v1::ModelRef* out);

void WriteDecision(const Decision& decision, v1::LevelDecision* out);

void WriteScorecard(const CompiledModel& model,
                    const std::vector<NodeResult>& rows, v1::Scorecard* out);

void WriteGaps(const CompiledModel& model, const Gaps& gaps,
               v1::GapAnalysis* out);

void WriteCoverage(const QuestionScope& questions, const BoundAnswers& answers,
                   v1::Coverage* out);

}  // namespace cmmm

#endif  // CMMM_ENGINE_REPORT_WRITE_RESPONSE_H_
