// Plans on the tiny models against every upgrade there is.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "engine/analyze.h"
#include "tests/oracle/check_answer.h"
#include "tests/oracle/check_proof.h"
#include "tests/oracle/compare.h"
#include "tests/plan/brute_force.h"
#include "tests/plan/random_request.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using oracle::Question;
using oracle::Rational;

// How often something happened, so that the cases are known to be about it.
struct Seen {
  int plans = 0;
  int proofs = 0;
  int split_proofs = 0;  // of several cases
  int over_budget = 0;
  int out_of_reach = 0;
  int alternatives = 0;
};

class OneCase {
 public:
  OneCase(const v1::ModelDefinition& model,
          const v1::PlanUpgradeRequest& request,
          const v1::PlanUpgradeResponse& response, Seen* seen)
      : model_(model),
        request_(request),
        response_(response),
        question_(oracle::ReadPlan(model, request)),
        all_(question_),
        seen_(seen) {}

  void Check() {
    EXPECT_EQ(CheckPlan(question_, response_), "");
    EXPECT_EQ(response_.highest_reachable_level(),
              LevelOf(all_.Best(std::nullopt).total));
    int target = request_.target_level();
    if (target == 0 && request_.has_budget()) return CheckSpent(true);
    if (target == 0) target = std::min(question_.now.level + 1, question_.top);
    EXPECT_EQ(response_.target_level(), target);
    EXPECT_EQ(response_.already_reached(), target <= question_.now.level);
    if (target <= question_.now.level) return CheckReached();
    CheckTarget(oracle::TotalOf(model_, target));
  }

 private:
  int LevelOf(const Rational& total) const {
    int level = 0;
    while (level < model_.levels_size() &&
           total >= oracle::TotalOf(model_, level + 1)) {
      ++level;
    }
    return level;
  }

  void CheckReached() {
    EXPECT_TRUE(response_.reachable());
    EXPECT_EQ(response_.raises_size(), 0);
    v1::AnalyzeMarginRequest request;
    *request.mutable_assessment() = request_.assessment();
    const Question falls = oracle::ReadMargin(model_, request);
    const v1::LevelMargin& margin = response_.margin();
    EXPECT_EQ(margin.level(), response_.target_level());
    const auto least = LeastFall(falls, response_.target_level());
    EXPECT_EQ(margin.cannot_be_lost(), !least.has_value());
    EXPECT_EQ(margin.size(), least.value_or(0));
  }

  void CheckTarget(const Rational& total) {
    const AllUpgrades::Upgrade* cheapest = all_.Cheapest(total);
    EXPECT_EQ(response_.has_cheapest_cost(), cheapest != nullptr);
    if (cheapest != nullptr) {
      EXPECT_EQ(response_.cheapest_cost(), cheapest->cost);
    }
    const bool within =
        cheapest != nullptr &&
        (!request_.has_budget() || cheapest->cost <= request_.budget());
    EXPECT_EQ(response_.reachable(), within);
    if (within) return CheckCheapest(total, *cheapest);
    EXPECT_FALSE(response_.has_proof());
    EXPECT_EQ(response_.alternatives_size(), 0);
    if (request_.has_budget()) {
      if (cheapest != nullptr) ++seen_->over_budget;
      return CheckSpent(false);
    }
    EXPECT_EQ(response_.raises_size(), 0);
    ++seen_->out_of_reach;
  }

  void CheckCheapest(const Rational& total,
                     const AllUpgrades::Upgrade& cheapest) {
    ++seen_->plans;
    EXPECT_EQ(response_.total_cost(), cheapest.cost);
    int steps = 0;
    for (const v1::Raise& raise : response_.raises()) {
      steps += raise.to() - std::max<int>(1, raise.from());
    }
    EXPECT_EQ(steps, cheapest.steps);
    EXPECT_EQ(CheckPlanProof(question_, response_), "");
    ++seen_->proofs;
    if (response_.proof().cases_size() > 1) ++seen_->split_proofs;
    CheckAlternatives(total);
  }

  void CheckAlternatives(const Rational& total) {
    std::vector<int64_t> lean = all_.LeanCosts(total);
    ASSERT_FALSE(lean.empty());
    EXPECT_EQ(lean.front(), response_.total_cost());
    lean.erase(lean.begin());  // the plan itself
    if (request_.has_budget()) {
      std::erase_if(lean,
                    [&](int64_t cost) { return cost > request_.budget(); });
    }
    if (lean.size() > static_cast<size_t>(request_.alternatives())) {
      lean.resize(request_.alternatives());
    }
    std::vector<int64_t> costs;
    std::set<std::string> distinct = {
        CodesAfter(question_, response_.raises())};
    for (const v1::UpgradePlan& plan : response_.alternatives()) {
      costs.push_back(plan.total_cost());
      EXPECT_TRUE(distinct.insert(CodesAfter(question_, plan.raises())).second);
      ++seen_->alternatives;
    }
    EXPECT_EQ(costs, lean);
  }

  // The best within the budget.
  void CheckSpent(bool is_target) {
    const AllUpgrades::Upgrade& best = all_.Best(request_.budget());
    const v1::Score& total = response_.after().total();
    EXPECT_EQ(Rational(total.numerator(), total.denominator()), best.total);
    EXPECT_EQ(response_.total_cost(), best.cost);
    if (!is_target) return;
    const int level = LevelOf(best.total);
    EXPECT_EQ(response_.target_level(), level);
    EXPECT_TRUE(response_.reachable());
    EXPECT_EQ(response_.cheapest_cost(),
              level <= question_.now.level
                  ? 0
                  : all_.Cheapest(oracle::TotalOf(model_, level))->cost);
  }

  const v1::ModelDefinition& model_;
  const v1::PlanUpgradeRequest& request_;
  const v1::PlanUpgradeResponse& response_;
  const Question question_;
  const AllUpgrades all_;
  Seen* const seen_;
};

class TinyPlanTest : public ::testing::TestWithParam<const char*> {};

TEST_P(TinyPlanTest, EveryPlanIsTheBestOfAllUpgrades) {
  const Catalog catalog = LoadCatalogOrDie(GetParam());
  const v1::ModelDefinition& model = *catalog.entries().front().definition;
  std::mt19937_64 random(TestSeed());
  PlanWishes wishes;
  wishes.raisable = 6;
  wishes.prerequisites = true;
  wishes.budgets = true;
  wishes.most_alternatives = 6;
  Seen seen;
  const int64_t samples = TestSamples(1500);
  for (int64_t i = 0; i < samples && !HasFailure(); ++i) {
    const auto request = RandomPlanRequest(catalog, wishes, &random);
    v1::PlanUpgradeResponse response;
    const auto refusal = PlanUpgrade(catalog, request, &response);
    if (refusal.has_value()) {
      ASSERT_EQ(refusal->violations.listed().front().rule_id,
                "answer.level_without_items")
          << request.ShortDebugString();
      continue;
    }
    OneCase(model, request, response, &seen).Check();
    if (HasFailure()) {
      ADD_FAILURE() << request.DebugString() << response.DebugString();
    }
  }
  std::cout << samples << " cases: " << seen.plans << " plans, " << seen.proofs
            << " proofs (" << seen.split_proofs << " split), "
            << seen.over_budget << " over budget, " << seen.out_of_reach
            << " out of reach, " << seen.alternatives << " alternatives\n";
  if (samples < 100) return;
  EXPECT_GT(seen.plans, 0);
  EXPECT_GT(seen.out_of_reach, 0);
  EXPECT_GT(seen.alternatives, 0);
  // One case in thirty to sixty: too few samples can miss them.
  if (samples < 1000) return;
  EXPECT_GT(seen.over_budget, 0);
  EXPECT_GT(seen.split_proofs, 0);
}

INSTANTIATE_TEST_SUITE_P(Models, TinyPlanTest,
                         ::testing::Values("tests/conformance/models/tiny",
                                           "tests/conformance/models/tiny-met",
                                           "tests/conformance/models/"
                                           "tiny-strict"));

}  // namespace
}  // namespace cmmm::test
