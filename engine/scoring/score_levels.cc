#include "engine/scoring/score_levels.h"

#include <memory>
#include <vector>

namespace cmmm {
namespace {

// Sums the tenths of every cell into `mean` and counts the applicable items.
// Returns whether `not applicable` emptied a cell.
bool SumCells(const CompiledModel& model, const BoundAnswers& answers,
              LevelScores* scores) {
  scores->items = model.cell_size;
  scores->mean.setZero(model.level_count(), model.subdomain_count);
  int64_t* sums = scores->mean.data();
  bool emptied = false;
  for (int i = 0; i < model.requirement_count(); ++i) {
    const GradeCode code = answers.codes[i];
    const int cell = model.requirements[i].cell;
    sums[cell] += model.grade_tenths[code];
    if (code == kNotApplicable) emptied |= --scores->items[cell] == 0;
  }
  return emptied;
}

}  // namespace

LevelScores ScoreLevels(const QuestionScope& questions,
                        const BoundAnswers& answers) {
  const CompiledModel& model = *questions.model;
  const Scope& scope = *questions.scope;
  LevelScores scores;
  const bool emptied = SumCells(model, answers, &scores);
  int64_t* mean = scores.mean.data();
  for (int cell = 0; cell < scores.mean.size(); ++cell) {
    const int items = scores.items[cell];
    mean[cell] =
        items == 0 ? model.full_mean : mean[cell] * (model.mean_scale / items);
  }
  scores.weights = &scope.weights;
  if (emptied) {
    scores.derived = std::make_shared<const LevelWeights>(
        DeriveLevelWeights(model, model.weight_sets[scope.weight_set].percent,
                           scope.subdomain_counts, scores.items.data()));
    scores.weights = scores.derived.get();
  }
  scores.weighted =
      scores.weights->weight.cwiseProduct(scores.mean).rowwise().sum();
  return scores;
}

}  // namespace cmmm
