// How an answer is stored: one byte, the same as in PackedGrades.
//
// Three answers are easily mixed up and never are here: `kOpen` (nobody has
// answered), `kNotApplicable` (the question does not arise) and `kNot`
// (answered: not satisfied).
#ifndef CMMM_ENGINE_BASE_GRADE_CODE_H_
#define CMMM_ENGINE_BASE_GRADE_CODE_H_

#include <cstdint>

namespace cmmm {

// Those of grades rise with the grade, so that they can be compared; what each
// is worth is the model's to say (CompiledModel::grade_tenths).
using GradeCode = uint8_t;

inline constexpr GradeCode kOpen = 0;
inline constexpr GradeCode kNot = 1;
inline constexpr GradeCode kPartly = 2;
inline constexpr GradeCode kMostly = 3;
inline constexpr GradeCode kFully = 4;
inline constexpr GradeCode kNotApplicable = 5;
inline constexpr int kGradeCodes = 6;

// A graded answer, as opposed to open or not applicable.
// Of any byte, also one that is no code.
inline constexpr bool IsGraded(GradeCode code) {
  return code >= kNot && code <= kFully;
}

}  // namespace cmmm

#endif  // CMMM_ENGINE_BASE_GRADE_CODE_H_
