#include "engine/scoring/score_levels.h"

#include <memory>
#include <utility>
#include <vector>

namespace cmmm {
namespace {

// Sums the tenths of every cell.
void SumCells(const CompiledModel& model, const BoundAnswers& answers,
              int64_t* sums) {
  const int* cell = model.requirement_cell.data();
  for (size_t i = 0; i < answers.codes.size(); ++i) {
    sums[cell[i]] += model.grade_tenths[answers.codes[i]];
  }
}

// Makes means of the sums when every item applies.
void TakeUsualMeans(const CompiledModel& model, LevelScores* scores) {
  scores->items = model.cell_size.data();
  int64_t* mean = scores->mean.data();
  for (int cell = 0; cell < scores->mean.size(); ++cell) {
    mean[cell] = scores->items[cell] == 0
                     ? model.full_mean
                     : mean[cell] * model.cell_factor[cell];
  }
}

// The same when some do not. Returns whether that emptied a cell.
bool TakeMeansOfApplicable(const CompiledModel& model,
                           const BoundAnswers& answers, LevelScores* scores) {
  auto items = std::make_shared<std::vector<int>>(model.cell_size);
  bool emptied = false;
  for (size_t i = 0; i < answers.codes.size(); ++i) {
    if (answers.codes[i] != kNotApplicable) continue;
    emptied |= --(*items)[model.requirement_cell[i]] == 0;
  }
  int64_t* mean = scores->mean.data();
  for (int cell = 0; cell < scores->mean.size(); ++cell) {
    const int count = (*items)[cell];
    mean[cell] =
        count == 0 ? model.full_mean : mean[cell] * (model.mean_scale / count);
  }
  scores->items = items->data();
  scores->counted = std::move(items);
  return emptied;
}

}  // namespace

LevelScores ScoreLevels(const QuestionScope& questions,
                        const BoundAnswers& answers) {
  const CompiledModel& model = *questions.model;
  const Scope& scope = *questions.scope;
  LevelScores scores;
  scores.mean.setZero(model.level_count(), model.subdomain_count);
  SumCells(model, answers, scores.mean.data());
  scores.weights = &scope.weights;
  // Outside the scope items may be not applicable, too, and do not matter.
  if (answers.not_applicable == 0) {
    TakeUsualMeans(model, &scores);
  } else if (TakeMeansOfApplicable(model, answers, &scores)) {
    scores.derived = std::make_shared<const LevelWeights>(
        DeriveLevelWeights(model, model.weight_sets[scope.weight_set].percent,
                           scope.subdomain_counts, scores.items));
    scores.weights = scores.derived.get();
  }
  scores.weighted =
      scores.weights->weight.cwiseProduct(scores.mean).rowwise().sum();
  return scores;
}

LevelScores LevelScoresOf(const QuestionScope& questions,
                          const int64_t* weighted) {
  LevelScores scores;
  scores.weights = &questions.scope->weights;
  scores.weighted =
      Eigen::Map<const IntVector>(weighted, questions.model->level_count());
  return scores;
}

}  // namespace cmmm
