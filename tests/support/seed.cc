#include "tests/support/seed.h"

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

namespace cmmm::test {
namespace {

uint64_t chosen_seed = 1;

}  // namespace

void ChooseTestSeed() {
  const char* given = std::getenv("CMMM_TEST_SEED");
  if (given != nullptr && std::string(given) == "random") {
    chosen_seed = std::random_device{}();
  } else if (given != nullptr) {
    chosen_seed = std::strtoull(given, nullptr, 10);
  }
  std::cout << "CMMM_TEST_SEED=" << chosen_seed << "\n";
  const char* params = std::getenv("RC_PARAMS");
  const std::string all = (params == nullptr ? "" : std::string(params) + " ") +
                          "seed=" + std::to_string(chosen_seed);
  setenv("RC_PARAMS", all.c_str(), 1);
}

uint64_t TestSeed() { return chosen_seed; }

int64_t TestSamples(int64_t usual) {
  const char* given = std::getenv("CMMM_TEST_SAMPLES");
  if (given != nullptr) return std::strtoll(given, nullptr, 10);
#if defined(CMMM_SANITIZED)
  return usual / 10 + 1;
#else
  return usual;
#endif
}

}  // namespace cmmm::test
