// The weights of a model's workbook, from three of its sheets.
#ifndef CMMM_EXCEL_READ_MODEL_WEIGHTS_H_
#define CMMM_EXCEL_READ_MODEL_WEIGHTS_H_

#include "cmmm/v1/model.pb.h"
#include "excel/collect_model.h"
#include "excel/model_cells.h"
#include "excel/read_model_structure.h"

namespace cmmm::excel {

// Fills the weight sets and the provenance of the requirements. The groups of a
// set come in the order of their rows in the sheet with the provenance, the
// weights of a group in that of the sheet with weights. Rules
// workbook.duplicate_column, modelbook.column_missing, .unknown_set,
// .row_mismatch (the name beside an id is that of another), .not_here,
// .provenance_missing, .provenance_twice; notice .column_not_read.
void ReadModelWeights(const WrittenModel& written, const NodeNames& names,
                      ModelCells* cells, v1::ModelDefinition* model,
                      Violations* faults, Violations* notices);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_READ_MODEL_WEIGHTS_H_
