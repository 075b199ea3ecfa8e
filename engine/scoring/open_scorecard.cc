#include "engine/scoring/open_scorecard.h"

#include <algorithm>

namespace cmmm {
namespace {

// The scorecard with `code` in place of every open question.
std::vector<NodeResult> ScorecardWith(const QuestionScope& questions,
                                      BoundAnswers answers, GradeCode code) {
  const int items = questions.model->requirement_count();
  for (int i = 0; i < items; ++i) {
    if (answers.codes[i] == kOpen && InScope(questions, i)) {
      answers.codes[i] = code;
    }
  }
  if (code == kNotApplicable) answers.not_applicable += answers.unanswered;
  return MakeScorecard(questions, ScoreLevels(questions, answers));
}

// The counts of the cards differ by the open questions, as those are left out
// of the one of what was answered.
OpenNodeResult Join(const NodeResult& best, const NodeResult& answered) {
  OpenNodeResult row;
  row.best_maturity = best.maturity;
  for (size_t k = 0; k < best.levels.size(); ++k) {
    const int open = best.levels[k].items - answered.levels[k].items;
    row.items += open;
    row.levels.push_back({open, best.levels[k].score});
    if (answered.levels[k].items > 0) {
      row.answered_levels = static_cast<int>(k) + 1;
    }
  }
  if (row.answered_levels > 0) row.answered_maturity = answered.maturity;
  return row;
}

}  // namespace

std::vector<OpenNodeResult> MakeOpenScorecard(const QuestionScope& questions,
                                              const BoundAnswers& answers) {
  const std::vector<NodeResult> best =
      ScorecardWith(questions, answers, kFully);
  const std::vector<NodeResult> answered =
      ScorecardWith(questions, answers, kNotApplicable);
  std::vector<OpenNodeResult> rows;
  rows.reserve(best.size());
  for (size_t i = 0; i < best.size(); ++i) {
    rows.push_back(Join(best[i], answered[i]));
  }
  return rows;
}

}  // namespace cmmm
