// Every case of every suite below cases/, through every door.
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "cmmm/testing/v1/conformance.pb.h"
#include "google/protobuf/util/message_differencer.h"
#include "tests/conformance/case_check.h"
#include "tests/conformance/doors.h"
#include "tests/conformance/expand_case.h"
#include "tests/conformance/suites.h"
#include "tests/support/test_files.h"

namespace cmmm::test {

namespace {

using ::cmmm::testing::v1::ConformanceCase;
using ::cmmm::testing::v1::ConformanceSuite;
using google::protobuf::util::MessageDifferencer;

void CheckResult(const ConformanceCase& test, const DoorResult& result,
                 const DoorResult& first) {
  if (test.has_expected()) {
    ASSERT_EQ(result.status.code(), 0) << result.status.ShortDebugString();
    ASSERT_EQ(result.exit_code, 0) << result.errors;
    CheckExpected(test.expected(), result.response);
    EXPECT_TRUE(MessageDifferencer::Equals(first.response, result.response))
        << "differs from the first door";
  } else if (result.exit_code != 0) {
    CheckRefusedText(test.refused(), result);
  } else {
    CheckRefused(test.refused(), result.status);
  }
}

class ConformanceTest : public ::testing::TestWithParam<std::string> {};

TEST_P(ConformanceTest, EveryDoorGivesWhatTheCaseSays) {
  const auto suite = ParseTextOrDie<ConformanceSuite>(ReadFile(GetParam()));
  ASSERT_GT(suite.cases_size(), 0);
  auto& models = OpenModels<Door>(
      suite.models(), [](const Catalog&, const std::string& folder) {
        return OpenDoors(folder);
      });
  std::set<std::string> names;
  std::vector<ConformanceCase> cases;
  std::vector<v1::ScoreRequest> requests;
  for (const ConformanceCase& written : suite.cases()) {
    const ConformanceCase test = WithDefaults(suite.defaults(), written);
    SCOPED_TRACE(test.name());
    EXPECT_TRUE(names.insert(test.name()).second) << "name used twice";
    ASSERT_TRUE(test.has_expected() || test.has_refused());
    if (!test.skip_reason().empty()) {
      std::cout << "skipped: " << test.name() << ": " << test.skip_reason()
                << "\n";
      continue;
    }
    requests.push_back(ExpandCase(models.catalog, test));
    cases.push_back(test);
  }
  std::vector<DoorResult> first;
  for (const auto& door : models.doors) {
    SCOPED_TRACE(door->name());
    const std::vector<DoorResult> results = door->ScoreAll(requests);
    if (first.empty()) first = results;
    ASSERT_EQ(results.size(), cases.size());
    for (size_t i = 0; i < cases.size(); ++i) {
      SCOPED_TRACE(cases[i].name());
      CheckResult(cases[i], results[i], first[i]);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Cases, ConformanceTest,
    ::testing::ValuesIn(FilesBelow("tests/conformance/cases", ".textproto")),
    SuiteName);

}  // namespace
}  // namespace cmmm::test
