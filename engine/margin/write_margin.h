// Margins and proofs as messages.
#ifndef CMMM_ENGINE_MARGIN_WRITE_MARGIN_H_
#define CMMM_ENGINE_MARGIN_WRITE_MARGIN_H_

#include <vector>

#include "cmmm/v1/margin.pb.h"
#include "engine/assess.h"
#include "engine/margin/find_margin.h"

namespace cmmm {

// GradeCode counts as Grade does.
inline v1::Grade ToProto(GradeCode grade) {
  return static_cast<v1::Grade>(grade);
}

// How safely `level` (1 or above, held) is held. Once `budget` is over `out`
// means nothing.
void WriteLevelMargin(const Assessment& assessment,
                      const std::vector<FallingAnswer>& answers, int level,
                      bool with_proof, WorkBudget* budget,
                      v1::LevelMargin* out);

// A group of a cover: whose options, and the grade behind each.
struct CoverSource {
  int item = 0;  // index into CompiledModel::requirements
  std::vector<GradeCode> grades;
  CoverGroup options;
};

void WriteStages(const CompiledModel& model, const CoverProof& proof,
                 const std::vector<CoverSource>& sources, v1::CoverProof* out);

}  // namespace cmmm

#endif  // CMMM_ENGINE_MARGIN_WRITE_MARGIN_H_
