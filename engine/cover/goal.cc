#include "engine/cover/goal.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <optional>

#include "absl/numeric/int128.h"

namespace cmmm {
namespace {

using Wide = absl::int128;

// The denominator of a level's score: weighted / whole is A[k].
int64_t Whole(const QuestionScope& questions, const LevelScores& scores,
              int k) {
  return scores.weights->whole[k] * questions.model->full_mean;
}

// The least integer n with n / whole >= share.
int64_t CeilingOf(const Wide& numerator, const Wide& denominator,
                  int64_t whole) {
  const Wide product = numerator * whole;
  return static_cast<int64_t>((product + denominator - 1) / denominator);
}

Threshold Satisfied(const QuestionScope& questions, const LevelScores& scores,
                    int k) {
  const int64_t whole = Whole(questions, scores, k);
  return {{k},
          {1},
          whole,
          CeilingOf(questions.model->satisfied_at_percent, Wide{100}, whole)};
}

// A[k] >= share of 1, or the level satisfied if that is less.
Threshold AtLeast(const QuestionScope& questions, const LevelScores& scores,
                  int k, const Wide& numerator, const Wide& denominator) {
  Threshold satisfied = Satisfied(questions, scores, k);
  if (numerator * 100 < denominator * questions.model->satisfied_at_percent) {
    satisfied.need =
        CeilingOf(numerator, denominator, Whole(questions, scores, k));
  }
  return satisfied;
}

std::vector<Goal> ProgressiveGoals(const QuestionScope& questions,
                                   const LevelScores& scores,
                                   const Ratio& least) {
  Goal goal;
  const Wide denominator = least.denominator;
  Wide left = least.numerator;
  for (int k = 0; k < questions.assessed_levels && left > 0; ++k) {
    goal.push_back(AtLeast(questions, scores, k, left, denominator));
    left -= denominator;
  }
  if (left > 0) return {};
  return {goal};
}

// The levels outside `satisfied` (a bit per level) must add up to the rest.
std::optional<Goal> CumulativeGoal(const QuestionScope& questions,
                                   const LevelScores& scores,
                                   const Ratio& least, uint32_t satisfied) {
  Goal goal;
  Threshold rest;
  for (int k = 0; k < questions.assessed_levels; ++k) {
    if ((satisfied >> k & 1) != 0) {
      goal.push_back(Satisfied(questions, scores, k));
    } else {
      rest.levels.push_back(k);
      rest.whole = std::lcm(rest.whole, Whole(questions, scores, k));
    }
  }
  const Wide left = Wide{least.numerator} -
                    Wide{std::popcount(satisfied)} * least.denominator;
  if (left <= 0) return goal;
  if (left > Wide{least.denominator} * static_cast<int>(rest.levels.size())) {
    return std::nullopt;
  }
  for (const int k : rest.levels) {
    rest.factor.push_back(rest.whole / Whole(questions, scores, k));
  }
  rest.need = CeilingOf(left, least.denominator, rest.whole);
  goal.push_back(rest);
  return goal;
}

}  // namespace

std::vector<Goal> GoalsFor(const QuestionScope& questions,
                           const LevelScores& scores, const Ratio& least) {
  if (questions.model->accumulation == Accumulation::kProgressive) {
    return ProgressiveGoals(questions, scores, least);
  }
  std::vector<Goal> goals;
  for (uint32_t set = 0; set < (1u << questions.assessed_levels); ++set) {
    auto goal = CumulativeGoal(questions, scores, least, set);
    if (goal.has_value()) goals.push_back(*std::move(goal));
  }
  return goals;
}

Ratio TotalOf(const CompiledModel& model, int level) {
  return {model.levels[level - 1].band_from_percent, 100};
}

}  // namespace cmmm
