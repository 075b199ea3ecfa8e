#include "engine/plan/plan_messages.h"

#include "engine/cover/cover_messages.h"
#include "engine/plan/held_level.h"
#include "engine/plan/roadmap.h"
#include "engine/response/write_response.h"

namespace cmmm {
namespace {

// A stage of a held cover: whose, the grades behind the options, and those.
struct HeldSource {
  int item = 0;  // index into CompiledModel::requirements
  std::vector<GradeCode> grades;
  HeldGroup options;
};

void WriteHeldStage(const CompiledModel& model, const HeldSource& source,
                    const std::vector<int64_t>& numbers, int hold,
                    v1::CoverStage* out) {
  out->set_requirement_id(model.requirements[source.item].id);
  for (size_t o = 0; o < source.options.size(); ++o) {
    const HeldOption& option = source.options[o];
    v1::CoverChoice* choice = out->add_choices();
    choice->set_grade(ToProto(source.grades[o]));
    choice->set_cost(static_cast<int>(option.cost));
    choice->set_gain(option.gain.front());
    choice->mutable_gain_after()->Add(option.gain.begin() + 1,
                                      option.gain.end());
  }
  const int width = hold + 2;
  for (size_t n = 0; n < numbers.size(); ++n) {
    if (n % width == 0) {
      out->add_state_cost(numbers[n]);
    } else {
      out->add_state_left(numbers[n]);
    }
  }
}

void WriteHeldStages(const UpgradeProblem& problem,
                     const std::vector<GradeSet>& allowed,
                     const ThresholdProof& proof, v1::CoverProof* out) {
  const CompiledModel& model = *problem.questions.model;
  out->set_hold(problem.hold);
  out->set_price_numerator(proof.held.price.numerator);
  out->set_price_denominator(proof.held.price.denominator);
  const auto raised = static_cast<int>(proof.items.size());
  for (size_t g = 0; g < proof.held.stages.size(); ++g) {
    const int group = proof.held.order[g];
    HeldSource source;
    if (group < raised) {
      const int i = proof.items[group];
      const UpgradeItem& item = problem.items[i];
      source = {item.item, GradesOf(item, allowed[i]),
                HeldOptionsOf(model, item, allowed[i],
                              OptionsOf(model, item, allowed[i]))};
    } else {
      const SettledItem& item = problem.settled[proof.settled[group - raised]];
      source = {item.item, {kFully}, SettledOption(model, item)};
    }
    WriteHeldStage(model, source, proof.held.stages[g], problem.hold,
                   out->add_stages());
  }
}

void WriteThreshold(const UpgradeProblem& problem,
                    const std::vector<GradeSet>& allowed,
                    const ThresholdProof& proof, v1::CoverProof* out) {
  const CompiledModel& model = *problem.questions.model;
  int64_t need = proof.threshold.need;
  std::vector<int64_t> factor(problem.questions.assessed_levels, 0);
  for (size_t l = 0; l < proof.threshold.levels.size(); ++l) {
    const int k = proof.threshold.levels[l];
    factor[k] = proof.threshold.factor[l];
    need -= factor[k] * problem.scores.weighted[k];
    out->add_levels(k + 1);
  }
  out->set_whole(proof.threshold.whole);
  out->set_need(need);
  out->set_impossible(proof.impossible);
  out->set_least_cost(static_cast<int>(proof.least_cost));
  if (problem.hold > 0) return WriteHeldStages(problem, allowed, proof, out);
  std::vector<CoverSource> sources;
  for (const int i : proof.items) {
    const UpgradeItem& item = problem.items[i];
    sources.push_back({item.item, GradesOf(item, allowed[i]),
                       OptionsOf(model, item, allowed[i])});
    for (CoverOption& option : sources.back().options) {
      option.gain *= factor[item.level_index];
    }
  }
  WriteStages(model, proof.proof, sources, out);
}

}  // namespace

void WriteUpgrade(const Assessment& assessment, const UpgradeProblem& problem,
                  const Upgrade& upgrade, v1::UpgradePlan* out) {
  out->set_total_cost(static_cast<int>(upgrade.cost));
  for (const RoadmapStep& step : MakeRoadmap(problem, upgrade)) {
    const UpgradeItem& item = problem.items[step.item];
    v1::Raise* raise = out->add_raises();
    raise->set_requirement_id(assessment.model().requirements[item.item].id);
    raise->set_from(ToProto(item.from));
    raise->set_to(ToProto(step.to));
    raise->set_cost(static_cast<int>(step.cost));
    raise->set_level(item.level_index + 1);
    WriteScore(step.gain, raise->mutable_gain());
    raise->set_cost_so_far(static_cast<int>(step.cost_so_far));
    WriteScore(step.after.deciding.total, raise->mutable_total());
    raise->set_level_reached(step.after.deciding.level);
  }
  const Decision after = DecideAgain(
      assessment, CodesAfter(problem, upgrade, assessment.answers.codes));
  WriteDecision(after, out->mutable_after());
}

void WriteProof(const UpgradeProblem& problem,
                const std::vector<CaseProof>& cases, v1::PlanProof* out) {
  const CompiledModel& model = *problem.questions.model;
  for (const CaseProof& proof : cases) {
    v1::ProofCase* written = out->add_cases();
    for (const UpgradeCondition& condition : proof.conditions) {
      v1::ProofCondition* to = written->add_conditions();
      to->set_requirement_id(
          model.requirements[problem.items[condition.item].item].id);
      to->set_grade(ToProto(condition.grade));
      to->set_at_least(condition.at_least);
    }
    for (const CaseProof::OfGoal& goal : proof.goals) {
      v1::ProofGoal* to = written->add_goals();
      to->set_elsewhere(static_cast<int>(goal.elsewhere));
      for (const ThresholdProof& threshold : goal.thresholds) {
        WriteThreshold(problem, proof.allowed, threshold, to->add_thresholds());
      }
    }
  }
}

}  // namespace cmmm
