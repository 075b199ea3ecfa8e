#include "engine/scoring/open_scorecard.h"

#include "engine/scoring/maturity.h"

namespace cmmm {
namespace {

bool IsOpenItem(const QuestionScope& questions, const BoundAnswers& answers,
                int item) {
  return answers.codes[item] == kOpen && InScope(questions, item);
}

// The codes with `code` in place of every open question.
std::vector<GradeCode> CodesWith(const QuestionScope& questions,
                                 const BoundAnswers& answers, GradeCode code) {
  std::vector<GradeCode> codes = answers.codes;
  for (int i = 0; i < questions.model->requirement_count(); ++i) {
    if (IsOpenItem(questions, answers, i)) codes[i] = code;
  }
  return codes;
}

// [levels × D], the open questions of every cell.
std::vector<int> OpenByCell(const QuestionScope& questions,
                            const BoundAnswers& answers) {
  const CompiledModel& model = *questions.model;
  std::vector<int> open(size_t{1} * model.level_count() * model.subdomain_count,
                        0);
  for (int i = 0; i < model.requirement_count(); ++i) {
    if (IsOpenItem(questions, answers, i)) ++open[model.requirement_cell[i]];
  }
  return open;
}

// The row without its maturity over what was answered.
OpenNodeResult CountOpen(const CompiledModel& model, const NodeResult& best,
                         const std::vector<int>& open) {
  const ModelNode& node = model.nodes[best.node];
  OpenNodeResult row;
  row.best_maturity = best.maturity;
  for (int k = 0; k < static_cast<int>(best.levels.size()); ++k) {
    int items = 0;
    for (int s = 0; s < node.subdomain_count; ++s) {
      items += open[k * model.subdomain_count + node.first_subdomain + s];
    }
    row.items += items;
    row.levels.push_back({items, best.levels[k].score});
    if (best.levels[k].items > items) row.answered_levels = k + 1;
  }
  return row;
}

}  // namespace

std::vector<OpenNodeResult> MakeOpenScorecard(const QuestionScope& questions,
                                              const BoundAnswers& answers) {
  const CompiledModel& model = *questions.model;
  BoundAnswers best = answers;
  best.codes = CodesWith(questions, answers, kFully);
  std::vector<Ratio> answered(model.subdomain_count);
  SubdomainMaturities(questions, MakeCellItems(model),
                      CodesWith(questions, answers, kNotApplicable).data(),
                      answered.data());
  const std::vector<int> open = OpenByCell(questions, answers);
  std::vector<OpenNodeResult> rows;
  for (const NodeResult& node :
       MakeScorecard(questions, ScoreLevels(questions, best))) {
    OpenNodeResult row = CountOpen(model, node, open);
    if (model.nodes[node.node].tier == ModelTier::kSubdomain &&
        row.answered_levels > 0) {
      row.answered_maturity = answered[model.nodes[node.node].first_subdomain];
    }
    rows.push_back(row);
  }
  return rows;
}

}  // namespace cmmm
