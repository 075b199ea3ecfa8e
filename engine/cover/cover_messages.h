// Proofs about covers (cover.h) as messages.
#ifndef CMMM_ENGINE_COVER_COVER_MESSAGES_H_
#define CMMM_ENGINE_COVER_COVER_MESSAGES_H_

#include <vector>

#include "cmmm/v1/margin.pb.h"
#include "engine/base/grade_code.h"
#include "engine/cover/cover.h"
#include "engine/model/compiled_model.h"

namespace cmmm {

// GradeCode counts as Grade does.
inline v1::Grade ToProto(GradeCode grade) {
  return static_cast<v1::Grade>(grade);
}

// A group of a cover: whose options, and the grade behind each.
struct CoverSource {
  int item = 0;  // index into CompiledModel::requirements
  std::vector<GradeCode> grades;
  CoverGroup options;
};

// The price of `proof`, and a stage a group: the requirement that `sources`
// names for it, grade, cost and gain of each of its options, and the states
// that the proof keeps behind it. REQUIRES: a source a group, in their order.
void WriteStages(const CompiledModel& model, const CoverProof& proof,
                 const std::vector<CoverSource>& sources, v1::CoverProof* out);

}  // namespace cmmm

#endif  // CMMM_ENGINE_COVER_COVER_MESSAGES_H_
