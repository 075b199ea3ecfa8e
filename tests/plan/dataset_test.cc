// The dataset that just misses level 2: the plan that `cmmm plan` prints,
// carried out to the letter and scored again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "cmmm/v1/margin.pb.h"
#include "cmmm/v1/plan.pb.h"
#include "google/protobuf/text_format.h"
#include "tests/cli/cli_files.h"
#include "tests/support/process.h"

namespace cmmm::test {
namespace {

constexpr char kDataset[] = "hunan-equipment-maker-just-misses-level-2";

// What `cmmm COMMAND FILE --format textproto` prints.
template <typename Message>
Message Ask(const std::string& command, const std::string& path) {
  const ProcessResult result =
      RunCmmm({command, path, "--format", "textproto"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  Message message;
  EXPECT_TRUE(
      google::protobuf::TextFormat::ParseFromString(result.out, &message));
  return message;
}

int LevelOf(const v1::ScoreRequest& request) {
  const TempFile file(ToTextproto(request));
  return Ask<v1::ScoreResponse>("score", file.path()).decision().level();
}

v1::ScoreRequest With(v1::ScoreRequest request, const std::string& id,
                      int grade) {
  for (v1::Answer& answer : *request.mutable_list()->mutable_answers()) {
    if (answer.requirement_id() == id) {
      answer.set_grade(static_cast<v1::Grade>(grade));
    }
  }
  return request;
}

TEST(PlanDatasetTest, ThePlanGivesLevelTwoAndNothingLessDoes) {
  const v1::ScoreRequest before = ReadDataset(kDataset);
  ASSERT_EQ(LevelOf(before), 1);
  const auto plan = Ask<v1::PlanUpgradeResponse>("plan", DatasetPath(kDataset));
  EXPECT_EQ(plan.target_level(), 2);
  EXPECT_TRUE(plan.reachable());
  EXPECT_EQ(plan.total_cost(), 1);  // one grade away
  ASSERT_GT(plan.raises_size(), 0);

  v1::ScoreRequest after = before;
  for (const v1::Raise& raise : plan.raises()) {
    after = With(after, raise.requirement_id(), raise.to());
  }
  EXPECT_EQ(LevelOf(after), 2);
  for (const v1::Raise& raise : plan.raises()) {
    EXPECT_EQ(LevelOf(With(after, raise.requirement_id(), raise.to() - 1)), 1)
        << raise.requirement_id();
  }

  const TempFile file(ToTextproto(after));
  const auto margin = Ask<v1::AnalyzeMarginResponse>("margin", file.path());
  EXPECT_EQ(margin.level(), 2);
  EXPECT_EQ(margin.size(), 1);  // one step down loses it again
  for (const v1::Raise& raise : plan.raises()) {
    EXPECT_THAT(margin.critical_requirement_ids(),
                ::testing::Contains(raise.requirement_id()));
  }
  const ProcessResult report = RunCmmm({"margin", file.path(), "--lang", "en"});
  EXPECT_EQ(report.exit_code, 0);
  EXPECT_THAT(report.out, ::testing::HasSubstr("one step down, loses"));
}

}  // namespace
}  // namespace cmmm::test
