// Every case of every suite below cases/, through every door.
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "cmmm/testing/v1/conformance.pb.h"
#include "google/protobuf/util/message_differencer.h"
#include "tests/conformance/case_check.h"
#include "tests/conformance/doors.h"
#include "tests/conformance/expand_case.h"
#include "tests/support/test_files.h"

namespace cmmm::test {

namespace {

using ::cmmm::testing::v1::ConformanceCase;
using ::cmmm::testing::v1::ConformanceSuite;
using google::protobuf::util::MessageDifferencer;

struct Models {
  Catalog catalog;
  std::vector<std::unique_ptr<Door>> doors;
};

// The models of a suite and the doors to them, opened once.
Models& OpenModels(const std::string& relative) {
  static auto* opened = new std::map<std::string, std::unique_ptr<Models>>;
  std::unique_ptr<Models>& models = (*opened)[relative];
  if (models == nullptr) {
    models = std::make_unique<Models>();
    models->catalog = LoadCatalogOrDie(relative);
    models->doors = OpenDoors(SourcePath(relative));
  }
  return *models;
}

void RunCase(const ConformanceCase& test, Models* models) {
  const v1::ScoreRequest request = ExpandCase(models->catalog, test);
  v1::ScoreResponse first;
  for (const auto& door : models->doors) {
    SCOPED_TRACE(door->name());
    const DoorResult result = door->Score(request);
    if (test.has_expected()) {
      ASSERT_EQ(result.status.code(), 0) << result.status.ShortDebugString();
      ASSERT_EQ(result.exit_code, 0) << result.errors;
      CheckExpected(test.expected(), result.response);
      if (door == models->doors.front()) first = result.response;
      EXPECT_TRUE(MessageDifferencer::Equals(first, result.response))
          << "differs from the first door";
    } else if (result.exit_code != 0) {
      CheckRefusedText(test.refused(), result);
    } else {
      CheckRefused(test.refused(), result.status);
    }
  }
}

class ConformanceTest : public ::testing::TestWithParam<std::string> {};

TEST_P(ConformanceTest, EveryDoorGivesWhatTheCaseSays) {
  const auto suite = ParseTextOrDie<ConformanceSuite>(ReadFile(GetParam()));
  ASSERT_GT(suite.cases_size(), 0);
  Models& models = OpenModels(suite.models());
  std::set<std::string> names;
  for (const ConformanceCase& test : suite.cases()) {
    SCOPED_TRACE(test.name());
    EXPECT_TRUE(names.insert(test.name()).second) << "name used twice";
    ASSERT_TRUE(test.has_expected() || test.has_refused());
    if (!test.skip_reason().empty()) {
      std::cout << "skipped: " << test.name() << ": " << test.skip_reason()
                << "\n";
      continue;
    }
    RunCase(test, &models);
  }
}

std::string SuiteName(const ::testing::TestParamInfo<std::string>& info) {
  const size_t slash = info.param.rfind('/');
  const size_t dot = info.param.rfind('.');
  return info.param.substr(slash + 1, dot - slash - 1);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, ConformanceTest,
    ::testing::ValuesIn(FilesBelow("tests/conformance/cases", ".textproto")),
    SuiteName);

TEST(ConformanceCasesTest, ThereAreMany) {
  int cases = 0;
  for (const auto& file : FilesBelow("tests/conformance/cases", ".textproto")) {
    cases += ParseTextOrDie<ConformanceSuite>(ReadFile(file)).cases_size();
  }
  EXPECT_GE(cases, 150);
}

}  // namespace
}  // namespace cmmm::test
