#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/analyze.h"
#include "engine/assess.h"
#include "engine/cover/cover_messages.h"
#include "engine/margin/margin_messages.h"
#include "engine/plan/next_upgrades.h"
#include "engine/plan/plan_messages.h"
#include "engine/plan/plan_request_messages.h"
#include "engine/plan/solve_goal.h"
#include "engine/plan/within_budget.h"
#include "engine/response/write_response.h"

namespace cmmm {
namespace {

Refusal TooEntangled() {
  return Refuse(absl::StatusCode::kResourceExhausted, "PLAN_TOO_ENTANGLED",
                absl::StrCat("the prerequisites split the plan into more than ",
                             kMaxUpgradeCases,
                             " cases; use fewer of them, or freeze answers"));
}

constexpr char kSimplify[] =
    "use fewer prerequisites, rounder costs or fewer alternatives, ask for no "
    "proof, or freeze answers";

// Everything raised that may be: what waits for something that cannot come
// stays.
Upgrade RaiseEverything(const UpgradeProblem& problem) {
  Upgrade upgrade;
  for (const UpgradeItem& item : problem.items) {
    upgrade.to.push_back(GradesOf(item, item.allowed).back());
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (const UpgradePrerequisite& rule : problem.prerequisites) {
      GradeCode& to = upgrade.to[rule.item];
      const GradeCode from = problem.items[rule.item].from;
      if (to == from || upgrade.to[rule.needs] >= rule.at_least) continue;
      to = from;
      changed = true;
    }
  }
  return upgrade;
}

class Planner {
 public:
  Planner(const Assessment& assessment, const UpgradeProblem& problem,
          const v1::PlanUpgradeRequest& request, const Stop& stop,
          v1::PlanUpgradeResponse* response)
      : assessment_(assessment),
        problem_(problem),
        request_(request),
        response_(response),
        work_(stop) {}

  std::optional<Refusal> Plan() {
    std::optional<Refusal> refusal = PlanUnbounded();
    if (work_.over()) return RefuseGivenUp(work_, kSimplify);
    return refusal;
  }

 private:
  // What it says counts only when `work_` is not over then.
  std::optional<Refusal> PlanUnbounded() {
    WriteModelRef(assessment_.model(), response_->mutable_model());
    WriteDecision(assessment_.decision, response_->mutable_before());
    response_->set_highest_reachable_level(
        LevelHeldAfter(RaiseEverything(problem_)));
    const int held = assessment_.decision.deciding.level;
    int target = request_.target_level();
    if (target == 0 && request_.has_budget()) return PlanForBudget();
    if (target == 0) {
      target = std::min(held + 1, assessment_.questions.assessed_levels);
    }
    response_->set_target_level(target);
    if (target <= held && problem_.hold == 0) return SayReached(target);
    return PlanForTarget(target);
  }

  // The highest level that `upgrade` reaches, and holds.
  int LevelHeldAfter(const Upgrade& upgrade) const {
    int level = DecideAgain(assessment_, CodesAfter(problem_, upgrade,
                                                    assessment_.answers.codes))
                    .deciding.level;
    const auto held = [&](int at) {
      const auto goals = GoalsFor(problem_.questions, problem_.scores,
                                  TotalOf(assessment_.model(), at));
      return std::any_of(goals.begin(), goals.end(), [&](const Goal& goal) {
        return MeetsGoal(problem_, goal, upgrade);
      });
    };
    while (problem_.hold > 0 && level > 0 && !held(level)) --level;
    return level;
  }

  void Write(const Upgrade& upgrade) {
    v1::UpgradePlan plan;
    WriteUpgrade(assessment_, problem_, upgrade, &plan);
    response_->set_total_cost(plan.total_cost());
    response_->mutable_raises()->Swap(plan.mutable_raises());
    response_->mutable_after()->Swap(plan.mutable_after());
  }

  std::optional<Refusal> SayReached(int target) {
    response_->set_reachable(true);
    response_->set_already_reached(true);
    response_->set_cheapest_cost(0);
    WriteDecision(assessment_.decision, response_->mutable_after());
    WriteLevelMargin(
        assessment_,
        FallingAnswers(assessment_.questions, assessment_.answers,
                       assessment_.scores, DowngradeMeasure::kSteps),
        target, false, &work_, response_->mutable_margin());
    AddOpenMargin();
    return std::nullopt;
  }

  // How safe the target is once the upgrade is carried out.
  void SayHowSafe(const Upgrade& upgrade, int target) {
    Assessment after = assessment_;
    after.answers.codes =
        CodesAfter(problem_, upgrade, assessment_.answers.codes);
    after.scores = ScoreLevels(after.questions, after.answers);
    after.decision = DecideLevel(after.questions, after.scores);
    WriteLevelMargin(after,
                     FallingAnswers(after.questions, after.answers,
                                    after.scores, DowngradeMeasure::kSteps),
                     target, false, &work_, response_->mutable_margin());
  }

  void AddOpenMargin() {
    if (assessment_.answers.unanswered == 0) return;
    google::protobuf::RepeatedPtrField<v1::LevelMargin> held;
    held.Add()->Swap(response_->mutable_margin());
    WriteOpenMargins(assessment_, DowngradeMeasure::kSteps, &work_, &held);
    response_->mutable_margin()->Swap(held.Mutable(0));
  }

  std::optional<Refusal> PlanForTarget(int target) {
    const Ratio total = TotalOf(assessment_.model(), target);
    const UpgradeSearch search =
        FindUpgrade(problem_, total, AllowedGrades(problem_), &solved_, &work_);
    if (search.gave_up) return TooEntangled();
    if (search.best.has_value()) {
      response_->set_cheapest_cost(static_cast<int>(search.best->cost));
    }
    const bool within =
        search.best.has_value() &&
        (!request_.has_budget() || search.best->cost <= request_.budget());
    if (!within && request_.has_budget()) return SpendBudget();
    if (!within) {
      WriteDecision(assessment_.decision, response_->mutable_after());
      return std::nullopt;
    }
    response_->set_reachable(true);
    if (problem_.hold > 0 && search.best->steps == 0) return SayReached(target);
    Write(*search.best);
    if (problem_.hold > 0) SayHowSafe(*search.best, target);
    for (const Upgrade& next : NextUpgrades(problem_, total, *search.best,
                                            request_.alternatives(), &work_)) {
      if (request_.has_budget() && next.cost > request_.budget()) break;
      WriteUpgrade(assessment_, problem_, next, response_->add_alternatives());
    }
    if (request_.with_proof()) {
      const auto proofs = ProveUpgrade(problem_, total, search.cases, &work_);
      if (!work_.over()) {
        WriteProof(problem_, proofs, response_->mutable_proof());
      }
    }
    return std::nullopt;
  }

  // As far as the budget goes; the target is what it reaches.
  std::optional<Refusal> PlanForBudget() {
    if (auto refusal = SpendBudget()) return refusal;
    const int level = spent_level_;
    response_->set_target_level(level);
    response_->set_reachable(true);
    response_->set_cheapest_cost(0);
    const bool held = level == assessment_.decision.deciding.level;
    if (level == 0 || (held && problem_.hold == 0)) return std::nullopt;
    const UpgradeSearch search =
        FindUpgrade(problem_, TotalOf(assessment_.model(), level),
                    AllowedGrades(problem_), &solved_, &work_);
    if (search.gave_up) return TooEntangled();
    response_->set_cheapest_cost(static_cast<int>(search.best->cost));
    return std::nullopt;
  }

  std::optional<Refusal> SpendBudget() {
    const BudgetUpgrade best =
        BestWithin(problem_, assessment_.decision, request_.budget(), &work_);
    if (best.gave_up) return TooEntangled();
    Write(best.upgrade);
    spent_level_ = LevelHeldAfter(best.upgrade);
    return std::nullopt;
  }

  const Assessment& assessment_;
  const UpgradeProblem& problem_;
  const v1::PlanUpgradeRequest& request_;
  v1::PlanUpgradeResponse* response_;
  SolvedThresholds solved_;
  WorkBudget work_;
  int spent_level_ = 0;  // that the budget reaches, and holds
};

// The same were all open questions fully satisfied.
std::optional<Refusal> PlanAtBest(const Assessment& assessment,
                                  v1::PlanUpgradeRequest request,
                                  const Stop& stop,
                                  v1::PlanUpgradeResponse* response) {
  const Assessment best = AtBest(assessment);
  request.set_target_level(response->target_level());
  request.set_with_proof(false);
  request.set_alternatives(0);
  Violations none;  // The request was checked already.
  const UpgradeProblem problem = ReadUpgradeProblem(best, request, &none);
  v1::PlanUpgradeResponse plan;
  if (auto refusal = Planner(best, problem, request, stop, &plan).Plan()) {
    return refusal;
  }
  v1::OpenPlan* open = response->mutable_open();
  open->set_questions(assessment.answers.unanswered);
  open->set_level(best.decision.deciding.level);
  if (plan.has_cheapest_cost()) open->set_cheapest_cost(plan.cheapest_cost());
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> PlanUpgrade(const Catalog& catalog,
                                   const v1::PlanUpgradeRequest& request,
                                   v1::PlanUpgradeResponse* response,
                                   const Stop& stop) {
  Violations violations;
  const auto assessed =
      Assess(catalog, request.assessment(), "assessment.", &violations);
  if (!assessed.ok()) return assessed.refusal();
  const Assessment& assessment = assessed.value();
  const UpgradeProblem problem =
      ReadUpgradeProblem(assessment, request, &violations);
  if (!violations.empty()) {
    return RefuseInvalid("the upgrade cannot be planned",
                         std::move(violations));
  }
  v1::PlanUpgradeResponse planned;
  auto refusal = Planner(assessment, problem, request, stop, &planned).Plan();
  if (!refusal.has_value() && assessment.answers.unanswered > 0) {
    refusal = PlanAtBest(assessment, request, stop, &planned);
  }
  if (!refusal.has_value()) *response = std::move(planned);
  return refusal;
}

}  // namespace cmmm
