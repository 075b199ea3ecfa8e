// What the linter finds in the model of a workbook, at the cells.
#ifndef CMMM_EXCEL_LINT_MODEL_BOOK_H_
#define CMMM_EXCEL_LINT_MODEL_BOOK_H_

#include "cmmm/v1/model.pb.h"
#include "engine/base/violations.h"
#include "excel/collect_model.h"
#include "excel/model_cells.h"

namespace cmmm::excel {

// Adds the findings of the linter to `faults`, each at the cell of its field,
// or the nearest one above it; but none that follows from what is among the
// faults already, on whatever sheet: a cell, a row, a column or a sheet that is
// missing or could not be read (a sum of weights of which one is no number).
void LintModelBook(const v1::ModelDefinition& model,
                   const WrittenModel& written, ModelCells* cells,
                   Violations* faults);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_LINT_MODEL_BOOK_H_
