#include "engine/gaps/find_gaps.h"

#include <algorithm>
#include <vector>

namespace cmmm {
namespace {

// Stable, so that ties keep model order.
template <typename Gap>
void GreatestGainFirst(std::vector<Gap>* gaps) {
  std::stable_sort(gaps->begin(), gaps->end(),
                   [](const Gap& a, const Gap& b) { return a.gain > b.gain; });
}

LevelGaps StartLevel(const CompiledModel& model, const LevelScores& scores,
                     const Decision& decision, int k) {
  LevelGaps gaps;
  gaps.level_index = k;
  gaps.whole = scores.weights->whole[k] * model.full_mean;
  gaps.required = Fraction::Of(model.satisfied_at_percent, 100);
  gaps.actual = decision.levels[k].score;
  gaps.shortfall = Shortfall(gaps.required, gaps.actual);
  return gaps;
}

void SumSubdomains(const std::vector<int64_t>& gain, LevelGaps* gaps) {
  for (int s = 0; s < static_cast<int>(gain.size()); ++s) {
    if (gain[s] == 0) continue;
    gaps->missing += gain[s];
    gaps->subdomains.push_back({s, gain[s]});
  }
}

}  // namespace

Gaps FindGaps(const QuestionScope& questions, const BoundAnswers& answers,
              const LevelScores& scores, const Decision& decision,
              int target_level) {
  const CompiledModel& model = *questions.model;
  Gaps gaps;
  gaps.target_level = target_level > 0 ? target_level
                                       : std::min(decision.deciding.level + 1,
                                                  questions.assessed_levels);
  for (int k = 0; k < gaps.target_level; ++k) {
    gaps.levels.push_back(StartLevel(model, scores, decision, k));
  }
  std::vector<std::vector<int64_t>> subdomain_gain(
      gaps.target_level, std::vector<int64_t>(model.subdomain_count, 0));
  for (int i = 0; i < model.requirement_count(); ++i) {
    const ModelRequirement& item = model.requirements[i];
    const GradeCode code = answers.codes[i];
    if (item.level_index >= gaps.target_level || code == kNotApplicable) {
      continue;
    }
    const int64_t weight =
        scores.weights->weight(item.level_index, item.subdomain);
    const int64_t gain = weight * (model.mean_scale / scores.items[item.cell]) *
                         (10 - model.grade_tenths[code]);
    if (gain == 0) continue;
    gaps.levels[item.level_index].items.push_back({i, code, gain});
    subdomain_gain[item.level_index][item.subdomain] += gain;
  }
  for (int k = 0; k < gaps.target_level; ++k) {
    LevelGaps& level = gaps.levels[k];
    SumSubdomains(subdomain_gain[k], &level);
    GreatestGainFirst(&level.items);
    GreatestGainFirst(&level.subdomains);
  }
  return gaps;
}

}  // namespace cmmm
