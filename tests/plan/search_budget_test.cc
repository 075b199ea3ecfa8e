// Searches end: after so many steps, or when nobody waits any longer.
#include <gtest/gtest.h>

#include <string>

#include "engine/analyze.h"
#include "tests/support/heavy_plan.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

// CODE REASON; empty when it was answered.
template <typename Refused>
std::string EndOf(const Refused& refusal) {
  if (!refusal.has_value()) return "";
  return absl::StatusCodeToString(refusal->code) + " " + refusal->reason;
}

TEST(WorkBudgetTest, IsOverAfterItsSteps) {
  WorkBudget budget(nullptr, 10);
  EXPECT_TRUE(budget.Spend(10));
  EXPECT_FALSE(budget.over());
  EXPECT_FALSE(budget.Spend(1));
  EXPECT_TRUE(budget.over());
  EXPECT_FALSE(budget.stopped());
  EXPECT_EQ(EndOf(std::optional(RefuseGivenUp(budget, "ask for less"))),
            "RESOURCE_EXHAUSTED SEARCH_TOO_LARGE");
}

TEST(WorkBudgetTest, AsksBeforeTheFirstStepAndThenNowAndThen) {
  int asked = 0;
  WorkBudget budget([&asked] { return ++asked == 3; });
  EXPECT_TRUE(budget.Spend(1));
  EXPECT_EQ(asked, 1);
  EXPECT_TRUE(budget.Spend(WorkBudget::kStepsBetweenQuestions));
  EXPECT_EQ(asked, 2);
  EXPECT_FALSE(budget.Spend(WorkBudget::kStepsBetweenQuestions));
  EXPECT_TRUE(budget.stopped());
  EXPECT_EQ(EndOf(std::optional(RefuseGivenUp(budget, ""))),
            "CANCELLED STOPPED");
}

TEST(SearchBudgetTest, AHundredPrerequisitesAreAnsweredOrRefusedTheSameWay) {
  for (const unsigned seed : {1u, 2u, 3u}) {
    const auto request = HeavyPlanRequest(RealCatalog(), 100, seed);
    v1::PlanUpgradeResponse response;
    int asked = 0;
    const auto refusal = PlanUpgrade(RealCatalog(), request, &response, [&] {
      ++asked;
      return false;
    });
    EXPECT_LE(asked, kMaxSearchSteps / WorkBudget::kStepsBetweenQuestions + 2);
    v1::PlanUpgradeResponse again;
    EXPECT_EQ(EndOf(PlanUpgrade(RealCatalog(), request, &again)),
              EndOf(refusal));
    EXPECT_EQ(response.SerializeAsString(), again.SerializeAsString());
    if (!refusal.has_value()) continue;
    EXPECT_EQ(refusal->code, absl::StatusCode::kResourceExhausted);
    EXPECT_EQ(refusal->retry_after_seconds, 0);  // it would not help
  }
}

TEST(SearchBudgetTest, StopsWhereverItIsTold) {
  const auto request = HeavyPlanRequest(RealCatalog(), 100);
  for (const int last : {1, 2, 10, 100}) {
    int asked = 0;
    v1::PlanUpgradeResponse response;
    const auto refusal = PlanUpgrade(RealCatalog(), request, &response,
                                     [&] { return ++asked >= last; });
    EXPECT_EQ(EndOf(refusal), "CANCELLED STOPPED") << last;
    EXPECT_EQ(asked, last);
    EXPECT_EQ(response.ByteSizeLong(), 0u);
  }
}

TEST(SearchBudgetTest, MarginsAndReadinessStopToo) {
  v1::AnalyzeMarginRequest margin;
  *margin.mutable_assessment() =
      PackedRequest(RealCatalog(), "discrete",
                    std::string(RealDefinition().requirements_size(), '\4'));
  margin.set_with_proof(true);
  v1::AnalyzeMarginResponse margins;
  EXPECT_EQ(EndOf(AnalyzeMargin(RealCatalog(), margin, &margins,
                                [] { return true; })),
            "CANCELLED STOPPED");
  EXPECT_EQ(margins.ByteSizeLong(), 0u);
  EXPECT_EQ(EndOf(AnalyzeMargin(RealCatalog(), margin, &margins)), "");
  EXPECT_GT(margins.levels_size(), 0);
}

TEST(SearchBudgetTest, APrerequisiteSaidTwiceCountsOnce) {
  v1::PlanUpgradeRequest request = HeavyPlanRequest(RealCatalog(), 5);
  v1::PlanUpgradeResponse once;
  ASSERT_EQ(EndOf(PlanUpgrade(RealCatalog(), request, &once)), "");
  for (int i = 0; i < 1000; ++i) {
    *request.add_prerequisites() = request.prerequisites(i % 5);
  }
  v1::PlanUpgradeResponse often;
  ASSERT_EQ(EndOf(PlanUpgrade(RealCatalog(), request, &often)), "");
  EXPECT_EQ(once.SerializeAsString(), often.SerializeAsString());
}

}  // namespace
}  // namespace cmmm::test
