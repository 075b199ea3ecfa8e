#include "engine/levels/grade_range.h"

namespace cmmm {

GradeRanges RangesOf(const QuestionScope& questions,
                     const BoundAnswers& answers) {
  GradeRanges ranges{answers.codes, answers.codes};
  for (int i = 0; i < questions.model->requirement_count(); ++i) {
    if (answers.codes[i] != kOpen || !InScope(questions, i)) continue;
    ranges.lowest[i] = kNot;
    ranges.highest[i] = kFully;
  }
  return ranges;
}

}  // namespace cmmm
