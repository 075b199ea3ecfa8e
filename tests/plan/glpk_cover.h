// The same question asked to GLPK, a solver of integer programs in floating
// point (docs/decisions/0016-glpk-as-oracle.md). What it claims is checked in
// exact integers before anybody believes it.
#ifndef CMMM_TESTS_PLAN_GLPK_COVER_H_
#define CMMM_TESTS_PLAN_GLPK_COVER_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "tests/oracle/question.h"

namespace cmmm::test {

// The changes to the score of a level must add up to `missing` or more, or to
// more than that; where the question holds, to `missing` or more that is left
// after the worst steps down.
struct GlpkNeed {
  int level = 0;
  oracle::Rational missing;
  bool more = false;
};

// Counts what happened over many problems.
struct GlpkTally {
  int64_t solved = 0;
  int64_t rejected = 0;   // claims that exact integers refuted, asked again
  int64_t undecided = 0;  // out of time, or refuted too often
};

enum class GlpkAnswer { kSolved, kOutOfReach, kUndecided };

struct GlpkCover {
  GlpkAnswer answer = GlpkAnswer::kUndecided;
  int64_t cost = 0;  // of a choice that meets every need, exactly checked
};

// The least cost of changes to `question` that meet every need and keep every
// prerequisite, as GLPK sees it.
GlpkCover CheapestByGlpk(const oracle::Question& question,
                         const std::vector<GlpkNeed>& needs, GlpkTally* tally);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_PLAN_GLPK_COVER_H_
