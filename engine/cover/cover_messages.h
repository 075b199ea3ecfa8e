// Proofs about covers (cover.h) as messages.
//
//   groups   sources[0]        sources[1]
//   choices  {data.1.a: not, mostly, fully} {data.1.b: partly, fully}
//   states   behind each group, as CoverProof keeps them (cover.h)
//
// A reader replays them without a search: docs/scoring_math.md, "Checking a
// proof".
#ifndef CMMM_ENGINE_COVER_COVER_MESSAGES_H_
#define CMMM_ENGINE_COVER_COVER_MESSAGES_H_

#include <vector>

#include "cmmm/v1/margin.pb.h"
#include "engine/base/grade_code.h"
#include "engine/cover/cover.h"
#include "engine/model/compiled_model.h"

namespace cmmm {

// GradeCode counts as Grade does.
// REQUIRES: open or a grade; `not applicable` is no v1::Grade.
inline v1::Grade ToProto(GradeCode grade) {
  return static_cast<v1::Grade>(grade);
}

// A group of a cover: whose options, and the grade behind each.
// `grades` and `options` have the same length, at least 1.
struct CoverSource {
  int item = 0;  // index into CompiledModel::requirements
  std::vector<GradeCode> grades;
  CoverGroup options;
};

// The price of `proof`, and a stage a group: the requirement that `sources`
// names for it, grade, cost and gain of each of its options, and the states
// that the proof keeps behind it. REQUIRES: a source a group, in their order.
// Costs are int32 in the message: callers bound them beforehand. A group behind
// the end of the proof's stages has its choices and no states.
void WriteStages(const CompiledModel& model, const CoverProof& proof,
                 const std::vector<CoverSource>& sources, v1::CoverProof* out);

}  // namespace cmmm

#endif  // CMMM_ENGINE_COVER_COVER_MESSAGES_H_
