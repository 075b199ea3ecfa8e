// What a fuzzer asserts, alive in every build.
#ifndef CMMM_TESTS_FUZZ_REQUIRE_H_
#define CMMM_TESTS_FUZZ_REQUIRE_H_

#include <cstdio>
#include <cstdlib>

namespace cmmm::test {

// Aborts, naming the rule, unless it holds.
inline void Require(bool holds, const char* rule) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", rule);
  std::abort();
}

}  // namespace cmmm::test

#endif  // CMMM_TESTS_FUZZ_REQUIRE_H_
