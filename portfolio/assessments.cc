#include "portfolio/assessments.h"

#include <algorithm>

namespace cmmm::portfolio {
namespace {

std::vector<int32_t>* MaturityOf(const std::string& id,
                                 results::ResultTable* table) {
  auto found =
      std::find(table->subdomain_ids.begin(), table->subdomain_ids.end(), id);
  if (found == table->subdomain_ids.end()) {
    found = table->subdomain_ids.insert(found, id);
    table->maturity.emplace_back();
  }
  return &table->maturity[static_cast<size_t>(found -
                                              table->subdomain_ids.begin())];
}

int32_t UnitsOf(const v1::Score& score) {
  return results::ToUnits(Ratio{score.numerator(), score.denominator()});
}

// Whether what is open counts as not satisfied, so that nothing is a range.
bool CountsAsNot(const v1::ScoreResponse& score) {
  return !score.has_bounds() && score.coverage().unanswered() > 0;
}

bool HasItems(const v1::NodeScore& node) {
  return std::any_of(
      node.levels().begin(), node.levels().end(),
      [](const v1::NodeLevelScore& level) { return level.items() > 0; });
}

// Whether the level can still turn out to be satisfied.
bool MayBeSatisfied(const v1::ScoreResponse& score, int level) {
  return score.has_bounds() &&
         score.bounds().best().levels(level - 1).satisfied();
}

}  // namespace

void AddResult(const v1::ScoreResponse& score, results::ResultTable* table) {
  const size_t row = table->levels.size();
  const bool settled = !score.has_bounds() || score.bounds().settled();
  table->levels.push_back(settled ? score.decision().level()
                                  : results::kNoValue);
  const int32_t total = UnitsOf(score.decision().total());
  const bool sure =
      !score.has_bounds() || UnitsOf(score.bounds().best().total()) == total;
  table->totals.push_back(sure ? total : results::kNoValue);
  const bool counted = CountsAsNot(score);
  table->counted_as_not.push_back(counted);
  if (counted) ++table->rows_counted_as_not;
  table->highest_level =
      std::max(table->highest_level, score.decision().levels_size());
  for (const v1::NodeScore& node : score.scorecard().subdomains()) {
    std::vector<int32_t>* column = MaturityOf(node.id(), table);
    column->resize(row, results::kNoValue);
    const int32_t maturity = results::ToUnits(node.maturity());
    const bool known =
        !score.has_bounds() || !node.has_open() ||
        results::ToUnits(node.open().best_maturity()) == maturity;
    column->push_back(known && HasItems(node) ? maturity : results::kNoValue);
  }
  for (auto& column : table->maturity)
    column.resize(row + 1, results::kNoValue);
}

void GapCounter::Add(const v1::ScoreResponse& score) {
  for (const v1::LevelGap& level : score.gaps().levels()) {
    if (level.shortfall().numerator() == 0 ||
        MayBeSatisfied(score, level.level())) {
      continue;
    }
    for (const v1::RequirementGap& row : level.requirements()) {
      if (row.grade() == v1::GRADE_UNSPECIFIED) continue;
      Gap& gap = gaps_[row.requirement_id()];
      ++gap.enterprises;
      gap.gain += row.gain();
    }
  }
}

void GapCounter::Write(int32_t min_group, v1::Portfolio* summary) const {
  for (const auto& [id, gap] : gaps_) {
    if (gap.enterprises < min_group) continue;
    v1::CommonGap* row = summary->add_gaps();
    row->set_requirement_id(id);
    row->set_enterprises(gap.enterprises);
    row->set_mean_gain(gap.gain / gap.enterprises);
  }
  auto* rows = summary->mutable_gaps();
  std::stable_sort(rows->begin(), rows->end(),
                   [](const v1::CommonGap& a, const v1::CommonGap& b) {
                     if (a.enterprises() != b.enterprises()) {
                       return a.enterprises() > b.enterprises();
                     }
                     return a.mean_gain() > b.mean_gain();
                   });
}

void LiftPlanner::Add(const std::string& enterprise,
                      const v1::PlanUpgradeResponse& plan) {
  if (plan.has_open() &&
      (plan.has_cheapest_cost() != plan.open().has_cheapest_cost() ||
       plan.cheapest_cost() != plan.open().cheapest_cost())) {
    ++undecided_;
  } else if (plan.already_reached()) {
    ++holding_;
  } else if (plan.reachable()) {
    Candidate candidate{enterprise, plan.total_cost(), {}};
    for (const v1::Raise& raise : plan.raises()) {
      candidate.requirements.push_back(raise.requirement_id());
    }
    candidates_.push_back(std::move(candidate));
  }
}

v1::Lift LiftPlanner::Solve(int32_t min_group, bool with_names) const {
  v1::Lift lift;
  lift.set_level(level_);
  lift.set_wanted(wanted_);
  lift.set_holding(holding_);
  lift.set_undecided(undecided_);
  const auto reachable = static_cast<int32_t>(candidates_.size());
  lift.set_reachable(reachable);
  lift.set_possible(wanted_ <= holding_ + reachable);
  if (!lift.possible()) return lift;
  std::vector<const Candidate*> order;
  for (const Candidate& candidate : candidates_) order.push_back(&candidate);
  std::stable_sort(
      order.begin(), order.end(),
      [](const Candidate* a, const Candidate* b) { return a->cost < b->cost; });
  order.resize(static_cast<size_t>(std::max(0, wanted_ - holding_)));
  lift.set_raised(static_cast<int32_t>(order.size()));
  if (!with_names && lift.raised() > 0 && lift.raised() < min_group) {
    lift.set_withheld(true);
    return lift;
  }
  std::map<std::string, int32_t> raises;
  int64_t cost = 0;
  for (const Candidate* candidate : order) {
    cost += candidate->cost;
    for (const std::string& id : candidate->requirements) ++raises[id];
    if (!with_names) continue;
    v1::LiftedEnterprise* chosen = lift.add_chosen();
    chosen->set_enterprise(candidate->enterprise);
    chosen->set_cost(candidate->cost);
  }
  lift.set_total_cost(cost);
  for (const auto& [id, count] : raises) {
    if (count < min_group) continue;
    v1::CommonRaise* row = lift.add_raises();
    row->set_requirement_id(id);
    row->set_enterprises(count);
  }
  std::stable_sort(lift.mutable_raises()->begin(), lift.mutable_raises()->end(),
                   [](const v1::CommonRaise& a, const v1::CommonRaise& b) {
                     return a.enterprises() > b.enterprises();
                   });
  return lift;
}

}  // namespace cmmm::portfolio
