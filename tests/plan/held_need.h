// A need that must survive steps down, in integers without a common divisor.
#ifndef CMMM_TESTS_PLAN_HELD_NEED_H_
#define CMMM_TESTS_PLAN_HELD_NEED_H_

#include <vector>

#include "tests/oracle/question.h"

namespace cmmm::test {

struct HeldNeed {
  struct Answer {
    int item = -1;  // index into Question::items; -1: it can only fall
    // [choices][steps]: what is left of the choice after 0, 1, … steps down.
    std::vector<std::vector<oracle::Int128>> worth;
  };
  std::vector<Answer> answers;  // of the level
  oracle::Int128 least = 0;     // of their sum after the worst steps
};

// The score of the level must rise by `missing` and keep that.
HeldNeed HeldInIntegers(const oracle::Question& question, int level,
                        const oracle::Rational& missing);

// Whether it does, with these choices per item of the question.
bool IsHeld(const oracle::Question& question, const HeldNeed& need,
            const std::vector<int>& chosen);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_PLAN_HELD_NEED_H_
