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

// A plan of the shipped model whose every search takes a while.
v1::PlanUpgradeRequest PlanFrom(const std::string& grades) {
  const auto count = static_cast<size_t>(RealDefinition().requirements_size());
  std::string codes;
  while (codes.size() < count) codes += grades;
  codes.resize(count);
  v1::PlanUpgradeRequest request;
  *request.mutable_assessment() =
      PackedRequest(RealCatalog(), "discrete", codes);
  request.mutable_assessment()->set_unanswered(
      v1::UNANSWERED_POLICY_AS_NOT_SATISFIED);
  return request;
}

// Stops `method` ever later, until it answers. How often it asks.
template <typename Request, typename Response>
int StopEverLater(const Request& request,
                  std::optional<Refusal> (*method)(const Catalog&,
                                                   const Request&, Response*,
                                                   const Stop&)) {
  for (int last = 1;; last += 1 + last / 8) {
    int asked = 0;
    Response response;
    const std::optional<Refusal> refusal =
        method(RealCatalog(), request, &response,
               [&asked, last] { return ++asked >= last; });
    if (asked < last) {
      EXPECT_EQ(EndOf(refusal), "");
      return asked;
    }
    EXPECT_EQ(EndOf(refusal), "CANCELLED STOPPED") << last;
    EXPECT_EQ(response.ByteSizeLong(), 0u) << last;
  }
}

TEST(SearchBudgetTest, PlansStopInEverySearch) {
  v1::PlanUpgradeRequest request = PlanFrom("\2\3\1");
  request.set_target_level(3);
  request.set_with_proof(true);
  request.set_alternatives(2);
  EXPECT_GT(StopEverLater(request, PlanUpgrade), 3);
  request.set_hold(1);
  EXPECT_GT(StopEverLater(request, PlanUpgrade), 3);
  // As far as a budget goes, and of what is open at its best.
  request = PlanFrom(std::string("\2\3\0", 3));
  request.set_budget(40);
  EXPECT_GT(StopEverLater(request, PlanUpgrade), 3);
  request.set_hold(1);
  EXPECT_GT(StopEverLater(request, PlanUpgrade), 3);
}

// The last search is for what the level costs that a budget reaches: it is
// where the last question is asked, now and then.
TEST(SearchBudgetTest, PlansForABudgetStopInTheLastSearch) {
  for (int budget = 1; budget <= 40; ++budget) {
    v1::PlanUpgradeRequest request = PlanFrom("\2\3\1");
    request.set_budget(budget);
    int last = 0;
    v1::PlanUpgradeResponse response;
    ASSERT_EQ(EndOf(PlanUpgrade(RealCatalog(), request, &response,
                                [&last] {
                                  ++last;
                                  return false;
                                })),
              "");
    int asked = 0;
    response.Clear();
    EXPECT_EQ(EndOf(PlanUpgrade(RealCatalog(), request, &response,
                                [&asked, last] { return ++asked == last; })),
              "CANCELLED STOPPED");
  }
}

TEST(SearchBudgetTest, MarginsStopInEverySearch) {
  v1::AnalyzeMarginRequest request;
  *request.mutable_assessment() =
      PlanFrom(std::string("\4\4\4\4\4\4\4\4\0\4", 10)).assessment();
  request.set_with_proof(true);
  EXPECT_GT(StopEverLater(request, AnalyzeMargin), 3);
}

// Where a level is missed, its repair is searched for.
TEST(SearchBudgetTest, ReadinessStopsToo) {
  int stopped = 0;
  for (const ProgrammeEntry& programme : RealCatalog().programmes()) {
    for (const v1::Track& track : programme.definition->tracks()) {
      v1::CheckReadinessRequest request;
      *request.mutable_assessment() = PlanFrom("\1").assessment();
      request.set_programme_id(programme.definition->id());
      request.set_track_id(track.id());
      v1::CheckReadinessResponse response;
      const auto refusal = CheckReadiness(RealCatalog(), request, &response,
                                          [] { return true; });
      if (!refusal.has_value()) continue;
      EXPECT_EQ(EndOf(refusal), "CANCELLED STOPPED") << track.id();
      EXPECT_EQ(response.ByteSizeLong(), 0u);
      ++stopped;
    }
  }
  EXPECT_GT(stopped, 0);
}

TEST(SearchBudgetTest, MarginsStopToo) {
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

// Each waits for the two before it: so many ways lead to the first that nobody
// could follow all of them.
TEST(SearchBudgetTest, WhatIsWaitedForIsFollowedOnce) {
  v1::PlanUpgradeRequest request = PlanFrom("\4");
  request.set_target_level(1);
  const auto& items = RealDefinition().requirements();
  for (int i = 2; i < items.size(); ++i) {
    for (const int before : {i - 1, i - 2}) {
      v1::Prerequisite* rule = request.add_prerequisites();
      rule->set_requirement_id(items[i].id());
      rule->set_needs_id(items[before].id());
    }
  }
  v1::PlanUpgradeResponse response;
  EXPECT_EQ(EndOf(PlanUpgrade(RealCatalog(), request, &response)), "");
  EXPECT_TRUE(response.already_reached());
}

}  // namespace
}  // namespace cmmm::test
