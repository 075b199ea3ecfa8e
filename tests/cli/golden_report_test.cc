// The readable report, byte for byte. To take over a new wording:
//
//   CMMM_UPDATE_GOLDEN=1 build/dev/tests/cli_test --gtest_filter='Golden*'
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

std::string GoldenPath(const std::string& dataset,
                       const std::string& language) {
  return SourcePath(
      absl::StrCat("tests/golden/", dataset, ".", language, ".txt"));
}

void ExpectGolden(const std::string& dataset) {
  for (const char* language : {"zh", "en"}) {
    const std::string file = GoldenPath(dataset, language);
    const ProcessResult result =
        RunCmmm({"score", DatasetPath(dataset), "--lang", language});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    if (std::getenv("CMMM_UPDATE_GOLDEN") != nullptr) {
      std::filesystem::create_directories(
          std::filesystem::path(file).parent_path());
      std::ofstream(file, std::ios::binary) << result.out;
    }
    EXPECT_EQ(result.out, ReadFile(file)) << file;
  }
}

TEST(GoldenReportTest, NoLevelReached) {
  ExpectGolden("garment-workshop-level-0");
}

TEST(GoldenReportTest, OpenQuestions) {
  ExpectGolden("half-filled-questionnaire");
}

TEST(GoldenReportTest, HighestLevel) {
  ExpectGolden("lighthouse-electronics-level-5");
}

}  // namespace
}  // namespace cmmm::test
