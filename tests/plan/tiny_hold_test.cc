// Plans that hold a level on the tiny models, against every upgrade there is:
// whether one survives the downgrades is asked of AnalyzeMargin, which
// tiny_margin_test.cc proves right by itself.
#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>

#include "engine/analyze.h"
#include "engine/evaluate.h"
#include "tests/cli/cli_files.h"
#include "tests/oracle/check_answer.h"
#include "tests/oracle/check_proof.h"
#include "tests/oracle/compare.h"
#include "tests/plan/random_request.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using oracle::Question;

// Whether `level` is held with these answers, and survives `hold` downgrades.
bool Survives(const Catalog& catalog, const v1::ScoreRequest& assessment,
              const std::string& codes, int level, int hold) {
  v1::AnalyzeMarginRequest request;
  *request.mutable_assessment() = assessment;
  request.mutable_assessment()->mutable_packed()->set_grades(codes);
  v1::AnalyzeMarginResponse margin;
  EXPECT_FALSE(AnalyzeMargin(catalog, request, &margin).has_value());
  if (margin.level() < level) return false;
  const v1::LevelMargin& held = margin.levels(level - 1);
  return held.cannot_be_lost() || held.size() > hold;
}

// The least cost of all upgrades that hold the level, and of that the fewest
// steps.
class AllHeld {
 public:
  AllHeld(const Catalog& catalog, const v1::PlanUpgradeRequest& request,
          const Question& question, int level)
      : catalog_(catalog),
        request_(request),
        question_(question),
        level_(level) {
    Try(0, question.codes, 0, 0);
  }

  std::optional<std::pair<int64_t, int>> cheapest() const { return cheapest_; }

 private:
  void Try(size_t item, std::string codes, int64_t cost, int steps) {
    if (cheapest_.has_value() && std::make_pair(cost, steps) >= *cheapest_) {
      return;
    }
    if (item == question_.items.size()) {
      if (IsAllowed(codes) && Survives(catalog_, request_.assessment(), codes,
                                       level_, request_.hold())) {
        cheapest_ = std::make_pair(cost, steps);
      }
      return;
    }
    const oracle::Item& raised = question_.items[item];
    for (size_t c = 0; c < raised.choices.size(); ++c) {
      codes[raised.index] = static_cast<char>(raised.choices[c].code);
      Try(item + 1, codes, cost + raised.choices[c].cost,
          steps + static_cast<int>(c));
    }
  }

  bool IsAllowed(const std::string& codes) const {
    for (const oracle::Wait& wait : question_.waits) {
      const oracle::Item& item = question_.items[wait.item];
      const int needs = codes[question_.items[wait.needs].index];
      if (codes[item.index] != item.code &&
          std::max(1, needs) < wait.at_least) {
        return false;
      }
    }
    return true;
  }

  const Catalog& catalog_;
  const v1::PlanUpgradeRequest& request_;
  const Question& question_;
  const int level_;
  std::optional<std::pair<int64_t, int>> cheapest_;
};

class TinyHoldTest : public ::testing::TestWithParam<const char*> {};

TEST_P(TinyHoldTest, EveryPlanIsTheCheapestThatHolds) {
  const Catalog catalog = LoadCatalogOrDie(GetParam());
  const v1::ModelDefinition& model = *catalog.entries().front().definition;
  std::mt19937_64 random(TestSeed());
  PlanWishes wishes;
  wishes.raisable = 5;
  wishes.prerequisites = true;
  int plans = 0;
  int out_of_reach = 0;
  int held_already = 0;
  int proofs = 0;
  for (int i = 0; i < 400 && !HasFailure(); ++i) {
    auto request = RandomPlanRequest(catalog, wishes, &random);
    request.set_hold(1 + Below(4, &random));
    v1::PlanUpgradeResponse response;
    if (PlanUpgrade(catalog, request, &response).has_value()) continue;
    const Question question = oracle::ReadPlan(model, request);
    EXPECT_EQ(CheckPlan(question, response), "");
    if (response.has_proof()) {
      EXPECT_EQ(CheckPlanProof(question, response), "");
      ++proofs;
    }
    const auto cheapest =
        AllHeld(catalog, request, question, response.target_level()).cheapest();
    EXPECT_EQ(response.reachable(), cheapest.has_value());
    EXPECT_EQ(response.has_cheapest_cost(), cheapest.has_value());
    if (!cheapest.has_value()) {
      ++out_of_reach;
      continue;
    }
    EXPECT_EQ(response.cheapest_cost(), cheapest->first);
    const std::string codes = oracle::CodesAfter(question, response.raises());
    EXPECT_TRUE(Survives(catalog, request.assessment(), codes,
                         response.target_level(), request.hold()));
    ++(response.already_reached() ? held_already : plans);
    if (HasFailure()) {
      ADD_FAILURE() << request.DebugString() << response.DebugString();
    }
  }
  std::cout << plans << " plans, " << out_of_reach << " out of reach, "
            << held_already << " held already, " << proofs << " proofs\n";
  EXPECT_GT(plans, 20);
  EXPECT_EQ(proofs, plans);
  EXPECT_GT(out_of_reach, 5);
}

INSTANTIATE_TEST_SUITE_P(Models, TinyHoldTest,
                         ::testing::Values("tests/conformance/models/tiny",
                                           "tests/conformance/models/"
                                           "tiny-strict"));

// Within a budget the plan is the one that is best after the worst downgrades.
TEST(HoldTest, ABudgetBuysWhatSurvives) {
  const Catalog catalog = LoadCatalogOrDie("tests/conformance/models/tiny");
  std::mt19937_64 random(TestSeed());
  PlanWishes wishes;
  wishes.raisable = 5;
  for (int i = 0; i < 100 && !HasFailure(); ++i) {
    auto request = RandomPlanRequest(catalog, wishes, &random);
    request.set_with_proof(false);
    request.set_hold(1);
    request.set_target_level(0);
    request.set_budget(Below(20, &random));
    v1::PlanUpgradeResponse response;
    if (PlanUpgrade(catalog, request, &response).has_value()) continue;
    const v1::ModelDefinition& model = *catalog.entries().front().definition;
    const Question question = oracle::ReadPlan(model, request);
    for (int level = 1; level <= question.top; ++level) {
      const auto cheapest =
          AllHeld(catalog, request, question, level).cheapest();
      EXPECT_EQ(level <= response.target_level(),
                cheapest.has_value() && cheapest->first <= request.budget())
          << level << request.DebugString() << response.DebugString();
    }
  }
}

// On the shipped model, from level 1: what it takes grows with the downgrades,
// and holds.
TEST(HoldTest, HoldsTheShippedModel) {
  v1::PlanUpgradeRequest request;
  *request.mutable_assessment() =
      ReadDataset("hunan-equipment-maker-just-level-2");
  request.set_target_level(2);
  request.set_with_proof(true);
  int before = 0;
  for (const int hold : {1, 2, 3, 5, 8}) {
    request.set_hold(hold);
    v1::PlanUpgradeResponse plan;
    ASSERT_FALSE(PlanUpgrade(RealCatalog(), request, &plan).has_value());
    ASSERT_TRUE(plan.reachable());
    EXPECT_GT(plan.margin().size(), hold);
    const Question question = oracle::ReadPlan(RealDefinition(), request);
    EXPECT_EQ(CheckPlan(question, plan), "");
    EXPECT_EQ(plan.has_proof(), !plan.already_reached());
    if (plan.has_proof()) {
      EXPECT_EQ(CheckPlanProof(question, plan), "");
    }
    EXPECT_GE(plan.total_cost(), before);
    before = plan.total_cost();
  }
  EXPECT_GT(before, 0);
}

}  // namespace
}  // namespace cmmm::test
