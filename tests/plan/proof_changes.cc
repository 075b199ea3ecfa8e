#include "tests/plan/proof_changes.h"

namespace cmmm::test {
namespace {

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
  if (cover->hold() > 0) {
    const int width = cover->hold() + 1;
    const auto left = stage->state_left().begin() + at * width;
    stage->mutable_state_left()->erase(left, left + width);
  } else {
    stage->mutable_state_gain()->erase(stage->state_gain().begin() + at);
  }
  return true;
}

bool DropHalfAState(v1::CoverProof* cover) {
  v1::CoverStage* stage = StageWithStates(cover);
  if (stage == nullptr) return false;
  if (cover->hold() > 0) {
    stage->mutable_state_left()->RemoveLast();
  } else {
    stage->mutable_state_gain()->RemoveLast();
  }
  return true;
}

bool HoldMore(v1::CoverProof* cover) {
  cover->set_hold(cover->hold() + 1);
  return true;
}

bool HoldLess(v1::CoverProof* cover) {
  cover->set_hold(cover->hold() - 1);
  return true;
}

// The first choice that has a step down, or nullptr.
v1::CoverChoice* ChoiceThatFalls(v1::CoverProof* cover) {
  if (StageWithStates(cover) == nullptr) return nullptr;
  for (v1::CoverStage& stage : *cover->mutable_stages()) {
    for (v1::CoverChoice& choice : *stage.mutable_choices()) {
      if (choice.gain_after_size() > 0) return &choice;
    }
  }
  return nullptr;
}

bool ForgetAStepDown(v1::CoverProof* cover) {
  v1::CoverChoice* choice = ChoiceThatFalls(cover);
  if (choice == nullptr) return false;
  choice->mutable_gain_after()->RemoveLast();
  return true;
}

bool FallLessFar(v1::CoverProof* cover) {
  v1::CoverChoice* choice = ChoiceThatFalls(cover);
  if (choice == nullptr) return false;
  choice->set_gain_after(0, choice->gain_after(0) + 1);
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

// Of the first cover that has something to change.
PlanChange OfACover(const CoverChange& change) {
  return {change.name, [change](v1::PlanUpgradeResponse* response) {
            for (auto& part : *response->mutable_proof()->mutable_cases()) {
              for (auto& goal : *part.mutable_goals()) {
                for (auto& cover : *goal.mutable_thresholds()) {
                  if (change.change(&cover)) return true;
                }
              }
            }
            return false;
          }};
}

}  // namespace

const std::vector<CoverChange>& CoverChanges() {
  static const auto* changes = new std::vector<CoverChange>{
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
      {"hold one step more", HoldMore},
      {"hold one step less", HoldLess},
      {"other levels", ChangeLevels}};
  return *changes;
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
  for (const CoverChange& change : CoverChanges()) {
    changes.push_back(OfACover(change));
  }
  return changes;
}

std::vector<PlanChange> HeldPlanChanges() {
  std::vector<PlanChange> changes = PlanChanges();
  changes.push_back(OfACover({"forget a step down", ForgetAStepDown}));
  changes.push_back(OfACover({"fall less far", FallLessFar}));
  return changes;
}

}  // namespace cmmm::test
