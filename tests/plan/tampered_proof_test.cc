// Proofs with something changed: the checker must refuse every one of them.
#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "engine/analyze.h"
#include "tests/oracle/check_proof.h"
#include "tests/oracle/compare.h"
#include "tests/plan/random_request.h"
#include "tests/support/test_files.h"

namespace cmmm::test {
namespace {

// Somewhere to change a proof: changes it and returns true, or finds nothing to
// change.
using CoverChange = std::function<bool(v1::CoverProof*)>;

struct NamedChange {
  const char* name;
  CoverChange change;
};

// The first stage that has states, or nullptr. Without stages a cover proves
// nothing with its choices.
v1::CoverStage* StageWithStates(v1::CoverProof* cover) {
  if (cover->impossible() || cover->least_cost() < 1) return nullptr;
  for (v1::CoverStage& stage : *cover->mutable_stages()) {
    if (stage.state_cost_size() > 0) return &stage;
  }
  return nullptr;
}

bool DropState(v1::CoverProof* cover) {
  v1::CoverStage* stage = StageWithStates(cover);
  if (stage == nullptr) return false;
  const int at = stage->state_cost_size() / 2;
  stage->mutable_state_cost()->erase(stage->state_cost().begin() + at);
  stage->mutable_state_gain()->erase(stage->state_gain().begin() + at);
  return true;
}

bool DropHalfAState(v1::CoverProof* cover) {
  v1::CoverStage* stage = StageWithStates(cover);
  if (stage == nullptr) return false;
  stage->mutable_state_gain()->RemoveLast();
  return true;
}

bool DropChoice(v1::CoverProof* cover) {
  v1::CoverStage* stage = StageWithStates(cover);
  if (stage == nullptr) return false;
  stage->mutable_choices()->RemoveLast();
  return true;
}

bool CheapenChoice(v1::CoverProof* cover) {
  v1::CoverStage* stage = StageWithStates(cover);
  if (stage == nullptr) return false;
  v1::CoverChoice* choice = &*stage->mutable_choices()->rbegin();
  choice->set_cost(choice->cost() + 1);
  return true;
}

bool LessenGain(v1::CoverProof* cover) {
  v1::CoverStage* stage = StageWithStates(cover);
  if (stage == nullptr) return false;
  v1::CoverChoice* choice = &*stage->mutable_choices()->rbegin();
  choice->set_gain(choice->gain() - 1);
  return true;
}

bool DropStage(v1::CoverProof* cover) {
  if (StageWithStates(cover) == nullptr) return false;
  cover->mutable_stages()->RemoveLast();
  return true;
}

bool RepeatStage(v1::CoverProof* cover) {
  if (StageWithStates(cover) == nullptr || cover->stages_size() < 2) {
    return false;
  }
  *cover->mutable_stages(1) = cover->stages(0);
  return true;
}

bool RaiseLeastCost(v1::CoverProof* cover) {
  if (cover->impossible()) return false;
  cover->set_least_cost(cover->least_cost() + 1);
  return true;
}

bool RaiseNeed(v1::CoverProof* cover) {
  cover->set_need(cover->need() + 1);
  return true;
}

bool LowerNeed(v1::CoverProof* cover) {
  cover->set_need(cover->need() - 1);
  return true;
}

bool DoubleWhole(v1::CoverProof* cover) {
  if (StageWithStates(cover) == nullptr) return false;
  cover->set_whole(cover->whole() * 2);
  return true;
}

bool ForgetWhole(v1::CoverProof* cover) {
  cover->clear_whole();
  return true;
}

bool CallImpossible(v1::CoverProof* cover) {
  if (cover->impossible()) return false;
  cover->set_impossible(true);
  return true;
}

bool CallPossible(v1::CoverProof* cover) {
  // Without any item every least cost is true.
  if (!cover->impossible() || cover->stages().empty()) return false;
  cover->set_impossible(false);
  cover->set_least_cost(1'000'000'000);
  return true;
}

bool NegatePrice(v1::CoverProof* cover) {
  if (StageWithStates(cover) == nullptr) return false;
  cover->set_price_denominator(-cover->price_denominator());
  return true;
}

bool ChangeLevels(v1::CoverProof* cover) {
  cover->set_levels(0, cover->levels(0) + 1);
  return true;
}

const std::vector<NamedChange>& CoverChanges() {
  static const auto* changes = new std::vector<NamedChange>{
      {"drop a state", DropState},
      {"drop half a state", DropHalfAState},
      {"drop a choice", DropChoice},
      {"another cost of a choice", CheapenChoice},
      {"another gain of a choice", LessenGain},
      {"drop a stage", DropStage},
      {"a stage twice", RepeatStage},
      {"raise the least cost by one", RaiseLeastCost},
      {"raise the need by one", RaiseNeed},
      {"lower the need by one", LowerNeed},
      {"double the whole", DoubleWhole},
      {"forget the whole", ForgetWhole},
      {"call it impossible", CallImpossible},
      {"call it possible", CallPossible},
      {"a negative price", NegatePrice},
      {"other levels", ChangeLevels}};
  return *changes;
}

// What else can be changed about a plan's proof.
struct PlanChange {
  const char* name;
  std::function<bool(v1::PlanUpgradeResponse*)> change;
};

bool DropCase(v1::PlanUpgradeResponse* response) {
  if (response->proof().cases_size() == 0) return false;
  response->mutable_proof()->mutable_cases()->RemoveLast();
  return true;
}

bool RepeatCase(v1::PlanUpgradeResponse* response) {
  if (response->proof().cases_size() < 2) return false;
  *response->mutable_proof()->mutable_cases(0) = response->proof().cases(1);
  return true;
}

bool ForgetConditions(v1::PlanUpgradeResponse* response) {
  if (response->proof().cases_size() < 2) return false;
  for (auto& proof : *response->mutable_proof()->mutable_cases()) {
    proof.clear_conditions();
  }
  return true;
}

bool TurnCondition(v1::PlanUpgradeResponse* response) {
  if (response->proof().cases_size() < 2) return false;
  auto* condition =
      response->mutable_proof()->mutable_cases(0)->mutable_conditions(0);
  condition->set_at_least(!condition->at_least());
  return true;
}

bool DropGoal(v1::PlanUpgradeResponse* response) {
  for (auto& proof : *response->mutable_proof()->mutable_cases()) {
    if (proof.goals_size() == 0) continue;
    proof.mutable_goals()->RemoveLast();
    return true;
  }
  return false;
}

bool DropThreshold(v1::PlanUpgradeResponse* response) {
  for (auto& proof : *response->mutable_proof()->mutable_cases()) {
    if (proof.goals_size() == 0) continue;
    proof.mutable_goals(0)->mutable_thresholds()->RemoveLast();
    return true;
  }
  return false;
}

bool RaiseElsewhere(v1::PlanUpgradeResponse* response) {
  for (auto& proof : *response->mutable_proof()->mutable_cases()) {
    if (proof.goals_size() == 0) continue;
    proof.mutable_goals(0)->set_elsewhere(proof.goals(0).elsewhere() + 1);
    return true;
  }
  return false;
}

bool RaiseTotalCost(v1::PlanUpgradeResponse* response) {
  response->set_total_cost(response->total_cost() + 1);
  return true;
}

std::vector<PlanChange> PlanChanges() {
  std::vector<PlanChange> changes = {
      {"drop a case", DropCase},
      {"a case twice", RepeatCase},
      {"forget the conditions", ForgetConditions},
      {"turn a condition", TurnCondition},
      {"drop a goal", DropGoal},
      {"drop a threshold", DropThreshold},
      {"raise elsewhere", RaiseElsewhere},
      {"raise the total cost", RaiseTotalCost}};
  for (const NamedChange& change : CoverChanges()) {
    changes.push_back({change.name, [&](v1::PlanUpgradeResponse* response) {
                         for (auto& part :
                              *response->mutable_proof()->mutable_cases()) {
                           for (auto& goal : *part.mutable_goals()) {
                             for (auto& cover : *goal.mutable_thresholds()) {
                               if (change.change(&cover)) return true;
                             }
                           }
                         }
                         return false;
                       }});
  }
  return changes;
}

class TamperedProofTest : public ::testing::TestWithParam<const char*> {};

TEST_P(TamperedProofTest, OfAPlanIsRefused) {
  const Catalog catalog = LoadCatalogOrDie(GetParam());
  const v1::ModelDefinition& model = *catalog.entries().front().definition;
  std::mt19937_64 random(TestSeed());
  const std::vector<PlanChange> changes = PlanChanges();
  std::vector<int> tried(changes.size(), 0);
  PlanWishes wishes;
  wishes.raisable = 8;
  wishes.prerequisites = true;
  const int64_t samples = TestSamples(300);
  for (int64_t i = 0; i < samples; ++i) {
    const auto request = RandomPlanRequest(catalog, wishes, &random);
    v1::PlanUpgradeResponse response;
    if (PlanUpgrade(catalog, request, &response).has_value() ||
        !response.has_proof()) {
      continue;
    }
    const auto question = oracle::ReadPlan(model, request);
    ASSERT_EQ(CheckPlanProof(question, response), "");
    for (size_t c = 0; c < changes.size(); ++c) {
      v1::PlanUpgradeResponse tampered = response;
      if (!changes[c].change(&tampered)) continue;
      ++tried[c];
      ASSERT_NE(CheckPlanProof(question, tampered), "")
          << changes[c].name << "\n"
          << request.DebugString() << response.DebugString();
    }
  }
  for (size_t c = 0; c < changes.size() && samples >= 100; ++c) {
    EXPECT_GT(tried[c], 0) << changes[c].name;
  }
}

TEST_P(TamperedProofTest, OfAMarginIsRefused) {
  const Catalog catalog = LoadCatalogOrDie(GetParam());
  const v1::ModelDefinition& model = *catalog.entries().front().definition;
  if (model.policies().accumulation() == v1::ACCUMULATION_CUMULATIVE) return;
  std::mt19937_64 random(TestSeed());
  std::vector<int> tried(CoverChanges().size(), 0);
  const int64_t samples = TestSamples(300);
  for (int64_t i = 0; i < samples; ++i) {
    const auto request = RandomMarginRequest(catalog, &random);
    v1::AnalyzeMarginResponse response;
    if (AnalyzeMargin(catalog, request, &response).has_value() ||
        response.levels_size() == 0) {
      continue;
    }
    const auto question = oracle::ReadMargin(model, request);
    ASSERT_EQ(CheckMarginProof(question, response), "");
    for (size_t c = 0; c < tried.size(); ++c) {
      v1::AnalyzeMarginResponse tampered = response;
      auto* covers = tampered.mutable_levels(0)->mutable_proofs();
      if (!CoverChanges()[c].change(covers->Mutable(0))) continue;
      ++tried[c];
      ASSERT_NE(CheckMarginProof(question, tampered), "")
          << CoverChanges()[c].name << "\n"
          << request.DebugString() << response.DebugString();
    }
    v1::AnalyzeMarginResponse larger = response;
    larger.mutable_levels(0)->set_size(response.levels(0).size() + 1);
    ASSERT_NE(CheckMarginProof(question, larger), "");
    larger = response;
    larger.mutable_levels(0)->mutable_proofs()->RemoveLast();
    ASSERT_NE(CheckMarginProof(question, larger), "");
  }
  for (size_t c = 0; c < tried.size() && samples >= 100; ++c) {
    // Every level of these models can be lost.
    if (CoverChanges()[c].name == std::string("call it possible")) continue;
    EXPECT_GT(tried[c], 0) << CoverChanges()[c].name;
  }
}

INSTANTIATE_TEST_SUITE_P(Models, TamperedProofTest,
                         ::testing::Values("tests/conformance/models/tiny",
                                           "tests/conformance/models/"
                                           "tiny-met"));

}  // namespace
}  // namespace cmmm::test
