// The seed of the random tests, and how many samples they draw.
#ifndef CMMM_TESTS_SUPPORT_SEED_H_
#define CMMM_TESTS_SUPPORT_SEED_H_

#include <cstdint>

namespace cmmm::test {

// Decides the seed of this process, prints it and hands it to RapidCheck (in
// RC_PARAMS). $CMMM_TEST_SEED says which: a number; `random`, as in `make
// deep`, for a fresh one; nothing for 1, so that the gate is a function of the
// commit. Call it once, before any test.
void ChooseTestSeed();

// What ChooseTestSeed chose. A failure is repeated by CMMM_TEST_SEED=that.
uint64_t TestSeed();

// How many random samples to draw: $CMMM_TEST_SAMPLES, or `usual`, of which a
// sanitized test draws a tenth.
int64_t TestSamples(int64_t usual);

}  // namespace cmmm::test

#endif  // CMMM_TESTS_SUPPORT_SEED_H_
