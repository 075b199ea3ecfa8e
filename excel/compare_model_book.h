// A model's workbook beside the model that was exported.
#ifndef CMMM_EXCEL_COMPARE_MODEL_BOOK_H_
#define CMMM_EXCEL_COMPARE_MODEL_BOOK_H_

#include "excel/read_model_book.h"

namespace cmmm::excel {

// Adds a fault modelbook.version_kept when something changed and the version
// did not; a notice modelbook.statement_moved, to those of the book, where a
// requirement has got the statement that another one had in `base`.
void CompareWithBase(const v1::ModelDefinition& base, ModelBook* book,
                     Violations* faults);

}  // namespace cmmm::excel

#endif  // CMMM_EXCEL_COMPARE_MODEL_BOOK_H_
