// Plans and margins of real size against GLPK, and every proof checked.
// CMMM_TEST_SAMPLES says how many, CMMM_GLPK_SECONDS how long GLPK may take for
// one; tools/plan_oracle.sh does many and gives it long.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "engine/analyze.h"
#include "tests/oracle/check_answer.h"
#include "tests/oracle/check_proof.h"
#include "tests/oracle/compare.h"
#include "tests/plan/glpk_cover.h"
#include "tests/plan/random_request.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

using oracle::Question;
using oracle::Rational;

// Only what concerns one level.
Question PartOf(const Question& question, int level) {
  Question part = question;
  for (auto* items : {&part.items, &part.settled}) {
    std::erase_if(*items,
                  [&](const auto& item) { return item.level != level; });
  }
  part.waits.clear();
  return part;
}

// The needs of a progressive target, level by level.
std::vector<GlpkNeed> NeedsOf(const Question& question, int target) {
  std::vector<GlpkNeed> needs;
  for (int level = 1; level <= target; ++level) {
    const Rational missing =
        question.satisfied() - question.now.level_scores[level - 1];
    // What is met already may still be lost.
    if (missing > 0 || question.hold > 0) {
      needs.push_back({level, missing, false});
    }
  }
  return needs;
}

// All needs at once under prerequisites; otherwise one program per level.
GlpkCover AskGlpk(const Question& question, const std::vector<GlpkNeed>& needs,
                  GlpkTally* tally) {
  if (!question.waits.empty()) return CheapestByGlpk(question, needs, tally);
  GlpkCover sum{GlpkAnswer::kSolved, 0};
  for (const GlpkNeed& need : needs) {
    const GlpkCover cover =
        CheapestByGlpk(PartOf(question, need.level), {need}, tally);
    if (cover.answer != GlpkAnswer::kSolved) return cover;
    sum.cost += cover.cost;
  }
  return sum;
}

class GlpkTest : public ::testing::Test {
 protected:
  void ComparePlan(v1::PlanUpgradeRequest request) {
    v1::PlanUpgradeResponse response;
    auto refusal = PlanUpgrade(RealCatalog(), request, &response);
    if (refusal.has_value() && request.hold() > 0) {
      // The proof of a plan that holds may be what is too large.
      request.set_with_proof(false);
      refusal = PlanUpgrade(RealCatalog(), request, &response);
    }
    if (refusal.has_value()) {
      ++refused_;
      ASSERT_THAT(refusal->reason,
                  ::testing::AnyOf("PLAN_TOO_ENTANGLED", "SEARCH_TOO_LARGE"))
          << request.ShortDebugString();
      return;
    }
    const Question question = oracle::ReadPlan(RealDefinition(), request);
    ASSERT_EQ(CheckPlan(question, response), "");
    // That it holds nothing cheaper than nothing is no question.
    if (response.already_reached() && question.hold == 0) return;
    if (response.has_proof()) {
      ASSERT_EQ(CheckPlanProof(question, response), "");
      ++proofs_;
    }
    const GlpkCover cover =
        AskGlpk(question, NeedsOf(question, response.target_level()), &tally_);
    if (cover.answer == GlpkAnswer::kUndecided) return;
    if (cover.answer == GlpkAnswer::kOutOfReach && response.reachable()) {
      // The plan, checked in integers above, refutes that.
      ++tally_.rejected;
      ++tally_.undecided;
      return;
    }
    ++plans_;
    // Every claim of GLPK is checked in integers by now, and so is the plan.
    const bool solved = cover.answer == GlpkAnswer::kSolved;
    ASSERT_EQ(response.has_cheapest_cost(), solved);
    ASSERT_EQ(response.cheapest_cost(), solved ? cover.cost : 0);
    if (request.has_budget()) return;
    ASSERT_EQ(response.reachable(), solved);
    ASSERT_EQ(response.total_cost(), solved ? cover.cost : 0);
  }

  void CompareMargin(const v1::AnalyzeMarginRequest& request) {
    v1::AnalyzeMarginResponse response;
    ASSERT_FALSE(AnalyzeMargin(RealCatalog(), request, &response).has_value());
    const Question question = oracle::ReadMargin(RealDefinition(), request);
    ASSERT_EQ(CheckMargin(question, response), "");
    ASSERT_EQ(CheckMarginProof(question, response), "");
    if (response.levels().empty()) return;
    const v1::LevelMargin& held = *response.levels().rbegin();
    for (const v1::CoverProof& proof : held.proofs()) {
      const int level = proof.levels(0);
      const Rational reserve =
          question.now.level_scores[level - 1] - question.satisfied();
      const GlpkCover cover = CheapestByGlpk(PartOf(question, level),
                                             {{level, reserve, true}}, &tally_);
      if (cover.answer == GlpkAnswer::kUndecided) continue;
      ASSERT_EQ(proof.impossible(), cover.answer == GlpkAnswer::kOutOfReach);
      ASSERT_EQ(proof.least_cost(), cover.cost);
      ++margins_;
    }
  }

  void TearDown() override {
    std::cout << plans_ << " plans and " << margins_ << " margins as GLPK; "
              << proofs_ << " plan proofs hold; " << refused_
              << " too entangled; GLPK: " << tally_.solved << " programs, "
              << tally_.rejected << " claims refuted, " << tally_.undecided
              << " undecided\n";
    EXPECT_LE(tally_.undecided, 1 + tally_.solved / 20);
  }

  GlpkTally tally_;
  int plans_ = 0;
  int margins_ = 0;
  int proofs_ = 0;
  int refused_ = 0;
};

TEST_F(GlpkTest, PlansOfRealSize) {
  std::mt19937_64 random(TestSeed());
  for (int64_t i = 0; i < TestSamples(100) && !HasFailure(); ++i) {
    const auto request = RandomPlanRequest(RealCatalog(), {}, &random);
    ComparePlan(request);
    if (HasFailure()) ADD_FAILURE() << request.ShortDebugString();
  }
}

TEST_F(GlpkTest, PlansOfRealSizeWithPrerequisites) {
  std::mt19937_64 random(TestSeed());
  PlanWishes wishes;
  wishes.prerequisites = true;
  for (int64_t i = 0; i < TestSamples(100) / 10 && !HasFailure(); ++i) {
    const auto request = RandomPlanRequest(RealCatalog(), wishes, &random);
    ComparePlan(request);
    if (HasFailure()) ADD_FAILURE() << request.ShortDebugString();
  }
}

// Of answers that hold some level often, and with all that combines.
TEST_F(GlpkTest, PlansOfRealSizeThatHold) {
  std::mt19937_64 random(TestSeed());
  PlanWishes wishes;
  for (int64_t i = 0; i < TestSamples(100) / 4 && !HasFailure(); ++i) {
    wishes.prerequisites = i % 5 == 4;
    wishes.budgets = i % 2 == 1;
    auto request = RandomPlanRequest(RealCatalog(), wishes, &random);
    request.set_hold(1 + Below(3, &random));
    ComparePlan(request);
    if (HasFailure()) ADD_FAILURE() << request.ShortDebugString();
  }
}

TEST_F(GlpkTest, MarginsOfRealSize) {
  std::mt19937_64 random(TestSeed());
  for (int64_t i = 0; i < TestSamples(100) && !HasFailure(); ++i) {
    const auto request = RandomMarginRequest(RealCatalog(), &random);
    CompareMargin(request);
    if (HasFailure()) ADD_FAILURE() << request.ShortDebugString();
  }
}

}  // namespace
}  // namespace cmmm::test
