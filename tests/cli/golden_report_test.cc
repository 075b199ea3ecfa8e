// The readable report, byte for byte. To take over a new wording:
//
//   CMMM_UPDATE_GOLDEN=1 build/dev/tests/cli_test --gtest_filter='Golden*'
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

std::string GoldenPath(const std::string& name, const std::string& language) {
  return SourcePath(absl::StrCat("tests/golden/", name, ".", language, ".txt"));
}

// What `cmmm ARGUMENTS` prints is the golden file `name`, in both languages.
void ExpectPrints(const std::string& name, std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--lang", ""});
  for (const char* language : {"zh", "en"}) {
    const std::string file = GoldenPath(name, language);
    arguments.back() = language;
    const ProcessResult result = RunCmmm(arguments);
    ASSERT_EQ(result.exit_code, 0) << result.err;
    if (std::getenv("CMMM_UPDATE_GOLDEN") != nullptr) {
      std::filesystem::create_directories(
          std::filesystem::path(file).parent_path());
      std::ofstream(file, std::ios::binary) << result.out;
    }
    EXPECT_EQ(result.out, ReadFile(file)) << file;
  }
}

void ExpectGolden(const std::string& dataset) {
  ExpectPrints(dataset, {"score", DatasetPath(dataset)});
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

TEST(GoldenReportTest, PlansOfOneStepAndOfNone) {
  ExpectPrints(
      "plan-one-step",
      {"plan", DatasetPath("hunan-equipment-maker-just-misses-level-2")});
  ExpectPrints("plan-reached",
               {"plan", DatasetPath("hunan-equipment-maker-just-level-2"),
                "--target", "2"});
}

TEST(GoldenReportTest, TwoAssessmentsCompared) {
  ExpectPrints("compare-re-evaluation",
               {"compare", DatasetPath("furniture-maker-level-1"),
                DatasetPath("auto-parts-level-3"), "--listed", "6"});
}

TEST(GoldenReportTest, ComparedWithWhatIsHalfAnswered) {
  ExpectPrints("compare-half-filled",
               {"compare", DatasetPath("half-filled-questionnaire"),
                DatasetPath("auto-parts-level-3"), "--listed", "4"});
}

TEST(GoldenReportTest, OneAssessmentUnderOtherSettings) {
  ExpectPrints("compare-settings",
               {"compare", DatasetPath("not-applicable-items"), "--weights-b",
                "process", "--exclude-b", "logistics", "--up-to-b", "3"});
}

TEST(GoldenReportTest, ATotalExplained) {
  ExpectPrints(
      "explain-total",
      {"explain", DatasetPath("contract-manufacturer-no-logistics-no-sales"),
       "total", "--depth", "3"});
}

TEST(GoldenReportTest, ANodeExplained) {
  ExpectPrints("explain-node", {"explain", DatasetPath("not-applicable-items"),
                                "node:element:technology:5"});
}

TEST(GoldenReportTest, ATotalOfWhatIsHalfAnswered) {
  ExpectPrints("explain-half-filled",
               {"explain", DatasetPath("half-filled-questionnaire"), "total",
                "--depth", "3"});
}

TEST(GoldenReportTest, AGainExplained) {
  ExpectPrints("explain-gain",
               {"explain", DatasetPath("furniture-maker-level-1"),
                "gain:logistics.2.a"});
}

TEST(GoldenReportTest, AMaturityExplained) {
  ExpectPrints("explain-maturity",
               {"explain", DatasetPath("furniture-maker-level-1"),
                "maturity:subdomain:data"});
}
TEST(GoldenReportTest, NotReadyForAProgramme) {
  ExpectPrints("ready-just-misses",
               {"ready", "national-pilot-2022/demonstration-factory",
                DatasetPath("hunan-equipment-maker-just-misses-level-2"),
                "--date", "2022-10-25", "--declare", "registered=yes",
                "--declare", "finances=no", "--declare", "sector-guidance=no"});
}

TEST(GoldenReportTest, ReadinessThatIsStillOpen) {
  ExpectPrints("ready-still-open",
               {"ready", "smart-factory-2025/excellent",
                DatasetPath("half-filled-questionnaire"), "--date",
                "2025-07-01", "--declare", "scope-excellent=no"});
}

TEST(GoldenReportTest, ReadyAsFarAsIsRecorded) {
  ExpectPrints(
      "ready-incomplete",
      {"ready", "shandong-2025/basic", DatasetPath("furniture-maker-level-1"),
       "--date", "2025-07-01", "--declare", "certificate=yes"});
}

TEST(GoldenReportTest, ProgrammesListed) {
  ExpectPrints("ready-list", {"ready", "--list"});
}

}  // namespace
}  // namespace cmmm::test
