#include "engine/levels/decide.h"

#include <utility>

namespace cmmm {
namespace {

// The total over the common denominator of all levels, brought to lowest
// terms once.
Fraction CumulativeTotal(const LevelScores& scores, const Decision& decision) {
  const LevelWeights& weights = *scores.weights;
  const int64_t whole = weights.common.value();
  int64_t total = 0;
  int k = 0;
  for (const LevelScore& level : decision.levels) {
    total += level.satisfied ? whole
                             : scores.weighted[k] *
                                   (whole / weights.denominator[k].value());
    ++k;
  }
  return weights.common.Reduce(total);
}

// m + a score in lowest terms, which is in lowest terms itself.
Fraction ProgressiveTotal(const Decision& decision) {
  int64_t satisfied = 0;
  for (const LevelScore& level : decision.levels) {
    if (!level.satisfied) {
      const auto& [numerator, denominator] = level.score;
      return {{satisfied * denominator + numerator, denominator}};
    }
    ++satisfied;
  }
  return {{satisfied, 1}};
}

Reading Read(const CompiledModel& model, Accumulation accumulation,
             Fraction total) {
  Reading reading{accumulation, total, 0};
  for (int k = 0; k < model.level_count(); ++k) {
    if (total.AtLeastPercent(model.levels[k].band_from_percent)) {
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
    const Fraction score = scores.Score(k);
    decision.levels.push_back(
        {score, score.AtLeastPercent(model.satisfied_at_percent)});
  }
  decision.deciding =
      Read(model, Accumulation::kProgressive, ProgressiveTotal(decision));
  decision.other =
      Read(model, Accumulation::kCumulative, CumulativeTotal(scores, decision));
  if (model.accumulation == Accumulation::kCumulative) {
    std::swap(decision.deciding, decision.other);
  }
  return decision;
}

Reading DecideReading(const QuestionScope& questions,
                      const LevelScores& scores) {
  const CompiledModel& model = *questions.model;
  if (model.accumulation == Accumulation::kCumulative) {
    return DecideLevel(questions, scores).deciding;
  }
  int k = 0;
  while (k < questions.assessed_levels &&
         scores.Unreduced(k).AtLeastPercent(model.satisfied_at_percent)) {
    ++k;
  }
  Fraction total{{k, 1}};
  if (k < questions.assessed_levels) {
    total = scores.Score(k);
    total.numerator += k * total.denominator;
  }
  // S lies in the band of level k: the linter sees to it that bands begin
  // where that many levels are satisfied (band.threshold).
  return {Accumulation::kProgressive, total, k};
}

}  // namespace cmmm
