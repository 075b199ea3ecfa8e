#include "engine/scoring/maturity.h"

namespace cmmm {
namespace {

struct CellSum {
  int64_t tenths = 0;
  int64_t items = 0;  // applicable ones
};

CellSum SumCell(const CompiledModel& model, const CellItems& cells, int cell,
                const GradeCode* codes) {
  CellSum sum;
  for (int i = cells.first[cell]; i < cells.first[cell + 1]; ++i) {
    const GradeCode code = codes[cells.item[i]];
    sum.tenths += model.grade_tenths[code];
    sum.items += code == kNotApplicable ? 0 : 1;
  }
  return sum;
}

// A level without items is satisfied.
Ratio Maturity(const QuestionScope& questions, const CellItems& cells,
               int subdomain, const GradeCode* codes) {
  const CompiledModel& model = *questions.model;
  for (int k = 0; k < questions.assessed_levels; ++k) {
    const CellSum sum =
        SumCell(model, cells, subdomain * model.level_count() + k, codes);
    const int64_t whole = 10 * sum.items;
    if (sum.tenths * 100 < whole * model.satisfied_at_percent) {
      return {k * whole + sum.tenths, whole};
    }
  }
  return {questions.assessed_levels, 1};
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
  for (int s = 0; s < questions.model->subdomain_count; ++s) {
    maturity[s] = questions.scope->subdomain_counts[s] == 0
                      ? Ratio{0, 0}
                      : Maturity(questions, cells, s, codes);
  }
}

}  // namespace cmmm
