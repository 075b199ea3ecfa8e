// Every case of every suite below analyses/, through every door.
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "cmmm/testing/v1/conformance.pb.h"
#include "google/protobuf/util/message_differencer.h"
#include "tests/conformance/analysis_doors.h"
#include "tests/conformance/case_check.h"
#include "tests/conformance/expand_case.h"
#include "tests/conformance/suites.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using ::cmmm::testing::v1::AnalysisCase;
using ::cmmm::testing::v1::AnalysisResult;
using ::cmmm::testing::v1::AnalysisSuite;
using google::protobuf::Message;
using google::protobuf::util::MessageDifferencer;

void CheckPart(const AnalysisResult& expected, const AnalysisResult& actual) {
  MessageDifferencer differencer;
  differencer.set_scope(MessageDifferencer::PARTIAL);
  std::string differences;
  differencer.ReportDifferencesToString(&differences);
  EXPECT_TRUE(differencer.Compare(expected, actual)) << differences;
}

// The field at `path` below the response has its default value.
void CheckZero(const AnalysisResult& actual, const std::string& path) {
  const Message* message = &actual;
  std::vector<const google::protobuf::FieldDescriptor*> set;
  actual.GetReflection()->ListFields(actual, &set);
  ASSERT_EQ(set.size(), 1u);
  message = &actual.GetReflection()->GetMessage(actual, set[0]);
  const std::vector<std::string> names = absl::StrSplit(path, '.');
  for (size_t i = 0; i < names.size(); ++i) {
    const auto* field = message->GetDescriptor()->FindFieldByName(names[i]);
    ASSERT_NE(field, nullptr) << path;
    const auto* reflection = message->GetReflection();
    if (field->is_repeated()) {
      EXPECT_EQ(reflection->FieldSize(*message, field), 0) << path;
      return;
    }
    if (i + 1 == names.size()) {
      EXPECT_FALSE(reflection->HasField(*message, field)) << path;
      return;
    }
    message = &reflection->GetMessage(*message, field);
  }
}

// The (first) assessment begins with the dataset that the case names.
void BeginWithFile(const AnalysisCase& test, v1::ScoreRequest* assessment) {
  if (test.assessment_file().empty()) return;
  auto begun = ParseTextOrDie<v1::ScoreRequest>(
      ReadFile(SourcePath(test.assessment_file())));
  begun.MergeFrom(*assessment);
  *assessment = begun;
}

void RunCase(const AnalysisCase& test, Models<AnalysisDoor>* models) {
  auto call = test.request();
  v1::ScoreRequest* assessment = AssessmentOf(&call);
  ASSERT_NE(assessment, nullptr);
  BeginWithFile(test, assessment);
  ExpandRequest(models->catalog, test.fills(), false, assessment);
  if (v1::ScoreRequest* second = SecondAssessmentOf(&call)) {
    ExpandRequest(models->catalog, test.second_fills(), false, second);
  }
  AnalysisResult first;
  for (const auto& door : models->doors) {
    SCOPED_TRACE(door->name());
    const AnalysisOutcome outcome = door->Ask(call);
    if (test.has_expected()) {
      ASSERT_EQ(outcome.status.code(), 0) << outcome.status.ShortDebugString();
      ASSERT_EQ(outcome.exit_code, 0) << outcome.errors;
      CheckPart(test.expected(), outcome.result);
      for (const std::string& path : test.zero()) {
        CheckZero(outcome.result, path);
      }
      if (door == models->doors.front()) first = outcome.result;
      EXPECT_TRUE(MessageDifferencer::Equals(first, outcome.result))
          << "differs from the first door";
    } else if (outcome.exit_code != 0) {
      CheckRefusedText(test.refused(),
                       {{}, {}, outcome.exit_code, outcome.errors});
    } else {
      CheckRefused(test.refused(), outcome.status);
    }
  }
}

class AnalysisTest : public ::testing::TestWithParam<std::string> {};

TEST_P(AnalysisTest, EveryDoorGivesWhatTheCaseSays) {
  const auto suite = ParseTextOrDie<AnalysisSuite>(ReadFile(GetParam()));
  ASSERT_GT(suite.cases_size(), 0);
  auto& models = OpenModels<AnalysisDoor>(
      suite.models(), [](const Catalog& catalog, const std::string& folder) {
        return OpenAnalysisDoors(&catalog, folder);
      });
  std::set<std::string> names;
  for (const AnalysisCase& written : suite.cases()) {
    const AnalysisCase test = WithDefaults(suite.defaults(), written);
    SCOPED_TRACE(test.name());
    EXPECT_TRUE(names.insert(test.name()).second) << "name used twice";
    ASSERT_TRUE(test.has_expected() || test.has_refused());
    RunCase(test, &models);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Cases, AnalysisTest,
    ::testing::ValuesIn(FilesBelow("tests/conformance/analyses", ".textproto")),
    SuiteName);

}  // namespace
}  // namespace cmmm::test
