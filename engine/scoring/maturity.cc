#include "engine/scoring/maturity.h"

namespace cmmm {
namespace {

// The score of a cell: the tenths of its applicable items over ten each.
Ratio ScoreCell(const CompiledModel& model, const CellItems& cells, int cell,
                const GradeCode* codes) {
  Ratio score{0, 0};
  for (int i = cells.first[cell]; i < cells.first[cell + 1]; ++i) {
    const GradeCode code = codes[cells.item[i]];
    score.numerator += model.grade_tenths[code];
    score.denominator += code == kNotApplicable ? 0 : 10;
  }
  return score;
}

// Whether any item of the cells applies.
bool HasItems(const CellItems& cells, int first_cell, int count,
              const GradeCode* codes) {
  for (int i = cells.first[first_cell]; i < cells.first[first_cell + count];
       ++i) {
    if (codes[cells.item[i]] != kNotApplicable) return true;
  }
  return false;
}

}  // namespace

CellItems MakeCellItems(const CompiledModel& model) {
  const int levels = model.level_count();
  const auto cell_of = [&](const ModelRequirement& item) {
    return item.subdomain * levels + item.level_index;
  };
  CellItems cells;
  cells.first.assign(model.subdomain_count * levels + 1, 0);
  for (const ModelRequirement& item : model.requirements) {
    ++cells.first[cell_of(item) + 1];
  }
  for (size_t c = 1; c < cells.first.size(); ++c) {
    cells.first[c] += cells.first[c - 1];
  }
  std::vector<int> next = cells.first;
  cells.item.resize(model.requirements.size());
  for (int i = 0; i < model.requirement_count(); ++i) {
    cells.item[next[cell_of(model.requirements[i])]++] = i;
  }
  return cells;
}

void SubdomainMaturities(const QuestionScope& questions, const CellItems& cells,
                         const GradeCode* codes, Ratio* maturity) {
  const CompiledModel& model = *questions.model;
  for (int s = 0; s < model.subdomain_count; ++s) {
    maturity[s] = {0, 0};
    if (questions.scope->subdomain_counts[s] == 0) continue;
    const int first_cell = s * model.level_count();
    maturity[s] = Maturity(
        questions.assessed_levels, model.satisfied_at_percent,
        [&](int k) { return ScoreCell(model, cells, first_cell + k, codes); });
    if (maturity[s].numerator == 0 &&
        !HasItems(cells, first_cell, questions.assessed_levels, codes)) {
      maturity[s] = {0, 0};
    }
  }
}

}  // namespace cmmm
