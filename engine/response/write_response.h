// Last stage: results as bytes and as messages. The only place that divides.
//
// Each function with a WireMessage writes the fields of the message that its
// comment names into one that is open; the ones with a generated message are
// for the questions and give the same.
//
//   exact values   numerator and denominator in lowest terms, 63 bits, and the
//                  nearest double: level scores, totals, shortfalls
//   other scores   the nearest double alone: of nodes, gains, shares
//   the rest       integers: levels, grades, counts, ranks
#ifndef CMMM_ENGINE_RESPONSE_WRITE_RESPONSE_H_
#define CMMM_ENGINE_RESPONSE_WRITE_RESPONSE_H_

#include "cmmm/v1/gap.pb.h"
#include "cmmm/v1/programme.pb.h"
#include "cmmm/v1/scorecard.pb.h"
#include "engine/levels/decide.h"
#include "engine/levels/decision_range.h"
#include "engine/model/catalog.h"
#include "engine/response/score_result.h"
#include "engine/response/wire.h"

namespace cmmm {

// v1::ScoreResponse but for its `model`, which a block says once for all.
void WriteResult(const ScoreResult& result, WireMessage* out);

// v1::ModelRef: id, version, digest and engine version of `model`.
void WriteModelRef(const CompiledModel& model, WireMessage* out);
void WriteModelRef(const CompiledModel& model, v1::ModelRef* out);

// Id, edition and digest of `programme`.
void WriteProgrammeRef(const ProgrammeEntry& programme, v1::ProgrammeRef* out);

// An exact score with its nearest double.
void WriteScore(const Fraction& value, v1::Score* out);

void WriteDecision(const Decision& decision, v1::LevelDecision* out);

// `open` and `doubtful` count the answers that make the range.
void WriteBounds(const DecisionRange& range, int open, int doubtful,
                 v1::Bounds* out);

void WriteGaps(const CompiledModel& model, const Gaps& gaps,
               v1::GapAnalysis* out);

void WriteCoverage(const QuestionScope& questions, const BoundAnswers& answers,
                   v1::Coverage* out);

}  // namespace cmmm

#endif  // CMMM_ENGINE_RESPONSE_WRITE_RESPONSE_H_
