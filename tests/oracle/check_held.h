// Checks the part of a plan's proof that is about steps down: that no choice,
// one per answer of a level, is still enough after the worst of them at less
// than the cost that the proof names. docs/scoring_math.md says why.
#ifndef CMMM_TESTS_ORACLE_CHECK_HELD_H_
#define CMMM_TESTS_ORACLE_CHECK_HELD_H_

#include <map>
#include <string>
#include <vector>

#include "tests/oracle/question.h"

namespace cmmm::oracle {

// The items that take part in a threshold, with the choices left to them.
using Choices = std::map<int, std::vector<Choice>>;

// The first step that does not hold; empty when the proof holds. REQUIRES:
// question.hold >= 1, and whole, need and levels of `proof` are right.
std::string CheckHeldCover(const Question& question,
                           const v1::CoverProof& proof, const Choices& choices);

}  // namespace cmmm::oracle

#endif  // CMMM_TESTS_ORACLE_CHECK_HELD_H_
