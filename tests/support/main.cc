// The main function of every test program: chooses the seed, and tells the gate
// which tests could not run for want of a tool.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "tests/support/seed.h"

namespace cmmm::test {
namespace {

// Appends `Suite.Test: why` to the file $CMMM_SKIPPED for every test that was
// skipped because something "is not installed".
class SkippedTests final : public ::testing::EmptyTestEventListener {
  void OnTestEnd(const ::testing::TestInfo& info) override {
    const char* file = std::getenv("CMMM_SKIPPED");
    const ::testing::TestResult& result = *info.result();
    if (file == nullptr || !result.Skipped()) return;
    for (int i = 0; i < result.total_part_count(); ++i) {
      const std::string why = result.GetTestPartResult(i).message();
      if (why.find("is not installed") == std::string::npos) continue;
      std::ofstream(file, std::ios::app) << info.test_suite_name() << "."
                                         << info.name() << ": " << why << "\n";
    }
  }
};

}  // namespace
}  // namespace cmmm::test

int main(int argc, char** argv) {
  ::testing::InitGoogleMock(&argc, argv);
  cmmm::test::ChooseTestSeed();
  ::testing::UnitTest::GetInstance()->listeners().Append(
      new cmmm::test::SkippedTests);
  return RUN_ALL_TESTS();
}
