// Last stage: results as messages. The only place that divides.
//
// `Out` is a pointer to the generated message, such as v1::Scorecard*, or the
// wire message of the same name, wire::Scorecard, by value: the same code
// makes messages and bytes, so the two cannot differ.
#ifndef CMMM_ENGINE_RESPONSE_WRITE_RESPONSE_H_
#define CMMM_ENGINE_RESPONSE_WRITE_RESPONSE_H_

#include <vector>

#include "cmmm/v1/programme.pb.h"
#include "cmmm/v1/scoring_service.pb.h"
#include "engine/bounds/decision_range.h"
#include "engine/gaps/find_gaps.h"
#include "engine/levels/decide.h"
#include "engine/model/catalog.h"
#include "engine/scoring/scorecard.h"

namespace cmmm {

// An exact score with its nearest double.
void WriteScore(const Fraction& value, v1::Score* out);

// Id, version, digest and engine version of `model`.
template <typename Out>
void WriteModelRef(const CompiledModel& model, Out out);

// Id, edition and digest of `programme`.
void WriteProgrammeRef(const ProgrammeEntry& programme, v1::ProgrammeRef* out);

template <typename Out>
void WriteDecision(const Decision& decision, Out out);

// An exact score and its nearest double.
template <typename Out>
void WriteScore(const Fraction& value, Out out);

// `open` and `doubtful` count the answers that make the range.
template <typename Out>
void WriteBounds(const DecisionRange& range, int open, int doubtful, Out out);

template <typename Out>
void WriteScorecard(const CompiledModel& model,
                    const std::vector<NodeResult>& rows, Out out);

template <typename Out>
void WriteGaps(const CompiledModel& model, const Gaps& gaps, Out out);

template <typename Out>
void WriteCoverage(const QuestionScope& questions, const BoundAnswers& answers,
                   Out out);

}  // namespace cmmm

#endif  // CMMM_ENGINE_RESPONSE_WRITE_RESPONSE_H_
