#include "tests/conformance/case_check.h"
#include "cli/exit_code.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/base/fraction.h"
#include "google/rpc/error_details.pb.h"

namespace cmmm::test {
namespace {

using ::cmmm::testing::v1::Expected;
using ::cmmm::testing::v1::NodeExpectation;
using ::cmmm::testing::v1::Refused;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;

std::string Exact(const v1::Score& score) {
  EXPECT_EQ(
      score.value(),
      Fraction::Of(score.numerator(), score.denominator()).NearestDouble());
  return FormatExact({score.numerator(), score.denominator()});
}

double ParseExact(const std::string& text) {
  const std::vector<std::string> parts = absl::StrSplit(text, '/');
  int64_t numerator = 0;
  int64_t denominator = 1;
  EXPECT_TRUE(absl::SimpleAtoi(parts[0], &numerator)) << text;
  if (parts.size() > 1) {
    EXPECT_TRUE(absl::SimpleAtoi(parts[1], &denominator)) << text;
  }
  return Fraction::Of(numerator, denominator).NearestDouble();
}

void CheckDecision(const Expected& expected,
                   const v1::LevelDecision& decision) {
  if (expected.has_level()) {
    EXPECT_EQ(decision.level(), expected.level());
  }
  if (!expected.total().empty()) {
    EXPECT_EQ(Exact(decision.total()), expected.total());
  }
  if (expected.level_scores_size() > 0) {
    std::vector<std::string> scores;
    for (const auto& level : decision.levels()) {
      scores.push_back(Exact(level.score()));
    }
    EXPECT_THAT(scores, ElementsAreArray(expected.level_scores()));
  }
  if (expected.has_other_level()) {
    EXPECT_EQ(decision.other_reading().level(), expected.other_level());
  }
  if (!expected.other_total().empty()) {
    EXPECT_EQ(Exact(decision.other_reading().total()), expected.other_total());
  }
}

// The row `element:x`, `domain:x` or `subdomain:x`; nullptr when absent.
const v1::NodeScore* FindNode(const v1::Scorecard& scorecard,
                              const std::string& name) {
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(name, absl::MaxSplits(':', 1));
  const auto& rows = parts.first == "element"  ? scorecard.elements()
                     : parts.first == "domain" ? scorecard.domains()
                                               : scorecard.subdomains();
  for (const auto& row : rows) {
    if (row.id() == parts.second) return &row;
  }
  return nullptr;
}

void CheckNode(const NodeExpectation& expected,
               const v1::ScoreResponse& response) {
  const v1::NodeScore* node = FindNode(response.scorecard(), expected.id());
  if (expected.absent()) {
    EXPECT_EQ(node, nullptr) << expected.id();
    return;
  }
  ASSERT_NE(node, nullptr) << expected.id();
  if (!expected.maturity().empty()) {
    EXPECT_EQ(node->maturity(), ParseExact(expected.maturity()))
        << expected.id();
  }
  if (!expected.weight().empty()) {
    EXPECT_EQ(node->weight(), ParseExact(expected.weight())) << expected.id();
  }
}

void CheckGaps(const Expected& expected, const v1::GapAnalysis& gaps) {
  std::vector<std::string> listed;
  int count = 0;
  for (const auto& level : gaps.levels()) {
    count += level.requirements_size();
    for (const auto& item : level.requirements()) {
      listed.push_back(absl::StrCat(level.level(), ":", item.requirement_id()));
    }
  }
  if (expected.has_gap_count()) {
    EXPECT_EQ(count, expected.gap_count());
  }
  listed.resize(std::min<size_t>(listed.size(), expected.first_gaps_size()));
  EXPECT_THAT(listed, ElementsAreArray(expected.first_gaps()));
}

void CheckCoverage(const Expected& expected, const v1::Coverage& coverage) {
  if (expected.has_answered()) {
    EXPECT_EQ(coverage.answered(), expected.answered());
  }
  if (expected.has_unanswered()) {
    EXPECT_EQ(coverage.unanswered(), expected.unanswered());
  }
  if (expected.has_not_applicable()) {
    EXPECT_EQ(coverage.not_applicable(), expected.not_applicable());
  }
  if (expected.has_in_scope()) {
    EXPECT_EQ(coverage.in_scope(), expected.in_scope());
  }
  if (expected.has_out_of_scope()) {
    EXPECT_EQ(coverage.out_of_scope(), expected.out_of_scope());
  }
}

void CheckBounds(const Expected& expected, const v1::ScoreResponse& response) {
  ASSERT_EQ(response.has_bounds(), expected.has_bounds());
  if (!expected.has_bounds()) return;
  const v1::Bounds& bounds = response.bounds();
  EXPECT_EQ(bounds.worst().level(), expected.bounds().worst_level());
  EXPECT_EQ(Exact(bounds.worst().total()), expected.bounds().worst_total());
  EXPECT_EQ(bounds.best().level(), expected.bounds().best_level());
  EXPECT_EQ(Exact(bounds.best().total()), expected.bounds().best_total());
  EXPECT_EQ(bounds.settled(), expected.bounds().settled());
  EXPECT_EQ(bounds.open(), expected.bounds().open());
  EXPECT_EQ(bounds.worst().SerializeAsString(),
            response.decision().SerializeAsString());
}

int ExitCodeFor(const std::string& code) {
  return code == "INVALID_ARGUMENT" || code == "NOT_FOUND" ||
                 code == "FAILED_PRECONDITION"
             ? 65
             : 75;
}

}  // namespace

void CheckExpected(const Expected& expected,
                   const v1::ScoreResponse& response) {
  CheckDecision(expected, response.decision());
  CheckCoverage(expected, response.coverage());
  CheckGaps(expected, response.gaps());
  CheckBounds(expected, response);
  for (const auto& node : expected.nodes()) CheckNode(node, response);
  if (!expected.no_notices_compared()) {
    std::vector<std::string> ids;
    for (const auto& notice : response.notices()) ids.push_back(notice.id());
    EXPECT_THAT(ids, ElementsAreArray(expected.notices()));
  }
}

void CheckRefused(const Refused& refused, const google::rpc::Status& status) {
  EXPECT_EQ(
      absl::StatusCodeToString(static_cast<absl::StatusCode>(status.code())),
      refused.code());
  EXPECT_THAT(status.message(), HasSubstr(refused.message_contains()));
  std::vector<std::string> violations;
  std::string reason;
  for (const auto& detail : status.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::BadRequest bad;
    if (detail.UnpackTo(&info)) reason = info.reason();
    if (!detail.UnpackTo(&bad)) continue;
    for (const auto& violation : bad.field_violations()) {
      violations.push_back(
          absl::StrCat(violation.field(), " ",
                       violation.description().substr(
                           0, violation.description().find(": "))));
    }
  }
  EXPECT_EQ(reason, refused.reason());
  const auto& expected = refused.violations();
  if (refused.first_only()) {
    ASSERT_GE(violations.size(), static_cast<size_t>(expected.size()));
    violations.resize(expected.size());
  }
  EXPECT_THAT(violations, ElementsAreArray(expected));
}

void CheckRefusedText(const Refused& refused, const DoorResult& result) {
  if (!refused.option_says().empty()) {
    EXPECT_EQ(result.exit_code, cli::kExitUsage) << result.errors;
    EXPECT_THAT(result.errors, HasSubstr(refused.option_says()));
    return;
  }
  EXPECT_EQ(result.exit_code, ExitCodeFor(refused.code())) << result.errors;
  EXPECT_THAT(result.errors, HasSubstr(refused.message_contains()));
  for (const std::string& violation : refused.violations()) {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(violation, absl::MaxSplits(' ', 1));
    EXPECT_THAT(result.errors,
                HasSubstr(absl::StrCat(parts.first, ": ", parts.second)));
  }
}

}  // namespace cmmm::test
