#include "engine/levels/decide.h"

#include <numeric>

namespace cmmm {
namespace {

Reading Read(const CompiledModel& model, Accumulation accumulation,
             const absl::InlinedVector<LevelScore, 5>& levels) {
  Reading reading;
  reading.accumulation = accumulation;
  // Over a common denominator, brought to lowest terms once at the end.
  int64_t common = 1;
  int64_t satisfied = 0;
  absl::InlinedVector<Fraction, 5> actual;  // of levels not satisfied
  for (const LevelScore& level : levels) {
    if (level.satisfied) {
      ++satisfied;
      continue;
    }
    actual.push_back(level.score);
    common = std::lcm(common, level.score.denominator);
    if (accumulation == Accumulation::kProgressive) break;
  }
  int64_t total = satisfied * common;
  for (const Fraction& score : actual) {
    total += score.numerator * (common / score.denominator);
  }
  reading.total = Fraction::Of(total, common);
  for (int k = 0; k < model.level_count(); ++k) {
    if (reading.total.AtLeastPercent(model.levels[k].band_from_percent)) {
      reading.level = k + 1;
    }
  }
  return reading;
}

}  // namespace

Decision DecideLevel(const QuestionScope& questions,
                     const LevelScores& scores) {
  const CompiledModel& model = *questions.model;
  Decision decision;
  for (int k = 0; k < questions.assessed_levels; ++k) {
    const Fraction score = scores.Score(model, k);
    decision.levels.push_back(
        {score, score.AtLeastPercent(model.satisfied_at_percent)});
  }
  decision.deciding = Read(model, model.accumulation, decision.levels);
  decision.other = Read(model,
                        model.accumulation == Accumulation::kProgressive
                            ? Accumulation::kCumulative
                            : Accumulation::kProgressive,
                        decision.levels);
  return decision;
}

}  // namespace cmmm
