#include "engine/margin/find_margin.h"

#include <algorithm>

#include "absl/numeric/int128.h"
#include "engine/margin/falls.h"

namespace cmmm {
namespace {

// The loss after which level index k is no longer satisfied; 0: it is not.
int64_t LossNeeded(const QuestionScope& questions, const LevelScores& scores,
                   int k) {
  const int64_t least = SatisfyingWeighted(questions, scores, k);
  return std::max<int64_t>(0, scores.weighted[k] - least + 1);
}

Margin ToMargin(const std::vector<FallingAnswer>& answers,
                const LevelFall& fall, const Cover& cover) {
  Margin margin;
  margin.size = cover.cost;
  for (size_t g = 0; g < fall.answers.size(); ++g) {
    if (cover.chosen[g] == 0) continue;
    const FallingAnswer& answer = answers[fall.answers[g]];
    margin.downgrades.push_back({answer.item, answer.grades[cover.chosen[g]]});
  }
  return margin;
}

}  // namespace

std::vector<FallingAnswer> FallingAnswers(const QuestionScope& questions,
                                          const BoundAnswers& answers,
                                          const LevelScores& scores,
                                          DowngradeMeasure measure) {
  const CompiledModel& model = *questions.model;
  std::vector<FallingAnswer> falling;
  for (int i = 0; i < model.requirement_count(); ++i) {
    const GradeCode code = answers.codes[i];
    if (!InScope(questions, i) || code <= kNot || code > kFully) continue;
    const ModelRequirement& item = model.requirements[i];
    const int64_t loss_per_tenth = scores.GainPerTenth(model, item);
    FallingAnswer answer{i, item.level_index, {}, {}};
    for (GradeCode grade = code; grade >= kNot; --grade) {
      const int steps = code - grade;
      answer.grades.push_back(grade);
      answer.options.push_back(
          {measure == DowngradeMeasure::kSteps ? steps : std::min(steps, 1),
           loss_per_tenth *
               (model.grade_tenths[code] - model.grade_tenths[grade])});
    }
    falling.push_back(std::move(answer));
  }
  return falling;
}

LevelFall FallOf(const std::vector<FallingAnswer>& answers, int level_index) {
  LevelFall fall;
  for (int a = 0; a < static_cast<int>(answers.size()); ++a) {
    if (answers[a].level_index != level_index) continue;
    fall.answers.push_back(a);
    fall.groups.push_back(answers[a].options);
  }
  return fall;
}

int64_t SatisfyingWeighted(const QuestionScope& questions,
                           const LevelScores& scores, int k) {
  const CompiledModel& model = *questions.model;
  const absl::int128 share =
      absl::int128{scores.weights->whole[k] * model.full_mean} *
      model.satisfied_at_percent;
  return static_cast<int64_t>((share + 99) / 100);
}

std::optional<Margin> FindMargin(const QuestionScope& questions,
                                 const LevelScores& scores,
                                 const std::vector<FallingAnswer>& answers,
                                 int level, WorkBudget* budget) {
  if (questions.model->accumulation == Accumulation::kCumulative) {
    return FindCumulativeMargin(questions, scores, answers, level, budget);
  }
  std::optional<Margin> least;
  for (int k = 0; k < level; ++k) {
    const LevelFall fall = FallOf(answers, k);
    const auto cover = FindCheapestCover(
        fall.groups, LossNeeded(questions, scores, k), budget);
    if (cover.has_value() &&
        (!least.has_value() || cover->cost < least->size)) {
      least = ToMargin(answers, fall, *cover);
    }
  }
  return least;
}

std::vector<MarginProof> ProveMargin(const QuestionScope& questions,
                                     const LevelScores& scores,
                                     const std::vector<FallingAnswer>& answers,
                                     int level, WorkBudget* budget) {
  std::vector<MarginProof> proofs;
  for (int k = 0; k < level; ++k) {
    const LevelFall fall = FallOf(answers, k);
    MarginProof proof;
    proof.level_index = k;
    proof.whole = scores.weights->whole[k] * questions.model->full_mean;
    proof.need = LossNeeded(questions, scores, k);
    proof.answers = fall.answers;
    const auto cover = FindCheapestCover(fall.groups, proof.need, budget);
    proof.impossible = !cover.has_value();
    if (cover.has_value()) {
      proof.least_size = cover->cost;
      proof.proof =
          ProveNoCover(fall.groups, proof.need, cover->cost - 1, budget);
    }
    proofs.push_back(std::move(proof));
  }
  return proofs;
}

}  // namespace cmmm
