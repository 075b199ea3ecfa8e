// Between which grades an uncertain answer lies.
#ifndef CMMM_ENGINE_LEVELS_GRADE_RANGE_H_
#define CMMM_ENGINE_LEVELS_GRADE_RANGE_H_

#include <vector>

#include "engine/answers/bind.h"
#include "engine/base/grade_code.h"

namespace cmmm {

// The answers of an assessment at their lowest and at their highest. Equal
// where the answer is certain.
// R codes each; lowest[i] <= highest[i] wherever both are grades.
struct GradeRanges {
  std::vector<GradeCode> lowest;   // [R]
  std::vector<GradeCode> highest;  // [R]
};

// Open questions in scope from `not` to `fully`, everything else as answered.
// Outside the scope an open question stays open: it counts nowhere.
GradeRanges RangesOf(const QuestionScope& questions,
                     const BoundAnswers& answers);

}  // namespace cmmm

#endif  // CMMM_ENGINE_LEVELS_GRADE_RANGE_H_
