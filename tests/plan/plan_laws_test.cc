// Laws of plans and margins on the shipped model. RapidCheck prints what it
// drew, the seed of the request, when one does not hold.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include "engine/analyze.h"
#include "engine/base/fraction.h"
#include "engine/evaluate.h"
#include "tests/plan/random_request.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

template <typename Property>
void Law(const char* text, Property property) {
  EXPECT_TRUE(rc::check(text, property));
}

v1::PlanUpgradeRequest AnyPlanRequest() {
  std::mt19937_64 random(*rc::gen::arbitrary<uint64_t>());
  auto request = RandomPlanRequest(RealCatalog(), {}, &random);
  request.set_with_proof(false);
  return request;
}

v1::AnalyzeMarginRequest AnyMarginRequest() {
  std::mt19937_64 random(*rc::gen::arbitrary<uint64_t>());
  auto request = RandomMarginRequest(RealCatalog(), &random);
  request.set_with_proof(false);
  return request;
}

v1::PlanUpgradeResponse Plan(const v1::PlanUpgradeRequest& request) {
  v1::PlanUpgradeResponse response;
  RC_ASSERT(!PlanUpgrade(RealCatalog(), request, &response).has_value());
  return response;
}

v1::AnalyzeMarginResponse Margin(const v1::AnalyzeMarginRequest& request) {
  v1::AnalyzeMarginResponse response;
  RC_ASSERT(!AnalyzeMargin(RealCatalog(), request, &response).has_value());
  return response;
}

v1::LevelDecision Score(const v1::ScoreRequest& request) {
  v1::ScoreResponse response;
  RC_ASSERT(!Evaluate(RealCatalog(), request, &response).has_value());
  return response.decision();
}

Fraction TotalOf(const v1::LevelDecision& decision) {
  return Fraction::Of(decision.total().numerator(),
                      decision.total().denominator());
}

// `request` with this answer, packed.
v1::ScoreRequest WithCode(v1::ScoreRequest request, const std::string& id,
                          int grade) {
  const auto& index =
      RealCatalog().entries().front().compiled->requirement_index;
  (*request.mutable_packed()->mutable_grades())[index.at(id)] =
      static_cast<char>(grade);
  return request;
}

template <typename Changes>
v1::ScoreRequest WithAll(v1::ScoreRequest request, const Changes& changes) {
  for (const auto& change : changes) {
    request =
        WithCode(std::move(request), change.requirement_id(), change.to());
  }
  return request;
}

TEST(PlanLaws, ThePlanReachesTheTargetAndNoRaiseIsToSpare) {
  Law("exactly enough", [] {
    const auto request = AnyPlanRequest();
    const auto plan = Plan(request);
    if (!plan.reachable()) return;
    const auto after = WithAll(request.assessment(), plan.raises());
    RC_ASSERT(Score(after).level() >= plan.target_level());
    for (const v1::Raise& raise : plan.raises()) {
      const auto less = WithCode(after, raise.requirement_id(), raise.to() - 1);
      RC_ASSERT(Score(less).level() < plan.target_level());
    }
  });
}

TEST(PlanLaws, EveryAlternativeReachesTheTargetAndHasNoRaiseToSpare) {
  Law("alternatives", [] {
    auto request = AnyPlanRequest();
    request.set_alternatives(3);
    const auto plan = Plan(request);
    int64_t cost = plan.total_cost();
    for (const v1::UpgradePlan& other : plan.alternatives()) {
      RC_ASSERT(other.total_cost() >= cost);
      cost = other.total_cost();
      const auto after = WithAll(request.assessment(), other.raises());
      RC_ASSERT(Score(after).level() >= plan.target_level());
      for (const v1::Raise& raise : other.raises()) {
        const auto less =
            WithCode(after, raise.requirement_id(), raise.to() - 1);
        RC_ASSERT(Score(less).level() < plan.target_level());
      }
    }
  });
}

TEST(PlanLaws, MoreBudgetNeverReachesLess) {
  Law("budget", [] {
    auto request = AnyPlanRequest();
    request.set_target_level(0);
    const int small = *rc::gen::inRange(0, 200);
    request.set_budget(small);
    const auto poor = Plan(request);
    request.set_budget(small + *rc::gen::inRange(0, 200));
    const auto rich = Plan(request);
    RC_ASSERT(poor.total_cost() <= small);
    RC_ASSERT(poor.after().level() <= rich.after().level());
    RC_ASSERT(!(TotalOf(rich.after()) < TotalOf(poor.after())));
  });
}

TEST(PlanLaws, AsMuchBudgetAsThePlanCostsIsEnough) {
  Law("the budget's edge", [] {
    auto request = AnyPlanRequest();
    const auto plan = Plan(request);
    if (!plan.reachable() || plan.total_cost() == 0) return;
    request.set_target_level(plan.target_level());
    request.set_budget(plan.total_cost());
    RC_ASSERT(Plan(request).reachable());
    request.set_budget(plan.total_cost() - 1);
    const auto less = Plan(request);
    RC_ASSERT(!less.reachable());
    RC_ASSERT(less.after().level() < plan.target_level());
    RC_ASSERT(less.cheapest_cost() == plan.total_cost());
  });
}

TEST(PlanLaws, FreezingMoreIsNeverCheaper) {
  Law("freezing", [] {
    auto request = AnyPlanRequest();
    const auto free = Plan(request);
    const int count = *rc::gen::inRange(1, 20);
    for (int i = 0; i < count; ++i) {
      const int item =
          *rc::gen::inRange(0, RealDefinition().requirements_size());
      request.add_frozen_ids(RealDefinition().requirements(item).id());
    }
    const auto frozen = Plan(request);
    RC_ASSERT(free.has_cheapest_cost() || !frozen.has_cheapest_cost());
    RC_ASSERT(frozen.highest_reachable_level() <=
              free.highest_reachable_level());
    if (!frozen.has_cheapest_cost()) return;
    RC_ASSERT(frozen.cheapest_cost() >= free.cheapest_cost());
  });
}

TEST(PlanLaws, WhatTheMarginTakesLosesTheLevelAndOneStepLessDoesNot) {
  Law("margin", [] {
    const auto request = AnyMarginRequest();
    const auto margin = Margin(request);
    for (const v1::LevelMargin& level : margin.levels()) {
      const auto after = WithAll(request.assessment(), level.downgrades());
      RC_ASSERT(Score(after).level() < level.level());
      for (const v1::Downgrade& downgrade : level.downgrades()) {
        // Of answers, one less is the whole answer.
        const bool steps = request.measure() != v1::DOWNGRADE_MEASURE_ANSWERS;
        const int better = steps ? downgrade.to() + 1 : downgrade.from();
        const auto less = WithCode(after, downgrade.requirement_id(), better);
        RC_ASSERT(Score(less).level() >= level.level());
      }
    }
  });
}

TEST(PlanLaws, ALevelJustReachedIsLostByOneStepOfAnyRaise) {
  Law("duality, up and down", [] {
    const auto request = AnyPlanRequest();
    const auto plan = Plan(request);
    if (!plan.reachable() || plan.raises().empty()) return;
    v1::AnalyzeMarginRequest down;
    *down.mutable_assessment() = WithAll(request.assessment(), plan.raises());
    const auto margin = Margin(down);
    RC_ASSERT(margin.levels(plan.target_level() - 1).size() == 1);
    const std::set<std::string> critical(
        margin.critical_requirement_ids().begin(),
        margin.critical_requirement_ids().end());
    for (const v1::Raise& raise : plan.raises()) {
      RC_ASSERT(critical.contains(raise.requirement_id()));
    }
  });
}

TEST(PlanLaws, ALevelLostComesBackForNoMoreThanItsMargin) {
  Law("duality, down and up", [] {
    auto request = AnyMarginRequest();
    request.set_measure(v1::DOWNGRADE_MEASURE_STEPS);
    const auto margin = Margin(request);
    for (const v1::LevelMargin& level : margin.levels()) {
      v1::PlanUpgradeRequest up;
      *up.mutable_assessment() =
          WithAll(request.assessment(), level.downgrades());
      up.set_target_level(level.level());
      const auto plan = Plan(up);
      RC_ASSERT(plan.reachable());
      RC_ASSERT(plan.total_cost() >= 1);
      RC_ASSERT(plan.total_cost() <= level.size());
    }
  });
}

}  // namespace
}  // namespace cmmm::test
